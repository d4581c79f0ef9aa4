import { randomUUID } from 'node:crypto';
import { inTransaction } from '@relais/chassis/postgres';
import { RELAY_KINDS, type RelayKind } from '@relais/chassis/relay';
import { testPlatform, type TestPlatform } from '../kit/platform.js';
import { rattachement } from '../kit/rattache.js';
import { askedNumber } from './asked.js';
import { type Bench, lineOf } from './bench.js';
import { EVENTS, type Figures, figuresOf, measure, type Opened, RATE, WARM_UP } from './open-loop.js';
import { insertSource, joined, ours, PARTITIONS_AT_ONCE, project, TABLES, TOPIC, TYPE } from './ours.js';

const ROUNDS = askedNumber('rounds', 5);
/** Against the bare floor. */
const TARGETS = { p50: 1.5, p99: 2 };

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

type Round = Readonly<Record<'bare' | RelayKind, Figures>>;

async function measured(kind: RelayKind | 'bare'): Promise<Figures> {
  const test = await testPlatform({ service: 'latence', publishes: [TYPE], ...(kind === 'bare' ? {} : { relay: kind }) });
  try {
    await test.platform.pool.query(TABLES);
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
