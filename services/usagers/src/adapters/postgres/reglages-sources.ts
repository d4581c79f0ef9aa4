import { inTransaction, type Pool, type Queryable } from '@relais/chassis/postgres';
import { PAR_DEFAUT, type ReglagesSources } from '../../application/reglages-sources.js';
import { type Colonnes } from '../../domain/fichier/colonnes.js';
import { type ReglagesFlux } from '../../domain/foyer/reglages-flux.js';

export type Reglages = Readonly<{ colonnes: Colonnes; flux: ReglagesFlux; version: number; modifiePar: string | null }>;

/** What a département declares of its sources; the usual until it does. */
export const lireReglages = async (db: Queryable, departement: string): Promise<Reglages> => {
  const { rows } = await db.query<{ reglages: ReglagesSources; version: number; modifiePar: string }>(
    'select reglages, version, modifie_par as "modifiePar" from source_departement where departement = $1 order by version desc limit 1',
    [departement],
  );
  const [ligne] = rows;
  return ligne ? { ...ligne.reglages, version: ligne.version, modifiePar: ligne.modifiePar } : { ...PAR_DEFAUT, version: 0, modifiePar: null };
};

/** Declares them anew; what was declared before is kept. */
export const ecrireReglages = (pool: Pool, departement: string, { reglages, agentId }: Readonly<{ reglages: ReglagesSources; agentId: string }>): Promise<Reglages> =>
  inTransaction(pool, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('usagers.sources ' || $1, 0))`, [departement]);
    await tx.query(
      `insert into source_departement (departement, version, reglages, modifie_par)
       select $1, coalesce(max(version), 0) + 1, $2, $3 from source_departement where departement = $1`,
      [departement, JSON.stringify(reglages), agentId],
    );
    return lireReglages(tx, departement);
  });
