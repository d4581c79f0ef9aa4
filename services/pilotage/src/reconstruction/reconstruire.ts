import { setTimeout as sleep } from 'node:timers/promises';
import { Secret } from '@relais/chassis/config';
import { createPlatform, createRunner, type Platform } from '@relais/chassis/lifecycle';
import { inTransaction, migrate, type Pool, type Tx } from '@relais/chassis/postgres';
import { subscriptions } from '../adapters/kafka/subscriptions.js';
import { type Empreinte } from '../projections/faits.js';
import { avance, comparer, CONSOMMATEUR, type Ecart, finsDuBus, remplacer, retards } from './positions.js';

const NEUF = 'reconstruction';
const REGARD_MS = 200;

export type Bilan = Readonly<{
  /** The projection in service, and the one made again from the topics. */
  enService: Empreinte;
  reconstruite: Empreinte;
  identiques: boolean;
  remplacee: boolean;
  dureeMs: number;
}>;

export type Options = Readonly<{
  /** Puts the rebuilt projection in the place of the one in service. */
  remplacer?: boolean;
  /** The consumer in service; ours unless told. */
  consommateur?: string;
  delaiMs?: number;
}>;

/** A projection that could not be compared: which positions differ, and what to do about it. */
export class Incomparable extends Error {
  constructor(readonly ecarts: readonly Ecart[]) {
    super(
      `La projection en service et la reconstruite n’ont pas pu être comparées au même point : ${ecarts
        .map(({ topic, partition, attendue, reconstruite }) => `${topic}/${partition} ${attendue} attendu, ${reconstruite} lu`)
        .join(', ')}. Vérifiez que le service pilotage est démarré et lit le bus, puis recommencez.`,
    );
  }
}

/**
 * Makes the projection again, from the beginning of the topics, in fresh tables of the same
 * database; then compares it with the one in service at the very same positions. The service goes on
 * meanwhile, and waits only while both are compared (and replaced).
 * @throws Incomparable when both are not at the same point within the time given
 */
export const reconstruire = async (platform: Platform, options: Options = {}): Promise<Bilan> => {
  const debut = Date.now();
  const { pool, config, logger } = platform;
  const fins = await finsDuBus(platform);
  await pool.query(`drop schema if exists ${NEUF} cascade`);
  await pool.query(`create schema ${NEUF}`);
  const fresh = createPlatform({ service: NEUF, logger, config: { ...config, databaseUrl: dansSchema(config.databaseUrl, NEUF) } });
  const runner = createRunner(fresh, { name: `${CONSOMMATEUR}-${NEUF}-${platform.ids.next()}`, table: subscriptions });
  try {
    await migrate(fresh.pool, new URL('../../migrations/', import.meta.url));
    await runner.start();
    const bilan = await jusquAuMemePoint(pool, fins, options);
    return { ...bilan, dureeMs: Date.now() - debut };
  } finally {
    await runner.stop();
    await fresh.pool.end();
    await pool.query(`drop schema if exists ${NEUF} cascade`);
  }
};

const dansSchema = (url: Secret, schema: string): Secret => {
  const adresse = new URL(url.reveal());
  adresse.searchParams.set('options', `-c search_path=${schema}`);
  return new Secret(adresse.href);
};

const jusquAuMemePoint = async (pool: Pool, fins: Awaited<ReturnType<typeof finsDuBus>>, { delaiMs = 600_000, consommateur = CONSOMMATEUR, ...options }: Options) => {
  const fin = Date.now() + delaiMs;
  for (;;) {
    const enRetard = await retards(pool, NEUF, fins);
    const ecarts = enRetard.length > 0 ? enRetard : await avance(pool, consommateur, NEUF);
    if (ecarts.length === 0) {
      const bilan = await inTransaction(pool, (tx) => auMemePoint(tx, consommateur, options));
      if (bilan) return bilan;
    }
    if (Date.now() > fin) throw new Incomparable(ecarts);
    await sleep(REGARD_MS);
  }
};

/** Compares under a lock that keeps both consumers where they are; undefined when one has moved meanwhile. */
const auMemePoint = async (tx: Tx, consommateur: string, options: Options): Promise<Omit<Bilan, 'dureeMs'> | undefined> => {
  await tx.query(`lock table public.consumer_offset, ${NEUF}.consumer_offset in share row exclusive mode`);
  if ((await avance(tx, consommateur, NEUF)).length > 0) return undefined;
  const { enService, reconstruite } = await comparer(tx, NEUF);
  if (options.remplacer) await remplacer(tx, consommateur, NEUF);
  return { enService, reconstruite, identiques: enService.empreinte === reconstruite.empreinte, remplacee: options.remplacer ?? false };
};

