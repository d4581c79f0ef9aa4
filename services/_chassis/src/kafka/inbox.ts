import { later, type Tx } from '../postgres/index.js';
import { Failure } from '@relais/kernel';
import { type Incoming } from './incoming.js';

/** Persons are known to a consumer by topic, whatever their partition. */
export type Listening = Readonly<{ consumer: string; topic: string }>;

export type Place = Listening & Readonly<{ partition: number }>;

// Each in a statement of its own: one that waited for a lock still sees what was there before it waited.
const LOCK_OFFSET = 'select next_offset from consumer_offset where consumer = $1 and topic = $2 and partition = $3 for update';
const SEQUENCES = 'select key, last_sequence from inbox where consumer = $1 and topic = $2 and key = any($3)';
const PARKED = 'select key from parked_key where consumer = $1 and topic = $2 and key = any($3) order by key for update';

/** What a consumer knows before a batch: the next offset it has to apply, who is parked, the last sequence of each person. */
export type Known = Readonly<{ from: number; parked: Set<string>; sequences: Map<string, number> }>;

/** Reads it, locked until the transaction ends; undefined before the first batch. The statements leave together. */
export const lockPlace = async (tx: Tx, place: Place, keys: readonly string[]): Promise<Known | undefined> => {
  const { consumer, topic, partition } = place;
  const [{ rows }, parked, sequences] = await Promise.all([
    tx.query<{ next_offset: number }>({ name: 'offset_lock', text: LOCK_OFFSET, values: [consumer, topic, partition] }),
    parkedKeys(tx, place, keys),
    lastSequences(tx, place, keys),
  ]);
  return rows[0] && { from: rows[0].next_offset, parked, sequences };
};

/** The same for a consumer that begins. */
export const lockNewPlace = async (tx: Tx, place: Place, keys: readonly string[]): Promise<Known> => {
  const values = [place.consumer, place.topic, place.partition];
  await tx.query('insert into consumer_offset (consumer, topic, partition, next_offset) values ($1, $2, $3, 0) on conflict do nothing', values);
  const known = await lockPlace(tx, place, keys);
  if (!known) throw new Failure('bug', 'POSITION_ABSENTE', { message: 'the place of a consumer vanished' });
  return known;
};

const keepSequences = (keys: string, sequences: string): string => `
  insert into inbox (consumer, topic, key, last_sequence)
  select $1, $2, * from unnest(${keys}::text[], ${sequences}::int[])
  on conflict (consumer, topic, key) do update set last_sequence = excluded.last_sequence`;

const SETTLE = `
  with sequences as (${keepSequences('$5', '$6')})
  update consumer_offset set next_offset = $4 where consumer = $1 and topic = $2 and partition = $3`;

/** What a batch leaves: the offset to come and the last sequence of each person, in one statement that goes with the commit. */
export const settle = async (tx: Tx, { consumer, topic, partition }: Place, { next, sequences }: Readonly<{ next: number; sequences: ReadonlyMap<string, number> }>): Promise<void> => {
  const values = [consumer, topic, partition, next, [...sequences.keys()], [...sequences.values()]];
  await later(tx, () => tx.query({ name: 'offset_settle', text: SETTLE, values }));
};

/** The partition was made again: what it holds is read from its beginning; the sequences of each person still tell what was applied. */
export const restartOffset = async (db: Pick<Tx, 'query'>, { consumer, topic, partition }: Place): Promise<void> => {
  await db.query('update consumer_offset set next_offset = 0 where consumer = $1 and topic = $2 and partition = $3', [consumer, topic, partition]);
};

/** Offsets already applied, by partition. */
export const appliedOffsets = async (
  tx: Pick<Tx, 'query'>,
  consumer: string,
  topic: string,
): Promise<Map<number, number>> => {
  const { rows } = await tx.query<{ partition: number; next_offset: number }>(
    'select partition, next_offset from consumer_offset where consumer = $1 and topic = $2',
    [consumer, topic],
  );
  return new Map(rows.map(({ partition, next_offset }) => [partition, next_offset]));
};

/** Last applied sequence of each person. */
export const lastSequences = async (tx: Tx, { consumer, topic }: Listening, keys: readonly string[]): Promise<Map<string, number>> => {
  const { rows } = await tx.query<{ key: string; last_sequence: number }>({ name: 'inbox_sequences', text: SEQUENCES, values: [consumer, topic, keys] });
  return new Map(rows.map((row) => [row.key, row.last_sequence]));
};

export const saveSequences = async (tx: Tx, { consumer, topic }: Listening, sequences: ReadonlyMap<string, number>): Promise<void> => {
  if (sequences.size === 0) return;
  await tx.query(keepSequences('$3', '$4'), [consumer, topic, [...sequences.keys()], [...sequences.values()]]);
};

/** Those of the keys that are parked, locked against a resumption under way. */
export const parkedKeys = async (tx: Tx, { consumer, topic }: Listening, keys: readonly string[]): Promise<Set<string>> => {
  const { rows } = await tx.query<{ key: string }>({ name: 'parked_keys', text: PARKED, values: [consumer, topic, keys] });
  return new Set(rows.map(({ key }) => key));
};

export const parkKey = async (tx: Tx, { consumer, topic }: Listening, { key, failure }: { key: string; failure: Failure }): Promise<void> => {
  await tx.query(
    `insert into parked_key (consumer, topic, key, failure_class, code, reason) values ($1, $2, $3, $4, $5, $6)
     on conflict (consumer, topic, key) do update set failure_class = $4, code = $5, reason = $6`,
    [consumer, topic, key, failure.failureClass, failure.code, failure.message],
  );
};

/** Sets a message aside behind its person; one that the relay sent again is there already. */
export const parkMessage = async (tx: Tx, { consumer, topic, partition }: Place, message: Incoming): Promise<void> => {
  await tx.query(
    `insert into parked_message (consumer, topic, partition, message_offset, key, headers, value)
     select $1, $2, $3::int, $4::bigint, $5, $6::jsonb, $7::bytea
     where not exists (select 1 from parked_message where consumer = $1 and topic = $2 and key = $5 and headers ->> 'ce_id' = $6::jsonb ->> 'ce_id')
     on conflict do nothing`,
    [consumer, topic, partition, message.offset, message.key, JSON.stringify(message.headers), message.value],
  );
};
