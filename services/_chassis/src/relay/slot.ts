import { type Queryable } from '../postgres/index.js';

/** What the slots send: rows of the journal, as rows of the whole table whatever their part. */
export const PUBLICATION = 'relais_journal';

// Slots are named for the whole server: the database tells those of two installations apart.
const SLOT_NAME = `select left(regexp_replace(lower('relais_' || $1 || '_' || current_database()), '[^a-z0-9_]', '_', 'g'), 63) as slot`;

/** Name of the slot of a service's journal. */
export const slotName = async (db: Queryable, service: string): Promise<string> => {
  const { rows } = await db.query<{ slot: string }>(SLOT_NAME, [service]);
  return rows[0]?.slot ?? 'relais';
};

/** Makes the publication when it is missing; must precede the slot, which reads it as it was then. */
export const ensurePublication = async (db: Queryable): Promise<void> => {
  const { rows } = await db.query('select from pg_publication where pubname = $1', [PUBLICATION]);
  if (rows.length > 0) return;
  await db.query(`create publication ${PUBLICATION} for table journal with (publish = 'insert', publish_via_partition_root = true)`);
};

export type SlotState = Readonly<{ confirmed: string; complete: boolean; lagBytes: number }>;

/** Where a slot stands; undefined when there is none. Not complete: the server gave up WAL, or what came before was not all sent. */
export const slotState = async (db: Queryable, slot: string): Promise<SlotState | undefined> => {
  const { rows } = await db.query<{ confirmed: string | null; complete: boolean; lag: number | null }>(
    `select confirmed_flush_lsn::text as confirmed,
            wal_status is distinct from 'lost' and exists (select from relay_cursor where name = slot_name) as complete,
            pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::float8 as lag
     from pg_replication_slots where slot_name = $1`,
    [slot],
  );
  const [row] = rows;
  return row && { confirmed: row.confirmed ?? '0/0', complete: row.complete && row.confirmed !== null, lagBytes: row.lag ?? 0 };
};

/** Makes a slot that is not complete yet; waits until the transactions under way are over. */
export const createSlot = async (db: Queryable, slot: string): Promise<void> => {
  await db.query('delete from relay_cursor where name = $1', [slot]);
  await db.query('select pg_create_logical_replication_slot($1, $2)', [slot, 'pgoutput']);
};

/** All that was committed before the slot is sent: from now on it is enough. */
export const completeSlot = async (db: Queryable, slot: string): Promise<void> => {
  await db.query(`insert into relay_cursor (name, xid, position) values ($1, '0', 0) on conflict do nothing`, [slot]);
};

/** Removes the slot of a service, which would keep WAL for nobody; nothing when there is none. */
export const dropSlot = async (db: Queryable, service: string): Promise<void> => {
  const slot = await slotName(db, service);
  await db.query('select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active', [slot]);
};

/** `16/B374D848` as a number. */
export const lsnOf = (text: string): bigint => {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
};

export const lsnText = (lsn: bigint): string => `${(lsn >> 32n).toString(16)}/${(lsn & 0xffffffffn).toString(16)}`.toUpperCase();
