import { inTransaction, type Pool, type Queryable, type Tx } from '@relais/chassis/postgres';
import { ok, refuse, type Rejection, type Result, type UsagerId } from '@relais/kernel';
import { type CleEnveloppee, type Coffre, type Scelle } from '../../application/ports.js';
import { formeDe, type Identifiant, type MotifFin } from '../../domain/personne/identifiants.js';
import { signalerDoute } from './doutes.js';

export type IdentifiantLu = Readonly<{
  identifiantId: number;
  genre: string;
  portee: string;
  /** Null for the NIR, which the identity holds. */
  valeur: string[] | null;
  depuis: string;
  jusquA: string | null;
  motifFin: string | null;
}>;

type Ligne = Omit<IdentifiantLu, 'valeur' | 'depuis' | 'jusquA'> & Readonly<{ depuis: Date; jusquA: Date | null; donnees: Buffer | null }> & CleEnveloppee;

const valeurDe = (coffre: Coffre, usagerId: string, { donnees, cleVersion, cle }: Ligne): string[] | null => {
  if (donnees === null) return null;
  const lue = coffre.ouvrir(usagerId, { cleVersion, cle, donnees });
  return typeof lue === 'string' ? [lue] : (lue as string[]);
};

/** Everything a person was and is called, oldest first. The caller has checked the right to it and traced the access. */
export const listerIdentifiants = async (db: Queryable, coffre: Coffre, usagerId: string): Promise<IdentifiantLu[]> => {
  const { rows } = await db.query<Ligne>(
    `select i.id as "identifiantId", i.genre, i.portee, i.valeur as donnees, i.depuis, i.jusqu_a as "jusquA", i.motif_fin as "motifFin",
            u.cle_version as "cleVersion", u.cle
     from identifiant i join usager u on u.id = i.usager_id where i.usager_id = $1 and octet_length(u.cle) > 0 order by i.id`,
    [usagerId],
  );
  return rows.map((ligne) => {
    const { identifiantId, genre, portee, motifFin, depuis, jusquA } = ligne;
    return { identifiantId: Number(identifiantId), genre, portee, motifFin, valeur: valeurDe(coffre, usagerId, ligne), depuis: depuis.toISOString(), jusquA: jusquA?.toISOString() ?? null };
  });
};

type Ajout = Readonly<{ usagerId: UsagerId; identifiant: Identifiant }>;

/** Others who carry it now, under any index key still read; nobody shares it but a foyer its matricule. */
export const porteursDe = async (tx: Queryable, coffre: Coffre, { usagerId, identifiant }: Ajout): Promise<UsagerId[]> => {
  if (identifiant.genre === 'MATRICULE') return [];
  const { rows } = await tx.query<{ id: UsagerId }>(
    `select usager_id as id from identifiant where genre = $1 and cle_index = any($2) and jusqu_a is null and usager_id <> $3`,
    [identifiant.genre, coffre.indexPossibles(identifiant.genre, ...formeDe(identifiant).valeur), usagerId],
  );
  return rows.map(({ id }) => id);
};

/** Writes an identifier as the current one; the one it replaces is closed. Nothing happens when it is already. */
export const poserIdentifiant = async (tx: Tx, coffre: Coffre, { usagerId, identifiant }: Ajout): Promise<void> => {
  const { portee, valeur } = formeDe(identifiant);
  const { genre } = identifiant;
  const { rows } = await tx.query<Omit<Scelle, 'donnees'>>('select cle_version as "cleVersion", cle from usager where id = $1 for update', [usagerId]);
  const cle = rows[0];
  if (!cle) return;
  const possibles = coffre.indexPossibles(genre, ...valeur);
  const deja = await tx.query('select 1 from identifiant where usager_id = $1 and genre = $2 and cle_index = any($3) and jusqu_a is null', [usagerId, genre, possibles]);
  if (deja.rowCount) return;
  await tx.query(
    `update identifiant set jusqu_a = now(), motif_fin = 'REMPLACE' where usager_id = $1 and genre = $2 and portee = $3 and jusqu_a is null`,
    [usagerId, genre, portee],
  );
  await tx.query(`insert into identifiant (genre, portee, cle_index, usager_id, valeur, index_version) values ($1, $2, $3, $4, $5, $6)`, [
    genre,
    portee,
    coffre.index(genre, ...valeur),
    usagerId,
    coffre.resceller(usagerId, cle, valeur).donnees,
    coffre.indexVersion,
  ]);
  // Seen by a rotation of the index key that has already passed this person.
  await tx.query('update usager set index_version = $2 where id = $1 and index_version <> $2', [usagerId, coffre.indexVersion]);
};

/** Adds what a source or a tool calls a person. Carried by somebody else, it is refused and both go to the queue. */
export const ajouterIdentifiant = (pool: Pool, coffre: Coffre, ajout: Ajout & Readonly<{ departement: string }>): Promise<Result<null, Rejection<'IDENTIFIANT_DEJA_PORTE'>>> =>
  inTransaction(pool, async (tx): Promise<Result<null, Rejection<'IDENTIFIANT_DEJA_PORTE'>>> => {
    const [porteur] = await porteursDe(tx, coffre, ajout);
    if (porteur) {
      await signalerDoute(tx, coffre, { ids: [ajout.usagerId, porteur], source: 'AGENT', departement: ajout.departement, motif: 'NUMERO_PARTAGE' });
      return refuse({ code: 'IDENTIFIANT_DEJA_PORTE' });
    }
    await poserIdentifiant(tx, coffre, ajout);
    return ok(null);
  });

/** Ends an identifier; it stays in the history. The NIR is not ended here: it goes with the identity. */
export const cloreIdentifiant = async (
  db: Queryable,
  { usagerId, identifiantId, motif }: Readonly<{ usagerId: string; identifiantId: number; motif: MotifFin }>,
): Promise<boolean> => {
  const { rowCount } = await db.query(
    `update identifiant set jusqu_a = now(), motif_fin = $3 where id = $2 and usager_id = $1 and jusqu_a is null and genre <> 'NIR_NAISSANCE'`,
    [usagerId, identifiantId, motif],
  );
  return rowCount === 1;
};
