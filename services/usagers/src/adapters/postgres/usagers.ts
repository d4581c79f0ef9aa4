import { inTransaction, type Pool, type Queryable, type Tx } from '@relais/chassis/postgres';
import { type UsagerId } from '@relais/kernel';
import { type Coffre, type Scelle } from '../../application/ports.js';
import { type Structure } from '../../domain/rattachement/decider.js';
import { type Identite } from '../../domain/personne/identite.js';

/** A person as access rules and internal lookups see them: nothing that identifies. */
export type Usager = Readonly<{ usagerId: UsagerId; departement: string }>;

/** The identity of a person, and what France Travail calls them. */
export type UsagerIdentifie = Usager & Readonly<{ identite: Identite; numeroFranceTravail: string | null }>;

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

type Ligne = Scelle & Usager & Readonly<{ numero: Buffer | null }>;

/** Opens a person's identity. The caller has checked the right to it and traced the access. */
export const identifier = async (db: Queryable, coffre: Coffre, usagerId: string): Promise<UsagerIdentifie | undefined> => {
  const { rows } = await db.query<Ligne>(
    `select u.id as "usagerId", u.departement, u.cle_version as "cleVersion", u.cle, u.identite as donnees, i.valeur as numero
     from usager u left join identifiant i on i.usager_id = u.id and i.genre = 'NUMERO_FRANCE_TRAVAIL' and i.${COURANT}
     where u.id = $1`,
    [usagerId],
  );
  const [ligne] = rows;
  if (!ligne) return undefined;
  const { numero, departement, ...scelle } = ligne;
  return {
    usagerId: ligne.usagerId,
    departement,
    identite: coffre.ouvrir(ligne.usagerId, scelle) as Identite,
    numeroFranceTravail: numero === null ? null : (coffre.ouvrir(ligne.usagerId, { ...scelle, donnees: numero }) as string),
  };
};

// The number goes to the person now named by France Travail, whoever had it; what was known before is kept.
const enregistrerNumero = async (tx: Tx, coffre: Coffre, { usagerId, numero }: { usagerId: UsagerId; numero: string }): Promise<void> => {
  const index = coffre.index('NUMERO_FRANCE_TRAVAIL', numero);
  const { rows } = await tx.query<Omit<Scelle, 'donnees'> & { deja: boolean }>(
    `select cle_version as "cleVersion", cle, exists (
       select 1 from identifiant where genre = 'NUMERO_FRANCE_TRAVAIL' and cle_index = $2 and usager_id = $1 and ${COURANT}) as deja
     from usager where id = $1 for update`,
    [usagerId, index],
  );
  const [cle] = rows;
  if (!cle || cle.deja) return;
  await tx.query(
    `update identifiant set jusqu_a = now() where genre = 'NUMERO_FRANCE_TRAVAIL' and (cle_index = $1 or usager_id = $2) and ${COURANT}`,
    [index, usagerId],
  );
  await tx.query(`insert into identifiant (genre, cle_index, usager_id, valeur) values ('NUMERO_FRANCE_TRAVAIL', $1, $2, $3)`, [
    index,
    usagerId,
    coffre.resceller(usagerId, { cleVersion: cle.cleVersion, cle: cle.cle }, numero).donnees,
  ]);
};

export type Correspondance = Pick<Identite, 'nir' | 'dateNaissance'> & Readonly<{ numeroFranceTravail: string }>;

/** Ties France Travail's number to the person known by NIR and birth date; undefined when nobody is. */
export const correspondre = (pool: Pool, coffre: Coffre, { numeroFranceTravail, ...de }: Correspondance): Promise<Usager | undefined> =>
  inTransaction(pool, async (tx) => {
    const usager = await trouverParNir(tx, coffre, de);
    if (usager) await enregistrerNumero(tx, coffre, { usagerId: usager.usagerId, numero: numeroFranceTravail });
    return usager;
  });
