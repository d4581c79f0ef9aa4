import { type Queryable, type Tx } from '../postgres/index.js';

/** A person whose events wait at one consumer, and why. */
export type ParkedKey = Readonly<{
  /** Designates it where the key must not show. */
  id: string;
  consumer: string;
  topic: string;
  key: string;
  /** Of the oldest waiting message, when it says one. */
  departement: string | null;
  failureClass: string;
  code: string;
  reason: string;
  parkedAt: string;
  waiting: number;
}>;

export type ParkedRow = Readonly<{ partition: number; message_offset: number; headers: Record<string, string>; value: Buffer | null; parked_at: Date }>;

/** A key of one consumer. */
export type KeyPlace = Readonly<{ consumer: string; topic: string; key: string }>;

export type ParkingAct = Readonly<{ act: 'REPRISE' | 'CORRECTION' | 'PASSAGE' | 'TROU' | 'REJEU' | 'RECONSTRUCTION'; author: string; reason: string; row?: ParkedRow }>;

export type ParkedFilter = Readonly<{ id?: string | undefined; key?: string | undefined; code?: string | undefined; departement?: string | null; limit?: number }>;

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** The parked keys of a consumer, the oldest first; of one département, those that say none included. */
export const listKeys = async (db: Queryable, consumer: string, { id, key, code, departement, limit }: ParkedFilter = {}): Promise<ParkedKey[]> => {
  const { rows } = await db.query<ParkedKey>(
    `select k.id, k.consumer, k.topic, k.key, f.departement, k.failure_class as "failureClass", k.code, k.reason,
            to_char(k.parked_at at time zone 'utc', ${ISO}) as "parkedAt",
            (select count(*)::int from parked_message m where (m.consumer, m.topic, m.key) = (k.consumer, k.topic, k.key)) as waiting
     from parked_key k left join lateral (
       select m.headers ->> 'ce_departement' as departement from parked_message m
       where (m.consumer, m.topic, m.key) = (k.consumer, k.topic, k.key) order by m.message_offset limit 1) f on true
     where k.consumer = $1 and ($2::uuid is null or k.id = $2) and ($3::text is null or k.key = $3) and ($4::text is null or k.code = $4)
       and ($5::text is null or f.departement is null or f.departement = $5)
     order by k.parked_at, k.id limit $6`,
    [consumer, id ?? null, key ?? null, code ?? null, departement ?? null, limit ?? 10_000],
  );
  return rows;
};

/** Holds a key against the live consumer until the transaction ends; false when it is not parked. */
export const lockKey = async (tx: Tx, { consumer, topic, key }: KeyPlace): Promise<boolean> => {
  const { rowCount } = await tx.query('select 1 from parked_key where consumer = $1 and topic = $2 and key = $3 for update', [consumer, topic, key]);
  return rowCount === 1;
};

export const releaseKey = async (tx: Tx, { consumer, topic, key }: KeyPlace): Promise<void> => {
  await tx.query('delete from parked_key where consumer = $1 and topic = $2 and key = $3', [consumer, topic, key]);
};

export const updateFailure = async (
  tx: Tx,
  { consumer, topic, key }: KeyPlace,
  { failureClass, code, message }: Readonly<{ failureClass: string; code: string; message: string }>,
): Promise<void> => {
  await tx.query('update parked_key set failure_class = $4, code = $5, reason = $6 where consumer = $1 and topic = $2 and key = $3', [
    consumer,
    topic,
    key,
    failureClass,
    code,
    message,
  ]);
};

/** The waiting messages of a key, the oldest first. */
export const waitingRows = async (db: Queryable, { consumer, topic, key }: KeyPlace, limit: number): Promise<ParkedRow[]> => {
  const { rows } = await db.query<ParkedRow>(
    `select partition, message_offset, headers, value, parked_at from parked_message
     where consumer = $1 and topic = $2 and key = $3 order by message_offset limit $4`,
    [consumer, topic, key, limit],
  );
  return rows;
};

export const countWaiting = async (db: Queryable, { consumer, topic, key }: KeyPlace): Promise<number> => {
  const { rows } = await db.query<{ waiting: number }>(
    'select count(*)::int as waiting from parked_message where consumer = $1 and topic = $2 and key = $3',
    [consumer, topic, key],
  );
  return rows[0]?.waiting ?? 0;
};

export const removeRow = async (tx: Tx, { consumer, topic }: KeyPlace, { partition, message_offset }: ParkedRow): Promise<void> => {
  await tx.query('delete from parked_message where consumer = $1 and topic = $2 and partition = $3 and message_offset = $4', [
    consumer,
    topic,
    partition,
    message_offset,
  ]);
};

export const replaceRow = async (
  tx: Tx,
  { consumer, topic }: KeyPlace,
  { partition, message_offset, headers, value }: Omit<ParkedRow, 'parked_at'>,
): Promise<void> => {
  await tx.query(
    'update parked_message set headers = $5, value = $6 where consumer = $1 and topic = $2 and partition = $3 and message_offset = $4',
    [consumer, topic, partition, message_offset, JSON.stringify(headers), value],
  );
};

/** Keeps what somebody did, and the message as it was. */
export const recordAct = async (tx: Tx, { consumer, topic, key }: KeyPlace, { act, author, reason, row }: ParkingAct): Promise<void> => {
  await tx.query(
    `insert into parking_act (consumer, topic, key, act, author, reason, partition, message_offset, headers, value)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [consumer, topic, key, act, author, reason, row?.partition, row?.message_offset, row ? JSON.stringify(row.headers) : null, row?.value],
  );
};

export type RecordedAct = Readonly<{ at: string; act: ParkingAct['act']; author: string; reason: string; partition: number | null; offset: number | null }>;

/** What was done for a key, the newest first; never the message itself. */
export const actsOf = async (db: Queryable, { consumer, topic, key }: KeyPlace): Promise<RecordedAct[]> => {
  const { rows } = await db.query<RecordedAct>(
    `select to_char(at at time zone 'utc', ${ISO}) as at, act, author, reason, partition, message_offset as "offset"
     from parking_act where consumer = $1 and topic = $2 and key = $3 order by id desc limit 100`,
    [consumer, topic, key],
  );
  return rows;
};
