import { type BaseConfig } from '@relais/chassis/config';
import { createPool, migrate, type Pool } from '@relais/chassis/postgres';
import { createKafka, KafkaPublisher } from '@relais/chassis/kafka';
import { createLogger } from '@relais/chassis/lifecycle';
import { createRelay, leadPool, type OutgoingMessage, type RelayKind, type RelayOptions } from '@relais/chassis/relay';
import { createDatabase, eventually, topicPrefix } from '../kit/environment.js';
import { testConfig } from '../kit/platform.js';
import { type Bench, lineOf } from './bench.js';
import { startDebezium } from './debezium.js';

const ROWS = 100_000;
const BYTES = 300;
const PARTITIONS = 6;
const ROUNDS = 5;
/** A page of the raw rival: what went fastest of 500, 1,000 and 2,000. */
const RAW_PAGE = 1_000;

const FILL = `
  insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, traceparent, at)
  select gen_random_uuid(), $1, 'usager-' || n % 5000, 1 + n / 5000, 'usagers.UsagerRattache', '33',
         decode('0000000007' || repeat('ab', ${BYTES - 5}), 'hex'), gen_random_uuid(),
         '00-' || md5(n::text) || '-00f067aa0ba902b7-01', now()
  from generate_series(0, ${ROWS - 1}) n`;

/** What a rival runs on: a database of its own on the one server, topics of its own on the one broker. */
type Ground = Readonly<{ pool: Pool; config: BaseConfig; kafka: ReturnType<typeof createKafka>; fill: (topic: string) => Promise<void> }>;

/** Makes a topic with six partitions; gives how many messages it holds. */
const topicOf = async ({ kafka }: Ground, topic: string): Promise<() => Promise<number>> => {
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

/** Processor time of this process a row, in microseconds: what a loaded machine does not change much. */
const processorOf = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / ROWS;
};

type Measure = Readonly<{ seconds: number; processor: number }>;

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

const settingsOf = ({ pool, config }: Ground, publisher: RelayOptions['publisher']): RelayOptions => ({
  pool,
  lead: leadPool(config.databaseUrl, 'mesure'),
  publisher,
  service: 'mesure',
  logger: createLogger('mesure', () => undefined),
});

/** A slot that has nothing left to send. */
async function openSlot(ground: Ground): Promise<void> {
  const relay = createRelay('replication', settingsOf(ground, { publish: () => Promise.resolve() }));
  relay.start();
  await eventually(async () => {
    const { rows } = await ground.pool.query("select from relay_cursor where name <> 'mesure'");
    if (rows.length === 0) throw new Error('no slot yet');
  });
  await relay.stop();
}

/** What there is to send: the same rows again by polling, as many new ones by the slot. */
const refill: Readonly<Record<RelayKind, (ground: Ground) => Promise<unknown>>> = {
  sondage: ({ pool }) => pool.query('delete from relay_cursor'),
  replication: ({ fill }) => fill('relais.usagers.v1'),
};

/** Our relay, from its start to the acknowledgement of the last row. Gives the messages too when they are to be kept. */
async function drain(ground: Ground, kind: RelayKind, kept?: OutgoingMessage[]): Promise<Measure> {
  const prefix = topicPrefix();
  const held = await topicOf(ground, `${prefix}relais.usagers.v1`);
  await refill[kind](ground);
  const publisher = new KafkaPublisher(ground.kafka, prefix);
  const { publish, all } = counting(publisher, kept);
  const [from, processor] = [process.hrtime.bigint(), process.cpuUsage()];
  const relay = createRelay(kind, settingsOf(ground, { publish }));
  relay.start();
  await all;
  const measure = { seconds: seconds(from), processor: processorOf(processor) };
  await relay.stop();
  await publisher.stop();
  if ((await held()) < ROWS) throw new Error(`${await held()} messages in the topic for ${ROWS} rows`);
  return measure;
}

/** kafkajs alone, with the same messages ready in memory. */
async function raw(ground: Ground, messages: readonly OutgoingMessage[]): Promise<Measure> {
  const topic = `${topicPrefix()}brut`;
  const held = await topicOf(ground, topic);
  const producer = ground.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  const [from, processor] = [process.hrtime.bigint(), process.cpuUsage()];
  for (let start = 0; start < messages.length; start += RAW_PAGE) {
    const page = messages.slice(start, start + RAW_PAGE).map(({ key, value, headers }) => ({ key, value, headers }));
    await producer.send({ topic, acks: -1, messages: page });
  }
  const measure = { seconds: seconds(from), processor: processorOf(processor) };
  await producer.disconnect();
  if ((await held()) !== ROWS) throw new Error(`${await held()} messages in the topic for ${ROWS}`);
  return measure;
}

