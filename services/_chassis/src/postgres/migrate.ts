import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { type Pool, type Tx } from './pool.js';

const CHASSIS = new URL('../../migrations/', import.meta.url);
const LOCK = 'relais.migrate';

type Migration = Readonly<{ name: string; sql: string; sha256: string }>;

const readMigrations = async (scope: string, folder: URL): Promise<Migration[]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, folder), 'utf8');
      return { name: `${scope}/${file}`, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

const applyOne = async (client: Tx, { name, sql, sha256 }: Migration): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed`, { cause });
  }
};

/**
 * Brings a database to the newest shape: the chassis' tables, then the service's when it has some. One process at a
 * time; a file that changed after it was applied is an error. Returns the names applied now.
 */
export const migrate = async (pool: Pool, serviceFolder?: URL): Promise<string[]> => {
  const own = serviceFolder === undefined ? [] : await readMigrations('service', serviceFolder);
  const migrations = [...(await readMigrations('chassis', CHASSIS)), ...own];
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [LOCK]);
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration');
    const done = new Map(rows.map((row) => [row.name, row.sha256]));
    const changed = migrations.filter(({ name, sha256 }) => done.has(name) && done.get(name) !== sha256);
    if (changed.length > 0) throw new Error(`frozen migration edited: ${changed.map(({ name }) => name).join(', ')}`);
    const pending = migrations.filter(({ name }) => !done.has(name));
    for (const migration of pending) await applyOne(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext($1))`, [LOCK]).catch(() => undefined);
    client.release();
  }
};
