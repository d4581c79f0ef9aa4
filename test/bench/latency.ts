import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Consumer, ConsumerRunner, ignored, type Subscriptions } from '@relais/chassis/kafka';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { RELAY_KINDS, type RelayKind } from '@relais/chassis/relay';
import { testPlatform, type TestPlatform } from '../kit/platform.js';
import { rattache, rattachement } from '../kit/rattache.js';
import { eventually } from '../kit/eventually.js';
import { type Bench, lineOf } from './bench.js';

const ROUNDS = 5;
const RATE = 500;
const EVENTS = 3_000;
/** Of the start of each round, not counted. */
const WARM_UP = 500;
/** Sent one by one before each round. */
const EARLY = 50;
/** Against the bare floor. */
const TARGETS = { p50: 1.5, p99: 2 };
const PARTITIONS_AT_ONCE = 6;
const TOPIC = 'relais.usagers.v1';
const TYPE = 'usagers.UsagerRattache';

const percentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
};

/** Starts one piece of work at each tick, whatever became of those before; how late the last one started (ms). */
async function openLoop(work: (dueAt: number, n: number) => void): Promise<number> {
  const from = performance.now() + 50;
  for (let n = 0; n < EVENTS; n += 1) {
    const dueAt = from + (n * 1_000) / RATE;
    const wait = dueAt - performance.now();
    if (wait > 0) await delay(wait);
    work(dueAt, n);
  }
  return performance.now() - (from + ((EVENTS - 1) * 1_000) / RATE);
}

/** One way from a commit to a visible projection: what it does at each tick, and what tells that an id is visible. */
type Way = Readonly<{ emit: (id: string) => Promise<void>; close: () => Promise<void> }>;
type Opened = (seen: (ids: readonly string[]) => void) => Promise<Way>;

/** Connections are made and everybody is awake before the clock runs. */
async function warmUp({ emit }: Way, arrived: () => number): Promise<void> {
  for (let n = 0; n < EARLY; n += 1) await emit(randomUUID());
  await eventually(() => (arrived() >= EARLY ? undefined : Promise.reject(new Error('nothing arrives'))), { timeoutMs: 30_000 });
}

async function measure(open: Opened): Promise<number[]> {
  const due = new Map<string, number>();
  const waits: number[] = [];
  let [arrived, early] = [0, 0];
  const way = await open((ids) => {
    const now = performance.now();
    if (due.size === 0) early += ids.length;
    for (const id of ids) {
      const dueAt = due.get(id);
      if (dueAt === undefined || !due.delete(id)) continue;
      arrived += 1;
      if (arrived > WARM_UP) waits.push(now - dueAt);
    }
  });
  try {
    const failures: unknown[] = [];
    await warmUp(way, () => early);
    await openLoop((dueAt) => {
      const id = randomUUID();
      due.set(id, dueAt);
      way.emit(id).catch((error: unknown) => failures.push(error));
    });
    await eventually(() => (arrived === EVENTS ? undefined : Promise.reject(new Error(`${EVENTS - arrived} events were lost`))), { timeoutMs: 30_000 });
    if (failures.length > 0) throw failures[0] as Error;
    return waits;
  } finally {
    await way.close();
  }
}

const insertSource = (tx: Pick<Tx, 'query'>, id: string): Promise<unknown> => tx.query('insert into source (id) values ($1)', [id]);
const project = (tx: Pick<Tx, 'query'>, ids: readonly string[]): Promise<unknown> => tx.query('insert into vue (id) select unnest($1::uuid[]) on conflict do nothing', [ids]);

async function joined(consumer: Consumer): Promise<void> {
  await new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
}

/** Nothing but a commit, a raw send, a raw read and a commit. */
const bare =
  ({ platform, config }: TestPlatform): Opened =>
  async (seen) => {
    const topic = `${config.kafkaPrefix}${TOPIC}`;
    const producer = platform.kafka.producer({ allowAutoTopicCreation: false });
    const consumer = platform.kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 500 });
    await Promise.all([producer.connect(), consumer.connect()]);
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const ready = joined(consumer);
    await consumer.run({
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: async ({ batch }) => {
        const ids = batch.messages.map(({ key }) => key?.toString() ?? '');
        await inTransaction(platform.pool, (tx) => project(tx, ids));
        seen(ids);
      },
    });
    await ready;
    return {
      emit: async (id) => {
        await inTransaction(platform.pool, (tx) => insertSource(tx, id));
        await producer.send({ topic, acks: -1, messages: [{ key: id, value: platform.codec.encode(TYPE, rattachement(id)) }] });
      },
      close: async () => {
        await Promise.all([producer.disconnect(), consumer.disconnect()]);
      },
    };
  };

