// What start, test and run do first, with Node's built-in modules only: nothing is installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = path.join(root, 'node_modules');
const lockFile = path.join(root, 'package-lock.json');
const stampFile = path.join(modules, '.relais-lock-sha256');
const oldestNode = [20, 19];
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Brings the checkout to the point where its own code can run: Node version, dependencies, build. */
export async function prepare({ only = [] } = {}) {
  checkNode();
  await alone(async () => {
    if (!installed()) {
      await step('dépendances installées', 'npm-ci', npm(['ci', '--no-progress']));
      writeFileSync(stampFile, lockHash());
    }
    const turbo = path.join(modules, 'turbo', 'bin', 'turbo');
    const filters = only.map((name) => `--filter=${name}`);
    await step('code construit', 'build', [process.execPath, turbo, 'run', 'build', '--output-logs=errors-only', ...filters]);
  });
}

/** Runs a command in the foreground: signals are passed on, its exit code becomes ours. */
export async function foreground([command, ...args]) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  process.exit(await ended(child));
}

/** Runs a built module in this very process, as if Node had been called with it. */
export async function runModule(file, args) {
  const target = path.resolve(root, file);
  if (!existsSync(target)) fail(`${file} n'existe pas : la construction ne l'a pas produit.`);
  process.argv = [process.argv[0], target, ...args];
  await import(target);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  fail(`Node ${oldestNode.join('.')} ou plus récent est nécessaire ; celui-ci est ${process.versions.node}. Installez-le depuis https://nodejs.org.`);
}

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** True when what npm last installed is what package-lock.json says, by our own stamp or by npm's own list. */
function installed() {
  const hash = lockHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return true;
  const kept = path.join(modules, '.package-lock.json');
  if (!existsSync(kept)) return false;
  const present = JSON.parse(readFileSync(kept, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages);
  const missing = wanted.some(
    ([place, { version, link, optional, devOptional }]) =>
      place.includes('node_modules/') && !link && !optional && !devOptional && present[place]?.version !== version,
  );
  if (!missing) writeFileSync(stampFile, hash);
  return !missing;
}

/** One preparation at a time in a checkout: two `npm ci` at once would spoil node_modules. */
async function alone(work) {
  const folder = path.join(root, '.relais');
  const file = path.join(folder, 'preparation.pid');
  mkdirSync(folder, { recursive: true });
  for (let told = false; !taken(file); told = true) {
    if (!told) console.log('… une autre commande prépare déjà ce dossier : attente');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  await work();
  release();
}

function taken(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (holder > 0 && !exists(holder)) rmSync(file, { force: true });
    return false;
  }
}

function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function npm(args) {
  const own = process.env.npm_execpath;
  return own?.endsWith('.js') ? [process.execPath, own, ...args] : ['npm', ...args];
}

async function step(label, name, [command, ...args]) {
  const logs = path.join(root, '.relais', 'logs');
  mkdirSync(logs, { recursive: true });
  const logFile = path.join(logs, `${name}.log`);
  const log = openSync(logFile, 'w');
  const begin = Date.now();
  if (process.stdout.isTTY) process.stdout.write(`… ${label}`);
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  const status = await ended(spawn(command, args, { cwd: root, env, stdio: ['ignore', log, log] }));
  closeSync(log);
  const took = `${((Date.now() - begin) / 1000).toFixed(1).replace('.', ',')} s`;
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  if (status === 0) return console.log(`✓ ${label} (${took})`);
  console.error(`✗ ${[path.basename(command), ...args].join(' ')} a échoué (code ${status}, ${took}) :\n`);
  console.error(readFileSync(logFile, 'utf8').split('\n').slice(-80).join('\n'));
  console.error(`Journal complet : ${path.relative(root, logFile)}`);
  process.exit(status);
}

/** Waits for the child's end; a signal received meanwhile is passed on. Returns its exit code, 128 + n for a signal. */
function ended(child) {
  const handlers = signals.map((signal) => [signal, () => child.kill(signal)]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`✗ ${child.spawnfile} ne peut pas être lancé : ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      for (const [name, handler] of handlers) process.off(name, handler);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function fail(message) {
  console.error(`✗ ${message}`);
  process.exit(1);
}
