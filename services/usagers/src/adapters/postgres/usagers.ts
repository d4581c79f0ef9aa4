import { inTransaction, type Pool, type Queryable, type Tx } from '@relais/chassis/postgres';
import { type UsagerId } from '@relais/kernel';
import { type Coffre, type Scelle } from '../../application/ports.js';
import { type Structure } from '../../domain/rattachement/decider.js';
import { type Identite } from '../../domain/personne/identite.js';
import { signalerDoute } from './doutes.js';
import { porteursDe, poserIdentifiant } from './identifiants.js';

/** A person as access rules and internal lookups see them: nothing that identifies. */
export type Usager = Readonly<{ usagerId: UsagerId; departement: string }>;

/** The identity of a person, and what France Travail calls them. */
export type UsagerIdentifie = Usager & Readonly<{ identite: Identite; numeroFranceTravail: string | null; fusionneDans: UsagerId | null }>;

export type RattachementCourant = Readonly<{ structureCode: string; structureType: Structure['type']; depuis: string }>;

const COURANT = 'jusqu_a is null';

/** The person whose NIR and birth date these are. */
export const trouverParNir = async (
  db: Queryable,
  coffre: Coffre,
  { nir, dateNaissance }: Pick<Identite, 'nir' | 'dateNaissance'>,
): Promise<Usager | undefined> => {
  const { rows } = await db.query<Usager>(
    `select u.id as "usagerId", u.departement from identifiant i join usager a on a.id = i.usager_id
       join usager u on u.id = coalesce(a.fusionne_dans, a.id)
     where i.genre = 'NIR_NAISSANCE' and i.cle_index = any($1) and i.${COURANT}`,
    [coffre.indexPossibles('NIR_NAISSANCE', nir, dateNaissance)],
  );
  return rows[0];
};

export const trouver = async (db: Queryable, usagerId: string): Promise<Usager | undefined> => {
  const { rows } = await db.query<Usager>('select id as "usagerId", departement from usager where id = $1', [usagerId]);
  return rows[0];
};

/** The structure that follows a person now. */
export const rattachementCourant = async (db: Queryable, usagerId: string): Promise<RattachementCourant | null> => {
  const { rows } = await db.query<RattachementCourant>(
    `select structure_code as "structureCode", structure_type as "structureType", depuis from rattachement where usager_id = $1 and ${COURANT}`,
    [usagerId],
  );
  return rows[0] ?? null;
};

type Ligne = Scelle & Usager & Readonly<{ fusionneDans: UsagerId | null; porteur: UsagerId | null; numero: Buffer | null; nVersion: string; nCle: Buffer }>;

// A number that an absorbed person has is sealed under that person's key, and answers for the one kept.
const IDENTIFIER = `
  select u.id as "usagerId", u.departement, u.cle_version as "cleVersion", u.cle, u.identite as donnees, u.fusionne_dans as "fusionneDans",
         n.porteur, n.numero, n.version as "nVersion", n.cle as "nCle"
  from usager u left join lateral (
    select a.id as porteur, a.cle_version as version, a.cle, i.valeur as numero from usager a
      join identifiant i on i.usager_id = a.id and i.genre = 'NUMERO_FRANCE_TRAVAIL' and i.${COURANT}
    where a.id = u.id or a.fusionne_dans = u.id order by a.id = u.id desc, i.depuis desc limit 1) n on true
  where u.id = $1`;

const numeroDe = (coffre: Coffre, { porteur, numero, nVersion, nCle }: Ligne): string | null => {
  if (porteur === null || numero === null) return null;
  const lu = coffre.ouvrir(porteur, { cleVersion: nVersion, cle: nCle, donnees: numero });
  return typeof lu === 'string' ? lu : ((lu as string[])[0] ?? null);
};

/** Opens a person's identity. The caller has checked the right to it and traced the access. */
export const identifier = async (db: Queryable, coffre: Coffre, usagerId: string): Promise<UsagerIdentifie | undefined> => {
  const { rows } = await db.query<Ligne>(IDENTIFIER, [usagerId]);
  const [ligne] = rows;
  if (!ligne) return undefined;
  return {
    usagerId: ligne.usagerId,
    departement: ligne.departement,
    fusionneDans: ligne.fusionneDans,
    identite: coffre.ouvrir(ligne.usagerId, ligne) as Identite,
    numeroFranceTravail: numeroDe(coffre, ligne),
  };
};

// The number goes to the person now named by France Travail, whoever had it: what was known before is kept, and a human looks at both.
const enregistrerNumero = async (tx: Tx, coffre: Coffre, { usagerId, departement, numero }: Usager & { numero: string }): Promise<void> => {
  const identifiant = { genre: 'NUMERO_FRANCE_TRAVAIL', numero } as const;
  const porteurs = await porteursDe(tx, coffre, { usagerId, identifiant });
  const { rows } = await tx.query<{ id: UsagerId; proche: boolean }>(
    `select id, fusionne_dans is distinct from $2 and departement = $3 as proche from usager where id = any($1)`,
    [porteurs, usagerId, departement],
  );
  for (const { id, proche } of rows) {
    if (proche) await signalerDoute(tx, coffre, { ids: [usagerId, id], source: 'FRANCE_TRAVAIL', departement, motif: 'NUMERO_PARTAGE' });
  }
  await tx.query(
    `update identifiant set jusqu_a = now(), motif_fin = 'PASSE_A_UNE_AUTRE_PERSONNE' where genre = 'NUMERO_FRANCE_TRAVAIL' and usager_id = any($1)
       and cle_index = any($2) and ${COURANT}`,
    [porteurs, coffre.indexPossibles('NUMERO_FRANCE_TRAVAIL', numero)],
  );
  await poserIdentifiant(tx, coffre, { usagerId, identifiant });
};

export type Correspondance = Pick<Identite, 'nir' | 'dateNaissance'> & Readonly<{ numeroFranceTravail: string }>;

/** Ties France Travail's number to the person known by NIR and birth date; undefined when nobody is. */
export const correspondre = (pool: Pool, coffre: Coffre, { numeroFranceTravail, ...de }: Correspondance): Promise<Usager | undefined> =>
  inTransaction(pool, async (tx) => {
    const usager = await trouverParNir(tx, coffre, de);
    if (usager) await enregistrerNumero(tx, coffre, { ...usager, numero: numeroFranceTravail });
    return usager;
  });
