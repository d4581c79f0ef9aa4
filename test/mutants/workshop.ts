import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { swcrc } from './swcrc.js';
import { transformSync } from '@swc/core';
import { type Mutant, planted, type Watch } from './mutant.js';

const COPIED = ['.config', 'schemas', 'services', 'test', 'deploy', 'package.json', 'tsconfig.base.json'];
const LONGEST_WATCH_MS = 600_000;

/** A copy of the built repository in which bugs are planted; the original is never touched. */
export class Workshop {
  private constructor(private readonly root: string) {}

  static open(repository: string): Workshop {
    const root = mkdtempSync(path.join(tmpdir(), 'relais-mutants-'));
    for (const name of COPIED) {
      cpSync(path.join(repository, name), path.join(root, name), { recursive: true, filter: (from) => path.basename(from) !== 'node_modules' });
    }
    linkModules(repository, root);
    return new Workshop(root);
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Runs work with the bug in the source and in what was built from it, then mends both. */
  async withMutant<T>(mutant: Mutant, work: () => Promise<T>): Promise<T> {
    const source = path.join(this.root, mutant.file);
    const built = source.replace(`${path.sep}src${path.sep}`, `${path.sep}dist${path.sep}`).replace(/\.ts$/, '.js');
    const [cleanSource, cleanBuilt] = [readFileSync(source, 'utf8'), readFileSync(built, 'utf8')];
    const sick = planted(cleanSource, mutant);
    writeFileSync(source, sick);
    writeFileSync(built, transformSync(sick, { ...swcrc, filename: source }).code);
    try {
      return await work();
    } finally {
      writeFileSync(source, cleanSource);
      writeFileSync(built, cleanBuilt);
    }
  }

  /** True when what watches fails: the bug was seen. A watch that does not end saw it too. */
  async sees(watch: Watch): Promise<boolean> {
    const child = spawn(process.execPath, argumentsOf(watch), { cwd: this.root, stdio: 'ignore', detached: true });
    const timer = setTimeout(() => kill(child.pid), LONGEST_WATCH_MS);
    const [code] = (await once(child, 'exit')) as [number | null];
    clearTimeout(timer);
    return code !== 0;
  }
}

const kill = (pid: number | undefined): void => {
  // The whole group: jest has workers.
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
};

const argumentsOf = (watch: Watch): string[] =>
  'seeds' in watch
    ? ['test/dist/simulation/main.js', '--seeds', String(watch.seeds), '--no-report']
    : ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '-c', '.config/jest/jest.config.mjs', '--bail', '--testPathPatterns', watch.tests];

/** Third parties come from the repository, its own packages from the copy. */
function linkModules(repository: string, root: string): void {
  const [from, to] = [path.join(repository, 'node_modules'), path.join(root, 'node_modules')];
  mkdirSync(path.join(to, '@relais'), { recursive: true });
  for (const name of readdirSync(from)) if (name !== '@relais') symlinkSync(path.join(from, name), path.join(to, name));
  for (const name of readdirSync(path.join(from, '@relais'))) {
    const folder = { chassis: 'services/_chassis', kernel: 'services/_kernel', schemas: 'schemas', local: 'deploy/local', test: 'test' }[name] ?? `services/${name}`;
    symlinkSync(path.join(root, folder), path.join(to, '@relais', name));
    const own = path.join(repository, folder, 'node_modules');
    if (existsSync(own)) symlinkSync(own, path.join(root, folder, 'node_modules'));
  }
}
