import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { StackProblem } from '../problem.js';
import { type Command, type ProcessSpec } from '../process/spec.js';
import { type PostgresBinaries, postgresBinaries, type PostgresIdentity, postgresIdentity, under } from './postgres-binaries.js';

const run = promisify(execFile);
const superuser = 'postgres';

/** A database and the one role that owns it. */
export interface OwnedDatabase {
  readonly database: string;
  readonly role: string;
  readonly password: string;
  /** The role may open replication slots. */
  readonly replication?: boolean;
}

export interface PostgresOptions {
  /** Folder for the cluster; its parent must exist. */
  readonly data: string;
  readonly port: number;
  /** Of the superuser `postgres`. */
  readonly password: string;
  readonly databases: readonly OwnedDatabase[];
  /** Faster, and loses data when the machine (not the process) stops: for tests. */
  readonly volatile?: boolean;
}

/** Connection URL on 127.0.0.1. */
export const postgresUrl = (to: { role: string; password: string; port: number; database: string }): string =>
  `postgresql://${to.role}:${encodeURIComponent(to.password)}@127.0.0.1:${to.port}/${to.database}`;

/** Connection URL of the superuser. */
export const superuserUrl = ({ password, port }: Pick<PostgresOptions, 'password' | 'port'>, database = 'postgres'): string =>
  postgresUrl({ role: superuser, password, port, database });

/** PostgreSQL from the npm package, one server, as a process of the stack. */
export function postgres(options: PostgresOptions): ProcessSpec {
  return {
    name: 'postgres',
    label: 'PostgreSQL',
    needs: [],
    command: () => command(options),
    check: () => withClient(superuserUrl(options), async (client) => void (await client.query('select 1'))),
    onReady: () => withClient(superuserUrl(options), (client) => ensureDatabases(client, options.databases)),
    // SIGTERM would wait for every client to leave
    stopSignal: 'SIGINT',
  };
}

async function command(options: PostgresOptions): Promise<Command> {
  const binaries = await postgresBinaries();
  const identity = await postgresIdentity([path.dirname(options.data), path.dirname(binaries.postgres)]);
  if (!existsSync(path.join(options.data, 'PG_VERSION'))) await initialise(options, { binaries, identity });
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    wal_level: 'logical',
    max_wal_senders: '50',
    max_replication_slots: '50',
    // A slot that nobody reads keeps that much at most; its relay then starts again from the table.
    max_slot_wal_keep_size: '4GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.volatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return under(identity, [binaries.postgres, '-D', options.data, '-p', String(options.port), ...flags]);
}

async function initialise(options: PostgresOptions, { binaries, identity }: { binaries: PostgresBinaries; identity: PostgresIdentity }): Promise<void> {
  // Made aside, then renamed: an interrupted initialisation is not taken for a cluster.
  const draft = `${options.data}.draft`;
  const passwordFile = `${draft}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  const { owner } = identity;
  if (owner !== undefined) for (const place of [draft, passwordFile]) await chown(place, owner.uid, owner.gid);
  const flags = [`--pgdata=${draft}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'];
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const { file, args, uid, gid } = under(identity, [binaries.initdb, ...flags, ...locale]);
  try {
    await run(file, [...args], uid === undefined || gid === undefined ? {} : { uid, gid });
  } catch (error) {
    throw new StackProblem(`PostgreSQL n'a pas pu préparer ${options.data} : ${String((error as { stderr?: string }).stderr ?? error)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, options.data);
}

/** Creates the roles and databases that are missing, gives each role its password, closes each database to the others. */
export async function ensureDatabases(client: pg.Client, databases: readonly OwnedDatabase[]): Promise<void> {
  for (const { database, role, password, replication } of databases) {
    const [name, owner] = [client.escapeIdentifier(database), client.escapeIdentifier(role)];
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (known.rowCount === 0) await client.query(`create role ${owner}`);
    const right = replication ? 'replication' : 'noreplication';
    await client.query(`alter role ${owner} login ${right} password ${client.escapeLiteral(password)}`);
    const there = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (there.rowCount === 0) await client.query(`create database ${name} owner ${owner}`);
    await client.query(`revoke all on database ${name} from public`);
  }
}

/**
 * Gives a connected client to `use` and closes it afterwards.
 * @throws what connecting or `use` throws
 */
export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection lost between two queries shows at the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
