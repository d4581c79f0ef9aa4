import { Failure, transient } from '@relais/kernel';
import { isTransientDatabaseError, type Pool, type Queryable, type Tx } from './pool.js';

/** What the transaction of a connection has sent without waiting for the answer. */
const unanswered = new WeakMap<Queryable, Promise<unknown>[]>();

/** What is sent until this turn is over leaves in one write: the system call costs as much as the statement. */
const inOneWrite = ({ connection }: Tx): void => {
  connection.stream.cork();
  process.nextTick(() => connection.stream.uncork());
};

/**
 * Sends a statement of a transaction and lets the work go on before it is answered; the commit comes with it, and
 * is only a commit if it succeeded. Outside `inTransaction` the answer is waited for.
 */
export const later = async (db: Queryable, send: () => Promise<unknown>): Promise<void> => {
  const waiting = unanswered.get(db);
  if (!waiting) return void (await send());
  inOneWrite(db as Tx);
  const answer = send();
  answer.catch(() => undefined);
  waiting.push(answer);
};

/** Waits for all that was sent; throws the first failure. */
export const answered = async (db: Queryable): Promise<void> => {
  await Promise.all(unanswered.get(db)?.splice(0) ?? []);
};

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
 * Lost connections come out as transient failures.
 */
export const inTransaction = <T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransactionReading(pool, () => Promise.resolve(), work);

/**
 * The same for work that begins by reading: `read` is sent together with the beginning of the transaction. It may take locks
 * but must not write, since the transaction is not known to have begun.
 */
export const inTransactionReading = async <R, T>(pool: Pool, read: (tx: Tx) => Promise<R>, work: (tx: Tx, found: R) => Promise<T>): Promise<T> => {
  const tx = await pool.connect().catch((error: unknown) => {
    throw transient('BASE_INDISPONIBLE', 'database connection refused', error);
  });
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  tx.on('error', onError);
  unanswered.set(tx, []);
  try {
    inOneWrite(tx);
    const [, found] = await Promise.all([tx.query('begin'), read(tx)]);
    const result = await work(tx, found);
    await commit(tx);
    return result;
  } catch (caught) {
    // What was sent earlier failed first: what followed only says that the transaction is lost.
    const error = await answered(tx).then(
      () => caught,
      (first: unknown) => first,
    );
    await tx.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    if (broken !== undefined || isTransientDatabaseError(error)) throw transient('BASE_INDISPONIBLE', 'transaction lost', error);
    throw error;
  } finally {
    unanswered.delete(tx);
    tx.off('error', onError);
    tx.release(broken);
  }
};

/** The server answers a commit of a failed transaction by rolling back, without an error. */
const commit = async (tx: Tx): Promise<void> => {
  const committed = tx.query('commit');
  committed.catch(() => undefined);
  await answered(tx);
  const { command } = await committed;
  if (command !== 'COMMIT') throw new Failure('bug', 'TRANSACTION_ANNULEE', { message: 'a failed statement was passed over' });
};
