import { inTransaction, type Pool } from '@relais/chassis/postgres';
import { LIBELLES_REFUS } from '../../application/libelles-refus.js';
import { type Arret, type Bilan } from '../../application/ports.js';
import { type CodeRefus } from '../../domain/foyer/constats.js';
import { noterAbandons } from './imports.js';

/** What a gestionnaire is told of an import. */
export type Rapport = Bilan &
  Readonly<{
    importId: string;
    departement: string;
    etat: 'EN_COURS' | 'TERMINE' | 'INTERROMPU';
    dateReception: string;
    emetteur: string | null;
    dateReference: string | null;
    /** The sender's own count of foyers. */
    foyersAnnonces: number | null;
    arret: Arret | null;
  }>;

export type LigneRefus = Readonly<{ numero: number; ligne: number; portee: 'PERSONNE' | 'FOYER'; code: CodeRefus; motif: string }>;

const RAPPORT = `
  select id as "importId", departement, etat, date_reception as "dateReception", emetteur, date_reference as "dateReference",
         foyers_annonces as "foyersAnnonces", foyers, personnes, droits_ouverts as "droitsOuverts", droits_fermes as "droitsFermes",
         inchanges, refus, arret
  from import where departement = $1 and id = $2`;

const lire = async (pool: Pick<Pool, 'query'>, departement: string, importId: string): Promise<Rapport | undefined> => {
  const { rows } = await pool.query<Rapport>(RAPPORT, [departement, importId]);
  return rows[0];
};

/** The report of an import; one whose process died is seen as interrupted. Undefined when there is none. */
export const lireRapport = async (pool: Pool, departement: string, importId: string): Promise<Rapport | undefined> => {
  const rapport = await lire(pool, departement, importId);
  if (rapport?.etat !== 'EN_COURS') return rapport;
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ libre: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('usagers.import ' || $1, 0)) as libre`,
      [departement],
    );
    if (rows[0]?.libre) await noterAbandons(tx, departement);
    return lire(tx, departement, importId);
  });
};

/** A page of the refusals of an import, in the order of the file; `suite` is where the next one begins. */
export const lireRefus = async (
  pool: Pool,
  importId: string,
  { apres, limite }: Readonly<{ apres: number; limite: number }>,
): Promise<{ refus: LigneRefus[]; suite: number | null }> => {
  const { rows } = await pool.query<Omit<LigneRefus, 'motif'>>(
    'select id as numero, ligne, portee, code from import_refus where import_id = $1 and id > $2 order by id limit $3',
    [importId, apres, limite],
  );
  const suite = rows.length === limite ? (rows.at(-1)?.numero ?? null) : null;
  return { refus: rows.map((ligne) => ({ ...ligne, motif: LIBELLES_REFUS[ligne.code] })), suite };
};