type Answered = (...query: unknown[]) => Promise<unknown>;

/** Calls back once, when the transaction of this connection is committed. */
function afterCommit(tx: Tx, told: () => void): void {
  const connection = tx as unknown as { query: Answered };
  const { query } = connection;
  connection.query = async (...asked) => {
    const answer = await query.apply(connection, asked);
    if (asked[0] === 'commit') {
      connection.query = query;
      told();
    }
    return answer;
  };
}

/** Domain write and fact in one commit, relay, consumer with its inbox and its offset. */
const ours =
  ({ platform, config }: TestPlatform): Opened =>
  async (seen) => {
    const table = {
      [TOPIC]: {
        'usagers.DroitRsaOuvert': ignored,
        'usagers.DroitRsaFerme': ignored,
        [TYPE]: {
          together: async (events: readonly { usagerId: string }[], tx: Tx) => {
            const ids = events.map(({ usagerId }) => usagerId);
            await project(tx, ids);
            afterCommit(tx, () => seen(ids));
          },
        },
      },
    } as Subscriptions;
    const name = randomUUID();
    const consumer = platform.kafka.consumer({ groupId: `${config.kafkaPrefix}${name}`, maxWaitTimeInMs: 500 });
    const ready = joined(consumer);
    const runner = new ConsumerRunner({ name, consumer, pool: platform.pool, codec: platform.codec, table, logger: platform.logger, prefix: config.kafkaPrefix, partitionsAtOnce: PARTITIONS_AT_ONCE, committed: () => undefined });
    await runner.start();
    await ready;
    return {
      emit: async (id) => {
        await inTransaction(platform.pool, async (tx) => {
          await insertSource(tx, id);
          await platform.journal.append(tx, [rattache(id, 1)]);
        });
        platform.relay.wake();
      },
      close: () => runner.stop(),
    };
  };

type Figures = Readonly<{ p50: number; p99: number }>;
const figuresOf = (waits: readonly number[]): Figures => ({ p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) });

type Round = Readonly<Record<'bare' | RelayKind, Figures>>;

async function measured(kind: RelayKind | 'bare'): Promise<Figures> {
  const test = await testPlatform({ service: 'latence', publishes: [TYPE], ...(kind === 'bare' ? {} : { relay: kind }) });
  try {
    await test.platform.pool.query('create table source (id uuid primary key); create table vue (id uuid primary key)');
    if (kind === 'bare') return figuresOf(await measure(bare(test)));
    test.platform.relay.start();
    return figuresOf(await measure(ours(test)));
  } finally {
    await test.close();
  }
}

/** From the moment a write was due to the moment its projection is committed, at a fixed rate, by each relay and by the bare parts in the same run. */
export const latencyBench: Bench = async (progress) => {
  const rounds: Round[] = [];
  for (let n = 1; n <= ROUNDS; n += 1) {
    const round = { bare: await measured('bare'), sondage: await measured('sondage'), replication: await measured('replication') };
    rounds.push(round);
    progress(`round ${n}/${ROUNDS}: ${Object.entries(round).map(([kind, { p50, p99 }]) => `${kind} p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)}`).join(', ')}`);
  }
  const kinds = ['bare', ...RELAY_KINDS] as const;
  const parts = ['p50', 'p99'] as const;
  return {
    conditions: { rate: RATE, partitionsAtOnce: PARTITIONS_AT_ONCE, events: EVENTS - WARM_UP, rounds: ROUNDS, durable: 'yes', targetP50: TARGETS.p50, targetP99: TARGETS.p99 },
    table: [
      ...kinds.flatMap((kind) => parts.map((part) => lineOf(`${part}, ${kind}`, 'ms', rounds.map((round) => round[kind][part])))),
      ...RELAY_KINDS.flatMap((kind) => parts.map((part) => lineOf(`${part}, ${kind} / bare`, 'ratio', rounds.map((round) => round[kind][part] / round.bare[part])))),
    ],
    rounds,
  };
};
