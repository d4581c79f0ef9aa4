import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@relais/kernel';
import { Secret } from '../config/index.js';
import { type RebuildReport, type Subscriptions } from '../kafka/index.js';
import { recordAct } from '../kafka/parked-rows.js';
import { createPlatform, type Platform } from '../lifecycle/platform.js';
import { createRunner } from '../lifecycle/runner.js';
import { inTransaction, migrate, type Pool, type Tx } from '../postgres/index.js';
import { behind, compare, type Gap, gaps, swap, type Tables } from './shadow.js';

/** A projection that can be made again from the topics: what it reads, and the tables that hold it. */
export type Projection = Readonly<{
  /** The consumer in service. */
  consumer: string;
  subscriptions: Subscriptions;
  /** Its tables; no other table refers to them. */
  tables: Tables;
  /** The service's migrations. */
  migrations: URL;
  /** Takes away all that the projection holds of a person, so that the person's events can be applied again. */
  forget: (tx: Tx, usagerId: string) => Promise<void>;
}>;

export type RebuildOptions = Readonly<{
  /** Who asks for it, and why: kept with the other acts. */
  author: string;
  reason: string;
  /** Puts the rebuilt projection in the place of the one in service when they differ. */
  accept?: boolean;
  timeoutMs?: number;
}>;

const SHADOW = 'reconstruction';
/** Every topic, every person. */
const WHOLE = '*';
const LOOK_MS = 200;
const TIMEOUT_MS = 600_000;

/** A projection that could not be compared: which positions differ, and what to do about it. */
export class Incomparable extends Failure {
  constructor(readonly gaps: readonly Gap[]) {
    super('rejected', 'PROJECTIONS_INCOMPARABLES', {
      message: `La projection en service et la reconstruite n’ont pas pu être comparées au même point : ${gaps
        .map(({ topic, partition, attendue, reconstruite }) => `${topic}/${partition} ${attendue} attendu, ${reconstruite} lu`)
        .join(', ')}. Vérifiez que le service est démarré et lit le bus, puis recommencez.`,
      details: { ecarts: gaps },
    });
  }
}

/**
 * Makes a projection again, from the beginning of the topics, in fresh tables of the same database;
 * then compares it with the one in service at the very same positions. The service goes on meanwhile,
 * reads included; its consumer waits only while both are compared (and swapped).
 * @throws Incomparable when both are not at the same point within the time given; a `rejected` Failure when one is under way
 */
export const rebuild = (platform: Platform, projection: Projection, options: RebuildOptions): Promise<RebuildReport> =>
  alone(platform.pool, async () => {
    const began = Date.now();
    const { pool, config, logger } = platform;
    await inTransaction(pool, (tx) => recordAct(tx, { consumer: projection.consumer, topic: WHOLE, key: WHOLE }, { act: 'RECONSTRUCTION', author: options.author, reason: options.reason }));
    const ends = await endsOf(platform, projection.subscriptions);
    await pool.query(`drop schema if exists ${SHADOW} cascade`);
    await pool.query(`create schema ${SHADOW}`);
    const fresh = createPlatform({ service: SHADOW, logger, config: { ...config, databaseUrl: inSchema(config.databaseUrl, SHADOW) } });
    const runner = createRunner(fresh, { name: `${projection.consumer}-${SHADOW}-${platform.ids.next()}`, table: projection.subscriptions, batchSize: 2_000 });
    try {
      await migrate(fresh.pool, projection.migrations);
      await runner.start();
      return { ...(await untilSamePoint(pool, projection, { ends, ...options })), dureeMs: Date.now() - began };
    } finally {
      await runner.stop();
      await fresh.pool.end();
      await pool.query(`drop schema if exists ${SHADOW} cascade`);
    }
  });

/** One rebuild at a time in a database. */
const alone = async <T>(pool: Pool, work: () => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(hashtext('relais.reconstruction')) as free`);
    if (!rows[0]?.free) throw new Failure('rejected', 'RECONSTRUCTION_EN_COURS', { message: 'a rebuild is under way' });
    return await work();
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('relais.reconstruction'))`).catch(() => undefined);
    client.release();
  }
};

type End = Readonly<{ topic: string; partition: number; end: number }>;

/** Where each partition of the topics ends now. */
const endsOf = async ({ kafka, config }: Platform, subscriptions: Subscriptions): Promise<End[]> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends: End[] = [];
    for (const topic of Object.keys(subscriptions)) {
      const partitions = await admin.fetchTopicOffsets(`${config.kafkaPrefix}${topic}`);
      ends.push(...partitions.filter(({ low, high }) => low !== high).map(({ partition, high }) => ({ topic, partition, end: Number(high) })));
    }
    return ends;
  } finally {
    await admin.disconnect();
  }
};

const inSchema = (url: Secret, schema: string): Secret => {
  const address = new URL(url.reveal());
  address.searchParams.set('options', `-c search_path=${schema}`);
  return new Secret(address.href);
};

type Compared = Omit<RebuildReport, 'dureeMs'>;

const untilSamePoint = async (
  pool: Pool,
  projection: Projection,
  { ends, accept = false, timeoutMs = TIMEOUT_MS }: Pick<RebuildOptions, 'accept' | 'timeoutMs'> & Readonly<{ ends: readonly End[] }>,
): Promise<Compared> => {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const late = await behind(pool, SHADOW, ends);
    const differing = late.length > 0 ? late : await gaps(pool, projection.consumer, SHADOW);
    if (differing.length === 0) {
      const compared = await inTransaction(pool, (tx) => atSamePoint(tx, projection, accept));
      if (compared) return compared;
    }
    if (Date.now() > until) throw new Incomparable(differing);
    await sleep(LOOK_MS);
  }
};

/** Compares under a lock that keeps both consumers where they are; undefined when one has moved meanwhile. */
const atSamePoint = async (tx: Tx, { consumer, tables }: Projection, accept: boolean): Promise<Compared | undefined> => {
  await tx.query(`lock table public.consumer_offset, ${SHADOW}.consumer_offset in share row exclusive mode`);
  if ((await gaps(tx, consumer, SHADOW)).length > 0) return undefined;
  const compared = await compare(tx, SHADOW, tables);
  const identiques = compared.every(({ enService, reconstruite }) => enService.empreinte === reconstruite.empreinte);
  const remplacee = accept && !identiques;
  if (remplacee) await swap(tx, { consumer, shadow: SHADOW, tables });
  return { identiques, remplacee, tables: compared };
};