async function openGround(): Promise<Ground & { close: () => Promise<void> }> {
  const database = await createDatabase();
  const config = await testConfig(database.url, '');
  const pool = createPool(config.databaseUrl, { max: 5, name: 'mesure' });
  await migrate(pool);
  const kafka = createKafka({ brokers: config.kafkaBrokers, username: config.kafkaUsername, password: config.kafkaPassword, clientId: 'mesure' });
  const fill = async (topic: string): Promise<void> => {
    await pool.query(FILL, [topic]);
    await pool.query('analyze journal');
  };
  const close = async (): Promise<void> => {
    await pool.end();
    await database.drop();
  };
  return { pool, config, kafka, fill, close };
}

/** Debezium Server, from the moment it is let go on a full journal until the topic holds every row. */
async function rival(progress: (line: string) => void): Promise<{ round: () => Promise<number>; peakMiB: () => number; close: () => Promise<void> }> {
  const ground = await openGround();
  await topicOf(ground, '__debezium-heartbeat.relais');
  const debezium = await startDebezium(ground).catch(async (error: Error) => {
    await ground.close();
    throw error;
  });
  const round = async (): Promise<number> => {
    const topic = `${topicPrefix()}debezium`;
    const held = await topicOf(ground, topic);
    debezium.hold();
    await ground.fill(topic);
    const from = process.hrtime.bigint();
    debezium.letGo();
    await eventually(
      async () => {
        if ((await held()) < ROWS) throw new Error('not all there yet');
      },
      { timeoutMs: 300_000, everyMs: 100 },
    );
    return seconds(from);
  };
  const close = async (): Promise<void> => {
    await debezium.stop();
    await ground.close();
  };
  for (let warm = 1; warm <= 2; warm += 1) progress(`Debezium, warm-up ${warm}/2: ${Math.round(ROWS / (await round()))} rows/s`);
  return { round, peakMiB: debezium.peakMiB, close };
}

type Round = Readonly<{ raw: Measure; relay: Measure; slot: Measure; debezium?: number }>;

const tableOf = (rounds: readonly Round[]) => {
  const each = (pick: (round: Round) => number) => rounds.map(pick);
  const ours = [
    lineOf('raw kafkajs', 'rows/s', each(({ raw }) => ROWS / raw.seconds)),
    lineOf('relay by polling', 'rows/s', each(({ relay }) => ROWS / relay.seconds)),
    lineOf('relay / raw kafkajs', 'ratio', each(({ raw: one, relay }) => one.seconds / relay.seconds)),
    lineOf('raw kafkajs, processor', 'µs/row', each(({ raw: one }) => one.processor)),
    lineOf('relay, processor', 'µs/row', each(({ relay }) => relay.processor)),
    lineOf('relay by replication', 'rows/s', each(({ slot }) => ROWS / slot.seconds)),
    lineOf('relay by replication / raw kafkajs', 'ratio', each(({ raw: one, slot }) => one.seconds / slot.seconds)),
    lineOf('relay by replication, processor', 'µs/row', each(({ slot }) => slot.processor)),
  ];
  if (rounds.some(({ debezium }) => debezium === undefined)) return ours;
  return [
    ...ours,
    lineOf('Debezium Server', 'rows/s', each(({ debezium = NaN }) => ROWS / debezium)),
    lineOf('relay / Debezium Server', 'ratio', each(({ relay, debezium = NaN }) => debezium / relay.seconds)),
  ];
};

/** P1: the journal to the broker, beside kafkajs alone with the same bytes, and Debezium Server with `--debezium`. */
export const relayBench: Bench = async (progress) => {
  const [ground, slots] = [await openGround(), await openGround()];
  const other = process.argv.includes('--debezium') ? await rival(progress) : undefined;
  try {
    await ground.fill('relais.usagers.v1');
    const messages: OutgoingMessage[] = [];
    await drain(ground, 'sondage', messages);
    if (messages.length !== ROWS || new Set(messages.map(({ headers }) => headers['ce_id'])).size !== ROWS) throw new Error('rows lost or doubled');
    await raw(ground, messages);
    await openSlot(slots);
    const rounds: Round[] = [];
    for (let n = 1; n <= ROUNDS; n += 1) {
      const pair = { raw: await raw(ground, messages), relay: await drain(ground, 'sondage'), slot: await drain(slots, 'replication') };
      rounds.push(other ? { ...pair, debezium: await other.round() } : pair);
      progress(`round ${n}/${ROUNDS}: raw ${Math.round(ROWS / pair.raw.seconds)}/s, relay ${Math.round(ROWS / pair.relay.seconds)}/s, by slot ${Math.round(ROWS / pair.slot.seconds)}/s`);
    }
    const memory = { 'peak memory of this process (MiB)': Math.round(process.resourceUsage().maxRSS / 1024), ...(other ? { 'peak memory of Debezium (MiB)': other.peakMiB() } : {}) };
    const headers = Object.keys(messages[0]?.headers ?? {}).length;
    return { conditions: { rows: ROWS, bytes: BYTES, headers, partitions: PARTITIONS, rounds: ROUNDS, target: 0.97, ...memory }, table: tableOf(rounds), rounds };
  } finally {
    await other?.close();
    await slots.close();
    await ground.close();
  }
};
