import { inTransaction, type Pool } from '@relais/chassis/postgres';
import { LIBELLES_REFUS } from '../../application/libelles-refus.js';
import { LIBELLES_LIGNES } from '../../application/libelles-lignes.js';
import { type Arret, type Bilan } from '../../application/ports.js';
import { type CodeRefusFichier } from '../../application/ports-fichier.js';
import { type CodeRefus } from '../../domain/foyer/constats.js';
import { type Frequence } from '../../domain/foyer/reglages-flux.js';
import { noterAbandons } from './session-import.js';

/** What a gestionnaire is told of an import. */
export type Rapport = Bilan &
  Readonly<{
    importId: string;
    departement: string;
    source: 'FLUX' | 'FICHIER';
    etat: 'EN_COURS' | 'TERMINE' | 'INTERROMPU' | 'REFUSE';
    etape: 'LECTURE' | 'ECRITURE';
    lus: number;
    modifies: number;
    frequence: Frequence | null;
    versionFlux: string | null;
    absents: number;
    dateReception: string;
    emetteur: string | null;
    dateReference: string | null;
    /** The sender's own count of foyers. */
    foyersAnnonces: number | null;
    arret: Arret | null;
  }>;

export type LigneRefus = Readonly<{ numero: number; ligne: number; portee: 'PERSONNE' | 'FOYER' | 'LIGNE'; code: string; motif: string }>;

const COLONNES = `
  select id as "importId", departement, source, etat, etape, lus, date_reception as "dateReception", emetteur, date_reference as "dateReference",
         frequence, version_flux as "versionFlux", foyers_annonces as "foyersAnnonces", foyers, personnes, droits_ouverts as "droitsOuverts",
         droits_fermes as "droitsFermes", modifies, inchanges, refus, absents, arret
  from import where departement = $1`;
const RAPPORT = `${COLONNES} and id = $2`;
const DERNIERS = `${COLONNES} order by debut desc, id desc limit $2`;

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

const motifDe = ({ portee, code }: Pick<LigneRefus, 'portee' | 'code'>): string =>
  portee === 'LIGNE' ? LIBELLES_LIGNES[code as CodeRefusFichier] : LIBELLES_REFUS[code as CodeRefus];

/** The newest imports of a département, the one under way first: where it stands. */
export const lireRapports = async (pool: Pool, departement: string, limite: number): Promise<Rapport[]> =>
  (await pool.query<Rapport>(DERNIERS, [departement, limite])).rows;

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
  return { refus: rows.map((ligne) => ({ ...ligne, motif: motifDe(ligne) })), suite };
};

export type FoyerAbsent = Readonly<{ foyerId: string; organisme: string; usagers: string[] }>;

/** A page of the foyers that a complete flux no longer holds, with whom they concern while their right is open. */
export const lireAbsents = async (
  pool: Pool,
  importId: string,
  { apres, limite }: Readonly<{ apres?: string | undefined; limite: number }>,
): Promise<{ foyers: FoyerAbsent[]; suite: string | null }> => {
  const { rows } = await pool.query<FoyerAbsent>(
    `select f.id as "foyerId", f.organisme, coalesce(array_agg(u.id order by u.id) filter (where u.id is not null), '{}') as usagers
     from import_absent a join foyer f on f.id = a.foyer_id left join usager u on u.foyer_id = f.id and u.droit = 'ouvert'
     where a.import_id = $1 and ($2::uuid is null or f.id > $2) group by f.id order by f.id limit $3`,
    [importId, apres ?? null, limite],
  );
  return { foyers: rows, suite: rows.length === limite ? (rows.at(-1)?.foyerId ?? null) : null };
};
