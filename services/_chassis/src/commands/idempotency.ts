import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '@relais/kernel';
import { type Tx } from '../postgres/index.js';
import { type Accepted, type RunnerRefusal } from './outcome.js';

/** A caller's Idempotency-Key with what it was used for. */
export type IdempotencyKey = Readonly<{ agent: string; key: string; fingerprint: string }>;

/** The fingerprint of a request: same method, path and body give the same one. */
export const fingerprintOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The answer already given under this key; a refusal when the key served another request. */
export const findAnswer = async <S>(tx: Tx, { agent, key, fingerprint }: IdempotencyKey): Promise<Result<Accepted<S>, RunnerRefusal> | undefined> => {
  // Two requests with one key at the same time: the second waits here for the first.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`${agent} ${key}`]);
  const { rows } = await tx.query<{ fingerprint: string; version: number; answer: S }>(
    'select fingerprint, version, answer from idempotency where agent = $1 and key = $2',
    [agent, key],
  );
  const [row] = rows;
  if (!row) return undefined;
  if (row.fingerprint !== fingerprint) return refuse({ code: 'CLE_IDEMPOTENCE_REUTILISEE' });
  return ok({ state: row.answer, version: row.version, replayed: true });
};

export const saveAnswer = async (tx: Tx, { agent, key, fingerprint }: IdempotencyKey, { state, version }: Accepted<unknown>): Promise<void> => {
  await tx.query('insert into idempotency (agent, key, fingerprint, version, answer) values ($1, $2, $3, $4, $5)', [
    agent,
    key,
    fingerprint,
    version,
    JSON.stringify(state),
  ]);
};
