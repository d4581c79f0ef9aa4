import pg from 'pg';
import { type Secret } from '../config/index.js';

export type Pool = pg.Pool;
/** A connection inside a transaction. */
export type Tx = pg.PoolClient;
export type Queryable = Pick<pg.ClientBase, 'query'>;

// int8 columns hold offsets and positions far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Legal dates stay text: a Date would give them a zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type PoolOptions = Readonly<{
  max: number;
  name: string;
  /** Statements leave without waiting for the answers of those before (the default); false where a COPY is read. */
  pipeline?: boolean;
}>;

/** A pool whose idle-connection errors do not end the process (Postgres may come and go). */
export const createPool = (url: Secret, { max, name, pipeline = true }: PoolOptions): Pool => {
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    max,
    pipeline,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  return pool;
};

const TRANSIENT_SQL = /^(08|40|53|57P|55P03)/;
const TRANSIENT_NET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/** True when the same statement may succeed later: connection lost, serialisation, resources. */
export const isTransientDatabaseError = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return TRANSIENT_SQL.test(code) || TRANSIENT_NET.has(code);
  return /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(error.message);
};

/** True for a unique violation, of that constraint when one is named. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  const { code, constraint: violated } = error as { code?: string; constraint?: string };
  return code === '23505' && (constraint === undefined || violated === constraint);
};

/** True when a column that must hold a value was given none. */
export const isMissing = (error: unknown, column: string): boolean => {
  const { code, column: missing } = error as { code?: string; column?: string };
  return code === '23502' && missing === column;
};
