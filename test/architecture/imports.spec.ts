import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { directories, root, workspaces } from './repository.js';

const config = path.join(root, '.config/dependency-cruiser.cjs');
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: { name: string }[] };

/** Violations of the import rules in a tree: `rule: from -> to`. */
async function violationsIn(tree: string, folders: readonly string[]): Promise<string[]> {
  const args = [cruiser, '--config', config, '--output-type', 'json', ...folders];
  const output = await new Promise<string>((resolve, reject) =>
    // The exit code counts the violations: what was printed tells.
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      stdout ? resolve(stdout) : reject(new Error(stderr, { cause: error })),
    ),
  );
  const { summary } = JSON.parse(output) as { summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] } };
  expect(summary.totalCruised).toBeGreaterThan(10);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

it('every import of the repository keeps the rules', async () => {
  const sources = workspaces.map((folder) => `${folder}/src`).filter((folder) => existsSync(path.join(root, folder)));
  const tests = directories('test').filter((folder) => !/\/(dist|node_modules)$/.test(folder));
  expect(await violationsIn(root, [...sources, ...tests])).toEqual([]);
});

describe('each import rule', () => {
  const tree = mkdtempSync(path.join(tmpdir(), 'relais-imports-'));
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), content);
  };
  const importing = (...modules: string[]): string => modules.map((name) => `import '${name}';\n`).join('');
  const workspace = (folder: string, name: string): void => {
    write(`${folder}/package.json`, JSON.stringify({ name, type: 'module', exports: { '.': './dist/index.js' } }));
    write(`${folder}/dist/index.js`, 'export const present = 1;');
    mkdirSync(path.join(tree, 'node_modules/@relais'), { recursive: true });
    symlinkSync(path.join(tree, folder), path.join(tree, 'node_modules', name));
  };

  const packages = ['kafkajs', 'avsc', 'zod', 'undici'];
  const names = { 'services/_kernel': '@relais/kernel', 'services/_chassis': '@relais/chassis', 'services/b': '@relais/b', schemas: '@relais/schemas' };
  const kept: Readonly<Record<string, string>> = {
    'services/_kernel/src/index.ts': 'export const present = 1;',
    'services/_kernel/src/testing.ts': importing('node:assert/strict'),
    'services/_chassis/src/kafka/client.ts': importing('kafkajs', '@relais/kernel', '@relais/schemas'),
    'schemas/src/index.ts': importing('avsc'),
    'services/b/src/index.ts': 'export const present = 1;',
    'services/a/src/domain/x/rules.ts': importing('@relais/kernel'),
    'services/a/src/domain/x/decider.ts': importing('@relais/kernel', './rules.js'),
    'services/a/src/application/decide.ts': importing('zod', '../domain/x/decider.js', '@relais/chassis'),
    'services/a/src/adapters/base.ts': importing('undici', 'node:os', '@relais/chassis', '@relais/schemas', '../application/decide.js', '../tokens.js'),
    // A cycle is told once, at one of its files.
    'services/a/src/adapters/itself.ts': importing('./itself-too.js'),
    'services/a/src/tokens.ts': 'export const TOKEN = 1;',
    'services/a/src/main.ts': importing('./adapters/base.js'),
    'test/kit/client.ts': importing('kafkajs', '@relais/b'),
  };
  const broken: readonly (readonly [rule: string, file: string, imported: string])[] = [
    ['domain-is-pure', 'services/a/src/domain/x/node.ts', 'node:os'],
    ['domain-is-pure', 'services/a/src/domain/x/package.ts', 'zod'],
    ['domain-is-pure', 'services/a/src/domain/x/adapter.ts', '../../adapters/base.js'],
    ['domain-is-pure', 'services/a/src/domain/x/chassis.ts', '@relais/chassis'],
    ['application-knows-no-adapter', 'services/a/src/application/adapter.ts', '../adapters/base.js'],
    ['application-knows-no-adapter', 'services/a/src/application/package.ts', 'undici'],
    ['application-knows-no-adapter', 'services/a/src/application/schema.ts', '@relais/schemas'],
    ['adapters-know-no-composition', 'services/a/src/adapters/main.ts', '../main.js'],
    ['service-never-service', 'services/a/src/adapters/neighbour.ts', '@relais/b'],
    ['chassis-knows-no-business', 'services/_chassis/src/business.ts', '@relais/b'],
    ['kernel-stands-alone', 'services/_kernel/src/network.ts', 'node:net'],
    ['kernel-stands-alone', 'services/_kernel/src/package.ts', 'zod'],
    ['schemas-stand-alone', 'schemas/src/kernel.ts', '@relais/kernel'],
    ['local-stack-knows-no-service', 'deploy/local/src/service.ts', '@relais/b'],
    ['nothing-shipped-imports-tests', 'services/a/src/test.ts', '../../../test/kit/client.js'],
    ['public-parts-only', 'test/integration/deep.ts', '../../services/b/src/index.js'],
    ['own-files-by-path', 'services/b/src/itself.ts', '@relais/b'],
    ['kafkajs-in-one-file', 'services/a/src/adapters/bus.ts', 'kafkajs'],
    ['kafkajs-in-one-file', 'services/_chassis/src/kafka/second.ts', 'kafkajs'],
    ['avsc-in-schemas', 'services/a/src/adapters/avro.ts', 'avsc'],
    ['no-cycle', 'services/a/src/adapters/itself-too.ts', './itself.js'],
    ['everything-resolves', 'services/a/src/adapters/lost.ts', './nowhere.js'],
    ['declared-dependencies', 'services/a/src/adapters/stray.ts', 'stray'],
  ];

  it('refuses what it forbids, and nothing else', async () => {
    for (const [folder, name] of Object.entries(names)) workspace(folder, name);
    for (const name of [...packages, 'stray']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
      write(`node_modules/${name}/index.js`, '');
    }
    const declared = [...packages, ...Object.values(names)].map((name) => [name, '1.0.0']);
    write('package.json', JSON.stringify({ name: 'tree', type: 'module', dependencies: Object.fromEntries(declared) as object }));
    for (const [file, content] of Object.entries(kept)) write(file, content);
    for (const [, file, imported] of broken) write(file, importing(imported));
    const found = await violationsIn(tree, ['schemas/src', 'services', 'deploy', 'test']);
    expect(found.map((violation) => violation.split(' -> ')[0])).toEqual(broken.map(([rule, file]) => `${rule}: ${file}`).sort());
  });

  it('is among those proved here', () => {
    expect([...new Set(broken.map(([rule]) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});
