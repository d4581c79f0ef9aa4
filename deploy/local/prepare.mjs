// What start, test and run do first, with Node's built-in modules only: nothing is installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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
  if (!installed()) {
    await step('dépendances installées', 'npm-ci', npm(['ci', '--no-progress']));
    writeFileSync(stampFile, lockHash());
  }
  const turbo = path.join(modules, 'turbo', 'bin', 'turbo');
  const filters = only.map((name) => `--filter=${name}`);
  await step('code construit', 'build', [process.execPath, turbo, 'run', 'build', '--output-logs=errors-only', ...filters]);
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

function installed() {
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === lockHash();
  // Installed by hand since the lock last changed: npm keeps its own copy of what it installed.
  const kept = path.join(modules, '.package-lock.json');
  if (!existsSync(kept) || statSync(kept).mtimeMs < statSync(lockFile).mtimeMs) return false;
  writeFileSync(stampFile, lockHash());
  return true;
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
  if (process.stdout.isTTY) process.stdout.write('\r');
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
