import { inTransaction, type Pool, type Queryable, type Tx } from '@relais/chassis/postgres';
import { isFailure } from '@relais/kernel';
import { ressemblanceDe } from '../../application/index-personne.js';
import { type CleEnveloppee, type Coffre, type Scelle } from '../../application/ports.js';
import { type EtatRotation, type PageRotation, type PortsRotation } from '../../application/rotation.js';
import { type Identite } from '../../domain/personne/identite.js';

type Moyens = Readonly<{ pool: Pool; coffre: Coffre; taille: number }>;

const DEBUT = '00000000-0000-0000-0000-000000000000';
// A destroyed key is not wrapped again, nor is anything of that person indexed.
const CLE_VIVANTE = 'octet_length(cle) > 0';

/** What cannot be read is left where it is, and shows in what remains. */
const siLisible = <T>(travail: () => T): T | undefined => {
  try {
    return travail();
  } catch (erreur) {
    if (isFailure(erreur)) return undefined;
    throw erreur;
  }
};

type LigneCle = CleEnveloppee & Readonly<{ id: string }>;

/** Wraps again, under the current master key, the data keys that follow `apres`: only the wrapping changes. */
export const reenvelopperPage = ({ pool, coffre, taille }: Moyens, apres: string = DEBUT): Promise<PageRotation> =>
  inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<LigneCle>(
      `select id, cle_version as "cleVersion", cle from usager where cle_version = any($1) and id > $2 and ${CLE_VIVANTE} order by id limit $3 for update`,
      [coffre.anciennesCles, apres, taille],
    );
    const refaites = rows.flatMap(({ id, ...cle }) => siLisible(() => ({ id, cle: coffre.reenvelopper(id, cle).cle })) ?? []);
    await tx.query(
      `update usager u set cle_version = $3, cle = c.cle from unnest($1::uuid[], $2::bytea[]) as c (id, cle) where u.id = c.id`,
      [refaites.map(({ id }) => id), refaites.map(({ cle }) => cle), coffre.cleCourante],
    );
    return { faites: refaites.length, dernier: rows.at(-1)?.id ?? null };
  });

type LigneUsager = Scelle & Readonly<{ id: string }>;
type LigneIdentifiant = Readonly<{ id: string; genre: string; usagerId: string; valeur: Buffer | null }>;

// The value of an identifier is kept as the list its index is made from; a number alone is what older rows hold.
const indexDeLigne = (coffre: Coffre, { usager, ligne }: { usager: LigneUsager; ligne: LigneIdentifiant }): Buffer => {
  const valeur = coffre.ouvrir(usager.id, ligne.valeur === null ? usager : { ...usager, donnees: ligne.valeur });
  if (ligne.valeur === null) {
    const { nir, dateNaissance } = valeur as Identite;
    return coffre.index('NIR_NAISSANCE', nir, dateNaissance);
  }
  return coffre.index(ligne.genre as 'NUMERO_FRANCE_TRAVAIL', ...(typeof valeur === 'string' ? [valeur] : (valeur as string[])));
};

const reindexerIdentifiants = async (tx: Tx, coffre: Coffre, usagers: readonly LigneUsager[]): Promise<void> => {
  const parId = new Map(usagers.map((usager) => [usager.id, usager]));
  const { rows } = await tx.query<LigneIdentifiant>(
    `select id, genre, usager_id as "usagerId", valeur from identifiant where usager_id = any($1) and jusqu_a is null and index_version <> $2`,
    [[...parId.keys()], coffre.indexVersion],
  );
  const refaits = rows.flatMap((ligne) => {
    const usager = parId.get(ligne.usagerId);
    const index = usager && siLisible(() => indexDeLigne(coffre, { usager, ligne }));
    return index ? [{ id: ligne.id, index }] : [];
  });
  // Somebody written meanwhile under the new key with the same identifier stays alone with it.
  await tx.query(
    `update identifiant i set cle_index = c.cle, index_version = $3 from unnest($1::bigint[], $2::bytea[]) as c (id, cle)
     where i.id = c.id and (i.genre = 'MATRICULE' or not exists (
       select 1 from identifiant d where d.genre = i.genre and d.cle_index = c.cle and d.jusqu_a is null))`,
    [refaits.map(({ id }) => id), refaits.map(({ index }) => index), coffre.indexVersion],
  );
};

/** Makes again, under the current index key, the blind indexes of the persons that follow `apres`, and those never made. */
export const reindexerPage = ({ pool, coffre, taille }: Moyens, apres: string = DEBUT): Promise<PageRotation> =>
  inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<LigneUsager>(
      `select id, cle_version as "cleVersion", cle, identite as donnees from usager
       where (index_version <> $1 or nir_index is null) and id > $2 and ${CLE_VIVANTE} order by id limit $3 for update`,
      [coffre.indexVersion, apres, taille],
    );
    const refaits = rows.flatMap((usager) => siLisible(() => ({ usager, ...ressemblanceDe(coffre, coffre.ouvrir(usager.id, usager) as Identite) })) ?? []);
    await tx.query(
      `update usager u set nir_index = c.nir, etat_civil_index = c.etat_civil, index_version = $4
       from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as c (id, nir, etat_civil) where u.id = c.id`,
      [
        refaits.map(({ usager }) => usager.id),
        refaits.map(({ nir }) => Buffer.from(nir, 'hex')),
        refaits.map(({ etatCivil }) => Buffer.from(etatCivil, 'hex')),
        coffre.indexVersion,
      ],
    );
    await reindexerIdentifiants(tx, coffre, refaits.map(({ usager }) => usager));
    return { faites: refaits.length, dernier: rows.at(-1)?.id ?? null };
  });

/** How many rows still stand under an earlier key; destroyed keys are not counted. */
export const etatRotation = async (db: Queryable, coffre: Coffre): Promise<EtatRotation> => {
  const { rows } = await db.query<{ cles: number; personnes: number; identifiants: number; foyers: number }>(
    `select (select count(*) from usager where cle_version <> $1 and ${CLE_VIVANTE}) as cles,
            (select count(*) from usager where (index_version <> $2 or nir_index is null) and ${CLE_VIVANTE}) as personnes,
            (select count(*) from identifiant i join usager u on u.id = i.usager_id
               where i.index_version <> $2 and i.jusqu_a is null and ${CLE_VIVANTE}) as identifiants,
            (select count(*) from foyer where index_version <> $2) as foyers`,
    [coffre.cleCourante, coffre.indexVersion],
  );
  const { cles = 0, ...index } = rows[0] ?? { personnes: 0, identifiants: 0, foyers: 0 };
  return { cle: { version: coffre.cleCourante, restantes: cles }, index: { version: coffre.indexVersion, ...index } };
};

/** The work of a change of keys, in its order: wraps first, blind indexes then. */
export const etapesRotation = (moyens: Moyens): PortsRotation['etapes'] => [
  (apres) => reenvelopperPage(moyens, apres),
  (apres) => reindexerPage(moyens, apres),
];
