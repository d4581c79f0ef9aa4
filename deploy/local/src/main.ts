import path from 'node:path';
import { parseArgs } from 'node:util';
import { type StackAddresses } from './addresses.js';
import { loadDemonstration } from './demonstration.js';
import { layoutOf, openEnvironment } from './environment.js';
import { messageOf, StackProblem } from './problem.js';
import { RunRecord } from './process/run-record.js';
import { seconds, toTerminal } from './progress.js';
import { Stack } from './stack/stack.js';
import { stopRequests } from './stop-requests.js';

const usage = `npm start [-- options]
  --once        joue la démonstration, vérifie chaque étape, arrête tout
  --fresh       repart de zéro : les données des lancements précédents sont supprimées
  --parts       ne lance que les composants tiers (PostgreSQL, Kafka, registre, Zipkin, OpenID)
  --free-ports  prend des ports libres au lieu des ports habituels

RELAIS_DOSSIER=<dossier> npm start : données, journaux et adresses dans ce dossier au lieu de .relais`;

const flag = { type: 'boolean', default: false } as const;
type Options = ReturnType<typeof readOptions>;

function readOptions() {
  try {
    const { values } = parseArgs({ options: { once: flag, fresh: flag, parts: flag, 'free-ports': flag, help: flag } });
    return values;
  } catch (error) {
    throw new StackProblem(`${messageOf(error)}\n\n${usage}`);
  }
}

async function run(options: Options, requests: ReturnType<typeof stopRequests>): Promise<void> {
  const layout = layoutOf();
  const record = await RunRecord.take(layout.base, layout.pids);
  const environment = await openEnvironment(layout, { fresh: options.fresh, freePorts: options['free-ports'] });
  const stack = new Stack(environment, { record, progress: toTerminal });
  requests.onImpatience(() => stack.kill());
  try {
    const stopped = requests.first.then(() => undefined);
    const addresses = await Promise.race([live(stack, options, requests.signal), stopped]);
    if (addresses === undefined || options.once) return;
    show(addresses, options.parts, layout.adresses);
    await stopped;
  } finally {
    requests.stopping();
    const begin = Date.now();
    await stack.stop();
    toTerminal(`✓ tout est arrêté (${seconds(Date.now() - begin)})`);
  }
}

/** Starts and plays; the addresses once all is there. */
async function live(stack: Stack, options: Options, signal: AbortSignal): Promise<StackAddresses> {
  const begin = Date.now();
  const addresses = await stack.start({ partsOnly: options.parts });
  toTerminal(`✓ tout est prêt (${seconds(Date.now() - begin)})`);
  const play = options.parts ? undefined : await loadDemonstration();
  if (play === undefined) {
    if (options.once) throw new StackProblem("--once : il n'y a pas de démonstration à jouer.");
    return addresses;
  }
  const steps = play(stack.context(addresses, signal));
  let step = await steps.next();
  for (; !step.done; step = await steps.next()) toTerminal(`✓ ${step.value}`);
  return stack.publish(step.value);
}

function show(addresses: StackAddresses, partsOnly: boolean, file: string): void {
  const own = [
    ['Portail', addresses.portail],
    ['API et leur documentation', addresses.api],
    ['Bac à sable', addresses.sandbox],
  ];
  const lines = [
    ...(partsOnly ? [] : own),
    ["Fournisseur d'identité", addresses.openid],
    ['Registre', addresses.registre],
    ['Kafka', addresses.kafka.bootstrap],
    ['Traces', addresses.traces],
    ['Jeton', addresses.jeton],
  ];
  for (const [name = '', value = ''] of lines) toTerminal(`  ${name.padEnd(27)}${value}`);
  toTerminal(`Ces adresses sont aussi dans ${path.relative('', file)}. Ctrl-C arrête tout.`);
}

const requests = stopRequests();
try {
  const options = readOptions();
  if (options.help) toTerminal(usage);
  else await run(options, requests);
  process.exitCode = requests.exitCode();
} catch (error) {
  const text = error instanceof StackProblem ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`✗ ${text}\n`);
  process.exitCode = 1;
}
// The signal handlers would keep nothing alive, but a stray connection might.
process.exit();
