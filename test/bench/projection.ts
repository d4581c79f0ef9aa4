import { randomUUID } from 'node:crypto';
import { applyBatch, batched, ignored, type Incoming, type Received, type Subscriptions } from '@relais/chassis/kafka';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { testPlatform, type TestPlatform } from '../kit/platform.js';
import { droitsIgnores, rattachement } from '../kit/rattache.js';
import { type Bench, lineOf, type Table } from './bench.js';

const ROUNDS = 5;
const EVENTS = 20_000;
const PERSONS = 5_000;
/** One commit a message is slow: fewer of them say as much. */
const ONE_BY_ONE = 1_000;
const TOPIC = 'relais.usagers.v1';

/** Events a second of each way. */
type Round = Readonly<{ oneByOne: number; bare500: number; ours500: number; bare2000: number; ours2000: number }>;

const write = async (events: readonly Received[], tx: Tx): Promise<void> => {
  await tx.query('insert into effet (id, usager_id, sequence, le) select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[]) on conflict (id) do nothing', [
    events.map(({ id }) => id),
    events.map(({ usagerId }) => usagerId),
    events.map(({ sequence }) => sequence),
    events.map(({ time }) => time),
  ]);
};

const table: Subscriptions = {
  [TOPIC]: { 'usagers.DroitRsaOuvert': ignored, ...droitsIgnores, 'usagers.DroitRsaFerme': ignored, 'usagers.UsagersFusionnes': ignored, 'usagers.FusionAnnulee': ignored, 'usagers.UsagerRattache': batched<'usagers.UsagerRattache'>(write) },
};

/** A partition: each person's events in order, the persons mixed. */
const partition = (count: number): Incoming[] => {
  const persons = Array.from({ length: Math.min(PERSONS, count) }, () => randomUUID());
  return Array.from({ length: count }, (_, offset) => {
    const usagerId = persons[offset % persons.length] ?? '';
    const id = randomUUID();
    const sequence = Math.floor(offset / persons.length) + 1;
    const event = { id, type: 'usagers.UsagerRattache', usagerId, departement: '33', sequence, time: '2026-11-24T09:00:00.000Z', data: rattachement(usagerId), origin: { correlationId: id } } as const;
    return { offset, key: usagerId, value: null, headers: {}, content: { event } };
  });
};

/** Applies them by slices; throws when one is missing or doubled. Gives events a second. */
async function timed(test: TestPlatform, { messages, size, apply }: { messages: readonly Incoming[]; size: number; apply: (slice: readonly Incoming[]) => Promise<unknown> }): Promise<number> {
  const { pool } = test.platform;
  await pool.query('truncate effet');
  const began = process.hrtime.bigint();
  for (let start = 0; start < messages.length; start += size) await apply(messages.slice(start, start + size));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const { rows } = await pool.query<{ total: number; sum: number }>('select count(*) as total, sum(sequence) as sum from effet');
  const sum = messages.reduce((total, { content }) => total + ('event' in content ? content.event.sequence : 0), 0);
  if (rows[0]?.total !== messages.length || rows[0].sum !== sum) throw new Error(`${rows[0]?.total} effects of ${messages.length}`);
  return messages.length / seconds;
}

async function round(test: TestPlatform): Promise<Round> {
  const { pool } = test.platform;
  let runs = 0;
  const ours = (count: number, size: number): Promise<number> => {
    const place = { consumer: `mesure-${(runs += 1)}-${randomUUID()}`, topic: TOPIC, partition: 0 };
    return timed(test, { messages: partition(count), size, apply: (slice) => applyBatch({ pool, place, table }, slice) });
  };
  const bare = (size: number): Promise<number> =>
    timed(test, {
      messages: partition(EVENTS),
      size,
      apply: (slice) => inTransaction(pool, (tx) => write(slice.flatMap(({ content }) => ('event' in content ? [content.event] : [])), tx)),
    });
  return { oneByOne: await ours(ONE_BY_ONE, 1), bare500: await bare(500), ours500: await ours(EVENTS, 500), bare2000: await bare(2_000), ours2000: await ours(EVENTS, 2_000) };
}

function tableOf(rounds: readonly Round[]): Table {
  const line = (measure: string, unit: string, of: (one: Round) => number) => lineOf(measure, unit, rounds.map(of));
  return [
    line('one commit a message', 'events/s', ({ oneByOne }) => oneByOne),
    line('bare upsert, by 500', 'events/s', ({ bare500 }) => bare500),
    line('ours, by 500', 'events/s', ({ ours500 }) => ours500),
    line('bare upsert, by 2,000', 'events/s', ({ bare2000 }) => bare2000),
    line('ours, by 2,000', 'events/s', ({ ours2000 }) => ours2000),
    line('ours by 500 / one commit a message', 'ratio', ({ ours500, oneByOne }) => ours500 / oneByOne),
    line('ours by 2,000 / one commit a message', 'ratio', ({ ours2000, oneByOne }) => ours2000 / oneByOne),
    line('ours / bare upsert, by 500', 'ratio', ({ ours500, bare500 }) => ours500 / bare500),
    line('ours / bare upsert, by 2,000', 'ratio', ({ ours2000, bare2000 }) => ours2000 / bare2000),
  ];
}

/** A batched projection with inbox and offset, beside one commit a message and the bare write of the same rows. */
export const projectionBench: Bench = async (progress) => {
  const test = await testPlatform({ service: 'mesure' });
  try {
    await test.platform.pool.query('create table effet (id uuid primary key, usager_id uuid, sequence int, le timestamptz)');
    await round(test);
    const rounds: Round[] = [];
    for (let n = 1; n <= ROUNDS; n += 1) {
      const one = await round(test);
      rounds.push(one);
      progress(`round ${n}/${ROUNDS}: ${Math.round(one.ours500)} events/s by 500, bare ${Math.round(one.bare500)}`);
    }
    return { conditions: { events: EVENTS, persons: PERSONS, rounds: ROUNDS, oneByOne: ONE_BY_ONE }, table: tableOf(rounds), rounds };
  } finally {
    await test.close();
  }
};
