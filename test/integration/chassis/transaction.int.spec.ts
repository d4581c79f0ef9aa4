import { answered, createPool, inTransaction, inTransactionReading, later, type Pool, type Tx } from '@relais/chassis/postgres';
import { Secret } from '@relais/chassis/config';
import { createDatabase, type TestDatabase } from '../../kit/environment.js';

describe('a transaction whose statements leave without waiting', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createDatabase();
    pool = createPool(new Secret(database.url), { max: 2, name: 'essai' });
    await pool.query('create table ligne (n int primary key)');
  });

  beforeEach(() => pool.query('truncate ligne'));

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const insert = (tx: Pick<Tx, 'query'>, n: number): Promise<unknown> => tx.query('insert into ligne values ($1)', [n]);
  const kept = async (): Promise<number[]> => (await pool.query<{ n: number }>('select n from ligne order by n')).rows.map(({ n }) => n);

  it('keeps what was sent ahead, in its order', async () => {
    await inTransaction(pool, async (tx) => {
      await later(tx, () => insert(tx, 1));
      await insert(tx, 2);
      await later(tx, () => tx.query('update ligne set n = n + 10 where n = 1'));
    });
    expect(await kept()).toEqual([2, 11]);
  });

  it('fails with the error of a statement sent ahead, and keeps nothing', async () => {
    const work = inTransaction(pool, async (tx) => {
      await insert(tx, 1);
      await later(tx, () => insert(tx, 1));
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await kept()).toEqual([]);
  });

  it('tells what failed first, not what failed because of it', async () => {
    const work = inTransaction(pool, async (tx) => {
      await later(tx, () => tx.query('select 1/0'));
      await insert(tx, 1);
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
  });

  it('does not take for done a transaction that the server gave up', async () => {
    const work = inTransaction(pool, async (tx) => {
      await insert(tx, 1);
      await tx.query('select 1/0').catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: 'TRANSACTION_ANNULEE' });
    expect(await kept()).toEqual([]);
  });

  it('knows before a savepoint is released that a statement sent ahead failed', async () => {
    await inTransaction(pool, async (tx) => {
      await insert(tx, 1);
      await tx.query('savepoint ici');
      await later(tx, () => insert(tx, 1));
      await expect(answered(tx)).rejects.toMatchObject({ code: '23505' });
      await tx.query('rollback to savepoint ici');
    });
    expect(await kept()).toEqual([1]);
  });

  it('reads within the transaction that it begins', async () => {
    await insert(pool, 1);
    const lock = (tx: Tx) => tx.query<{ n: number }>('select n from ligne for update');
    const read = await inTransactionReading(pool, lock, async (tx, { rows }) => {
      await expect(pool.query('select n from ligne for update nowait')).rejects.toMatchObject({ code: '55P03' });
      await insert(tx, 2);
      return rows;
    });
    expect(read).toEqual([{ n: 1 }]);
    expect(await kept()).toEqual([1, 2]);
  });

  it('waits for the answer outside a transaction', async () => {
    await later(pool, () => insert(pool, 1));
    await expect(later(pool, () => insert(pool, 1))).rejects.toMatchObject({ code: '23505' });
  });

  it('is a passing failure when the connection is lost, and the pool goes on', async () => {
    const work = inTransaction(pool, async (tx) => {
      await insert(tx, 1);
      await later(tx, () => tx.query('select pg_terminate_backend(pg_backend_pid())'));
      await later(tx, () => insert(tx, 2));
    });
    await expect(work).rejects.toMatchObject({ code: 'BASE_INDISPONIBLE', failureClass: 'transient' });
    expect(await kept()).toEqual([]);
  });
});
