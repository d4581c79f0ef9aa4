import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { historyOf, PeriodKeeper, type PeriodOptions } from '@relais/chassis/journal';
import { createLogger } from '@relais/chassis/lifecycle';
import { createPool, migrate, type Pool } from '@relais/chassis/postgres';
import { Secret } from '@relais/chassis/config';
import { createDatabase, eventually, type TestDatabase } from '../../kit/environment.js';
import { rattache } from '../../kit/rattache.js';
import { JournalBench, Recorder } from './kit/journal-bench.js';

const MIGRATIONS = new URL('../../../services/_chassis/migrations/', import.meta.url);

const partsOf = async (pool: Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'journal'::regclass order by 1`,
  );
  return rows.map(({ name }) => name);
};

describe('the journal by periods', () => {
  let bench: JournalBench;
  const logger = createLogger('essai', () => undefined);
  const keeper = (options: Partial<PeriodOptions> = {}) => new PeriodKeeper({ pool: bench.pool, service: 'essai', logger, period: 'mois', ...options });
  const insertAt = (key: string, sequence: number, at: string) =>
    bench.pool.query(
      `insert into journal (recorded_at, id, topic, key, sequence, type, departement, payload, correlation_id, at)
       values ($3, gen_random_uuid(), 'relais.usagers.v1', $1, $2, 'usagers.UsagerRattache', '33', '\\x0000000001', gen_random_uuid(), $3)`,
      [key, sequence, at],
    );

  beforeEach(async () => {
    bench = await JournalBench.open();
  });
  afterEach(() => bench.close());

  it('prepares the coming periods, once, whoever asks', async () => {
    const now = new Date('2031-11-30T23:30:00.000Z');
    const both = await Promise.all([keeper().keep(now), keeper().keep(now)]);
    expect(both.reduce((sum, { prepared }) => sum + prepared, 0)).toBe(3);
    expect(await partsOf(bench.pool)).toEqual(expect.arrayContaining(['journal_2031_11', 'journal_2031_12', 'journal_2032_01']));
    // Shorter periods begin where the longer ones end.
    expect(await keeper({ period: 'jour' }).keep(new Date('2032-01-31T10:00:00.000Z'))).toEqual({ prepared: 2, aside: [] });
    expect(await partsOf(bench.pool)).toEqual(expect.arrayContaining(['journal_2032_02_01', 'journal_2032_02_02']));
  });

  it('writes on when nothing was prepared, and tells it', async () => {
    await insertAt(randomUUID(), 1, '2044-01-01T00:00:00.000Z');
    expect((await bench.pool.query('select from journal_default')).rowCount).toBe(1);
    // The period that these rows are in stays with them.
    await expect(keeper().keep(new Date('2044-01-02T00:00:00.000Z'))).rejects.toMatchObject({ code: '23514' });
  });

  it('sets aside what is old and sent, only when told, and goes on counting', async () => {
    const [person, other] = [randomUUID(), randomUUID()];
    await keeper().keep(new Date('2020-01-15T00:00:00.000Z'));
    await insertAt(person, 1, '2020-01-20T00:00:00.000Z');
    await bench.pool.query(`insert into journal_head values ('relais.usagers.v1', $1, 1, 1, '1')`, [person]);
    const keep = (retentionDays?: number) => keeper({ retentionDays }).keep(new Date('2026-11-24T00:00:00.000Z'));
    expect((await keep()).aside).toEqual([]);
    // Not sent yet: it stays; empty parts of that age go.
    expect((await keep(365)).aside).toEqual(['journal_2020_02', 'journal_2020_03']);
    const sent = new Recorder();
    const relay = bench.relay('sondage', sent);
    await eventually(() => expect(sent.firsts().get(person)).toEqual([1]));
    await eventually(async () => expect((await keep(365)).aside).toEqual(['journal_2020_01']));
    expect((await bench.pool.query('select from journal_2020_01')).rowCount).toBe(1);
    await bench.write(rattache(person, 2), rattache(other, 1));
    relay.wake();
    await eventually(() => expect(sent.firsts()).toEqual(new Map([[person, [1, 2]], [other, [1]]])));
  });

  it('still tells when each fact was published, to the minute after some days, and forgets what is set aside', async () => {
    const person = randomUUID();
    const { pool } = bench;
    const now = new Date('2026-11-24T12:00:00.000Z');
    await keeper().keep(new Date('2020-01-15T00:00:00.000Z'));
    await insertAt(person, 1, '2020-01-20T00:00:00.000Z');
    for (let sequence = 2; sequence <= 9; sequence += 1) await insertAt(person, sequence, '2026-11-01T08:00:00.000Z');
    // The relay moved after each fact but the third, which went with the fourth.
    const moves = ['2020-01-20T00:00:01Z', '2026-11-01T08:00:10Z', null, '2026-11-01T08:00:30Z', '2026-11-01T08:00:50Z', '2026-11-01T08:01:05Z', '2026-11-20T08:00:10Z', '2026-11-20T08:00:20Z', '2026-11-20T08:00:30Z'];
    for (const [index, at] of moves.entries()) {
      if (at) await pool.query(`insert into relay_progress select 'essai', xid, position, $2 from journal where key = $1 and sequence = $3`, [person, at, index + 1]);
    }
    await pool.query(`insert into relay_cursor select 'essai', xid, position from journal where key = $1 and sequence = 9`, [person]);
    const read = { service: 'essai', topics: ['relais.usagers.v1'], usagerId: person, reader: undefined };
    const told = async () => {
      const { rows } = await pool.query<{ id: string }>('select id from journal where key = $1 order by sequence', [person]);
      const known = { history: () => Promise.resolve(rows.map(({ id }, n) => ({ id, sequence: n + 1, type: 'usagers.UsagerRattache', at: String(n), data: {} }))) };
      return (await historyOf(pool, known as never, read)).faits.map(({ publieLe }) => publieLe?.replace('.000Z', 'Z'));
    };
    const exact = moves.map((at) => at ?? '2026-11-01T08:00:30Z');
    expect(await told()).toEqual(exact);
    await keeper({ retentionDays: 365 }).keep(now);
    const last = '2026-11-01T08:00:50Z';
    expect(await told()).toEqual([last, last, last, last, ...exact.slice(5)]);
    const kept = async () => (await pool.query('select 1 from relay_progress')).rowCount;
    expect(await kept()).toBe(5);
    await keeper({ retentionDays: 365 }).keep(now);
    expect(await kept()).toBe(5);
  });

  it('is append-only in each of its parts', async () => {
    await bench.write(rattache(randomUUID(), 1));
    for (const part of await partsOf(bench.pool)) await expect(bench.pool.query(`truncate ${part}`)).rejects.toThrow('append-only');
    await expect(bench.pool.query('delete from journal')).rejects.toThrow('append-only');
  });

  it('refuses a sequence that is taken, too far, or twice in one writing, and writes nothing of it', async () => {
    const [person, other] = [randomUUID(), randomUUID()];
    await bench.write(rattache(person, 1), rattache(person, 2));
    const refused = { failureClass: 'transient', code: 'VERSION_DEPASSEE' };
    const { journal, pool } = bench;
    // Outside of any transaction too.
    await expect(journal.append(pool, [rattache(other, 1), rattache(person, 2)])).rejects.toMatchObject(refused);
    await expect(journal.append(pool, [rattache(other, 1), rattache(person, 4)])).rejects.toMatchObject(refused);
    await expect(journal.append(pool, [rattache(other, 2)])).rejects.toMatchObject(refused);
    await expect(journal.append(pool, [rattache(other, 1), rattache(other, 1)])).rejects.toMatchObject(refused);
    expect(await bench.written()).toEqual(new Map([[person, [1, 2]]]));
    expect(await journal.lastSequences(pool, 'relais.usagers.v1', [person, other])).toEqual(new Map([[person, 2]]));
  });
});

describe('a journal from before the periods', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  it('keeps its rows, their ranks and the next sequence of each person', async () => {
    const pool = createPool(new Secret(database.url), { max: 2, name: 'essai' });
    try {
      const files = (await readdir(MIGRATIONS)).filter((file) => file < '0006').sort();
      for (const file of files) await pool.query(await readFile(new URL(file, MIGRATIONS), 'utf8'));
      await pool.query(`
        insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, at)
        select gen_random_uuid(), 'relais.usagers.v1', 'p' || n % 10, 1 + n / 10, 'usagers.UsagerRattache', '33', '\\x0000000001', gen_random_uuid(), now()
        from generate_series(0, 99) n`);
      const ranks = async () => (await pool.query<Record<string, unknown>>('select xid::text, position, id, key, sequence, at from journal order by xid, position')).rows;
      const before = await ranks();
      await pool.query(await readFile(new URL('0006_journal_partitions.sql', MIGRATIONS), 'utf8'));
      expect(await ranks()).toEqual(before);
      expect((await pool.query('select distinct last_sequence as last from journal_head')).rows).toEqual([{ last: 10 }]);
      expect((await pool.query(`select nextval('journal_position') as next`)).rows).toEqual([{ next: 101 }]);
    } finally {
      await pool.end();
    }
  });

  it('is made at once in a new database', async () => {
    const pool = createPool(new Secret(database.url), { max: 2, name: 'essai' });
    try {
      await migrate(pool);
      expect(await partsOf(pool)).toContain('journal_default');
    } finally {
      await pool.end();
    }
  });
});
