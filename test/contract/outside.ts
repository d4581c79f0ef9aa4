import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Reads [{key, value, headers}] on stdin with the package alone; prints each event, or its refusal. */
const READ = `import { createReader } from '@relais/contrat';
const { REGISTRE } = process.env;
const reader = createReader(REGISTRE === undefined ? { schemas: 'integres' } : { registryUrl: REGISTRE });
let text = '';
for await (const part of process.stdin) text += part;
const results = [];
for (const { key, value, headers } of JSON.parse(text)) {
  const message = { key, value: value === null ? null : Buffer.from(value, 'hex'), headers };
  results.push(await reader.read(message).catch((error) => ({ refus: error.name + ' ' + error.code })));
}
process.stdout.write(JSON.stringify(results));
`;

/** What must compile against the package's own types, and what must not. */
const TYPES = `import { createReader, type EventOf, readWebhook } from '@relais/contrat';
const event = await createReader({ registryUrl: 'http://registre.test' }).read({ key: 'cle', value: null, headers: {} });
export const sequence: number | null = event.sequence;
if (event.type === 'orientation.OrientationDecidee') {
  const parcours: 'PED' | 'PSP' | 'PSO' = event.data.parcours;
  // @ts-expect-error: what another event says
  console.log(parcours, event.data.organismePayeur);
}
const told = readWebhook('{}');
export const parcours: string | undefined = told.data.parcours;
// @ts-expect-error: it is told to some only
export const surely: string = told.data.parcours;
export const one = (given: EventOf<'usagers.DroitRsaOuvert'>): string => given.data.usagerId;
`;

export type Outside = Readonly<{
  folder: string;
  /** Runs a program of the folder: what it prints on stdout, as JSON. Throws what it says on stderr. */
  read: <T>(messages: readonly unknown[], env?: Readonly<Record<string, string>>) => Promise<T>;
  close: () => void;
}>;

const talk = async <T>([command, ...args]: readonly [string, ...string[]], input: unknown, options: Readonly<{ cwd: string; env?: Readonly<Record<string, string>> }>): Promise<T> => {
  const child = spawn(command, args, { stdio: 'pipe', ...options });
  const said: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()));
  child.stdin.end(JSON.stringify(input));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${said.stderr}`);
  return JSON.parse(said.stdout) as T;
};

/** The package as a partner gets it: packed, then installed in a fresh folder outside the repository. */
export const installOutside = async (): Promise<Outside> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'relais-contrat-'));
  await run('npm', ['pack', '--pack-destination', folder], { cwd: path.join(root, 'schemas/contrat') });
  const [tarball = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'partenaire', private: true, type: 'module' }));
  await run('npm', ['install', `./${tarball}`, '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
  writeFileSync(path.join(folder, 'lire.mjs'), READ);
  writeFileSync(path.join(folder, 'types.ts'), TYPES);
  return {
    folder,
    read: (messages, env = {}) => talk([process.execPath, 'lire.mjs'], messages, { cwd: folder, env }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** In the place of kafkajs, in that folder: one that brings this message and no other. */
export const putKafkajs = ({ folder }: Outside, { value, ...message }: Readonly<{ key: string; value: string | null; headers: object }>): void => {
  const place = path.join(folder, 'node_modules/kafkajs');
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name: 'kafkajs', type: 'module', exports: './index.js' }));
  const brought = `{ ...${JSON.stringify(message)}, value: Buffer.from('${value ?? ''}', 'hex') }`;
  const consumer = `{ connect: async () => {}, subscribe: async () => {}, run: ({ eachMessage }) => eachMessage({ message: ${brought} }) }`;
  writeFileSync(path.join(place, 'index.js'), `export class Kafka { consumer() { return ${consumer}; } }`);
};

/** What a program prints in that folder. */
export const runProgram = async ({ folder }: Outside, program: string, env: Readonly<Record<string, string>>): Promise<string> => {
  writeFileSync(path.join(folder, 'programme.mjs'), program);
  return (await run(process.execPath, ['programme.mjs'], { cwd: folder, env })).stdout;
};

/** Compiles the program of types in that folder; what the compiler says against it. */
export const compileErrors = async ({ folder }: Outside): Promise<string> => {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext', '--types', 'node', '--typeRoots', path.join(root, 'node_modules/@types')];
  return run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), ...options, 'types.ts'], { cwd: folder }).then(
    () => '',
    (error: unknown) => (error as { stdout: string }).stdout,
  );
};

const python = path.join(root, 'test/contract/python');
const PYTHON_MISSING = 'python3 (3.9 ou plus récent) et son module venv sont nécessaires à ce test : installez python3 et python3-venv, puis relancez-le.';

const makeEnvironment = async (environment: string): Promise<void> => {
  mkdirSync(path.dirname(environment), { recursive: true });
  await run('python3', ['-m', 'venv', '--clear', environment]).catch((cause: unknown) => {
    throw new Error(PYTHON_MISSING, { cause });
  });
};

/** Decodes Avro bytes with fastavro, in an environment of its own kept under node_modules/.cache. */
export const decodeInPython = async <T>(items: readonly Readonly<{ schema: unknown; hex: string }>[]): Promise<T[]> => {
  const environment = path.join(root, 'node_modules/.cache/relais-python');
  const interpreter = path.join(environment, 'bin/python3');
  const usable = await run(interpreter, ['-m', 'pip', '--version']).then(
    () => true,
    () => false,
  );
  if (!usable) await makeEnvironment(environment);
  await run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', path.join(python, 'requirements.txt')]);
  return talk<T[]>([interpreter, path.join(python, 'decode.py')], items, { cwd: root });
};
