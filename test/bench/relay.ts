import { createPool, migrate, type Pool } from '@relais/chassis/postgres';
import { createKafka, KafkaPublisher } from '@relais/chassis/kafka';
import { createLogger } from '@relais/chassis/lifecycle';
import { createRelay, type OutgoingMessage, type RelayKind, type RelayOptions } from '@relais/chassis/relay';
import { createDatabase, eventually, topicPrefix } from '../kit/environment.js';
import { testConfig } from '../kit/platform.js';
import { type Bench, lineOf } from './bench.js';

const ROWS = 100_000;
const BYTES = 300;
const PARTITIONS = 6;
const ROUNDS = 5;
/** A page of the raw rival: what went fastest of 500, 1,000 and 2,000. */
const RAW_PAGE = 1_000;

const FILL = `
  insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, traceparent, at)
  select gen_random_uuid(), 'relais.usagers.v1', 'usager-' || n % 5000, 1 + n / 5000, 'usagers.UsagerRattache', '33',
         decode('0000000007' || repeat('ab', ${BYTES - 5}), 'hex'), gen_random_uuid(),
         '00-' || md5(n::text) || '-00f067aa0ba902b7-01', now()
  from generate_series(0, ${ROWS - 1}) n`;

/** The part of the run that all rivals share: one database, one broker, topics of their own. */
export type Ground = Readonly<{ pool: Pool; url: string; kafka: ReturnType<typeof createKafka>; brokers: string[]; fill: () => Promise<void> }>;

/** Makes a topic with six partitions; gives how many messages it holds. */
export const topicOf = async ({ kafka }: Ground, topic: string): Promise<() => Promise<number>> => {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: false }).catch(() => undefined);
  await eventually(async () => {
    if ((await admin.fetchTopicOffsets(topic)).length !== PARTITIONS) throw new Error('no topic yet');
  });
  await admin.disconnect();
  return async () => {
    const counter = kafka.admin();
    await counter.connect();
    const offsets = await counter.fetchTopicOffsets(topic);
    await counter.disconnect();
    return offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  };
};

const seconds = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e9;

/** Once that many are acknowledged. */
const counting = (publisher: KafkaPublisher, kept?: OutgoingMessage[]) => {
  let acknowledged = 0;
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });
  const publish = async (messages: readonly OutgoingMessage[]): Promise<void> => {
    await publisher.publish(messages);
    acknowledged += messages.length;
    kept?.push(...messages);
    if (acknowledged >= ROWS) done();
  };
  return { publish, all };
};

/** Our relay, from its start to the acknowledgement of the last row. Gives the messages too when they are to be kept. */
async function drain(ground: Ground, kind: RelayKind, kept?: OutgoingMessage[]): Promise<number> {
  const prefix = topicPrefix();
  const held = await topicOf(ground, `${prefix}relais.usagers.v1`);
  await ground.pool.query('delete from relay_cursor');
  const publisher = new KafkaPublisher(ground.kafka, prefix);
  const { publish, all } = counting(publisher, kept);
  const options: RelayOptions = { pool: ground.pool, publisher: { publish }, service: 'mesure', logger: createLogger('mesure', () => undefined) };
  const from = process.hrtime.bigint();
  const relay = createRelay(kind, options);
  relay.start();
  await all;
  const took = seconds(from);
  await relay.stop();
  await publisher.stop();
  if ((await held()) < ROWS) throw new Error(`${await held()} messages in the topic for ${ROWS} rows`);
  return took;
}

/** kafkajs alone, with the same messages ready in memory. */
async function raw(ground: Ground, messages: readonly OutgoingMessage[]): Promise<number> {
  const topic = `${topicPrefix()}brut`;
  const held = await topicOf(ground, topic);
  const producer = ground.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  const from = process.hrtime.bigint();
  for (let start = 0; start < messages.length; start += RAW_PAGE) {
    const page = messages.slice(start, start + RAW_PAGE).map(({ key, value, headers }) => ({ key, value, headers }));
    await producer.send({ topic, acks: -1, messages: page });
  }
  const took = seconds(from);
  await producer.disconnect();
  if ((await held()) !== ROWS) throw new Error(`${await held()} messages in the topic for ${ROWS}`);
  return took;
}

async function openGround(): Promise<Ground & { close: () => Promise<void> }> {
  const database = await createDatabase();
  const config = await testConfig(database.url, '');
  const pool = createPool(config.databaseUrl, { max: 5, name: 'mesure' });
  await migrate(pool, new URL('../../kit/sans-migration/', import.meta.url));
  const kafka = createKafka({ brokers: config.kafkaBrokers, username: config.kafkaUsername, password: config.kafkaPassword, clientId: 'mesure' });
  const fill = async (): Promise<void> => {
    await pool.query(FILL);
    await pool.query('analyze journal');
  };
  const close = async (): Promise<void> => {
    await pool.end();
    await database.drop();
  };
  return { pool, url: database.url, kafka, brokers: config.kafkaBrokers, fill, close };
}

/** P1: the journal to the broker, beside kafkajs alone with the same bytes, and Debezium Server when asked. */
export const relayBench: Bench = async (progress) => {
  const ground = await openGround();
  try {
    await ground.fill();
    const messages: OutgoingMessage[] = [];
    await drain(ground, 'sondage', messages);
    if (messages.length !== ROWS || new Set(messages.map(({ headers }) => headers['ce_id'])).size !== ROWS) throw new Error('rows lost or doubled');
    await raw(ground, messages);
    const rounds: { raw: number; sondage: number }[] = [];
    for (let n = 1; n <= ROUNDS; n += 1) {
      const round = { raw: await raw(ground, messages), sondage: await drain(ground, 'sondage') };
      rounds.push(round);
      progress(`round ${n}/${ROUNDS}: raw ${Math.round(ROWS / round.raw)}/s, relay ${Math.round(ROWS / round.sondage)}/s`);
    }
    const rate = (pick: (round: (typeof rounds)[number]) => number) => rounds.map((round) => ROWS / pick(round));
    const table = [
      lineOf('raw kafkajs', 'rows/s', rate((round) => round.raw)),
      lineOf('relay by polling', 'rows/s', rate((round) => round.sondage)),
      lineOf('relay by polling / raw kafkajs', 'ratio', rounds.map((round) => round.raw / round.sondage)),
    ];
    const headers = Object.keys(messages[0]?.headers ?? {}).length;
    return { conditions: { rows: ROWS, bytes: BYTES, headers, partitions: PARTITIONS, rounds: ROUNDS, target: 0.97 }, table, rounds };
  } finally {
    await ground.close();
  }
};
