import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, StackProblem } from '@relais/local/problem';
import { seconds, toTerminal } from '@relais/local/progress';
import { stopRequests } from '@relais/local/stop-requests';
import { play } from '../system/demonstration/play.js';
import { type Played, planKill, type StormKill } from './kill.js';
import { seededRandom } from './random.js';
import { type Findings, figures, writeReport } from './report.js';
import { startTemporaryStack, type TemporaryStack } from './stack.js';
import { BrokenInvariant, Trial } from './trial.js';

const usage = `npm run chaos [-- options]
  --kills N        nombre de morts (une par processus, à tour de rôle, si rien n'est dit)
  --storm          tue à tout moment, deux à la fois au plus, pendant que la démonstration se joue sans arrêt
  --process NOM    ne tue que ce processus (répétable)
  --step N         ne tue que pendant cette étape de la démonstration (1 : la première)
  --seed N         graine des moments tirés (une nouvelle si rien n'est dit)
  --keep           garde le dossier de la pile et ses journaux`;

const options = {
  kills: { type: 'string' },
  process: { type: 'string', multiple: true, default: [] as string[] },
  step: { type: 'string' },
  seed: { type: 'string' },
  storm: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

interface Choice {
  readonly kills: number | undefined;
  readonly processes: readonly string[];
  /** From 0; any when undefined. */
  readonly step: number | undefined;
  readonly seed: number;
  readonly storm: boolean;
  readonly keep: boolean;
}

function readChoice(): Choice | undefined {
  try {
    const { values } = parseArgs({ options });
    if (values.help) return undefined;
    const seed = values.seed === undefined ? Date.now() % 1_000_000 : whole(values.seed, 'seed');
    const kills = values.kills === undefined ? undefined : whole(values.kills, 'kills');
    const step = values.step === undefined ? undefined : whole(values.step, 'step') - 1;
    return { kills, processes: values.process, step, seed, storm: values.storm, keep: values.keep };
  } catch (error) {
    throw new StackProblem(`${messageOf(error)}\n\n${usage}`);
  }
}

function whole(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} ${text} n'est pas un nombre entier.`);
  return Number(text);
}

/** The processes to kill, in turn. */
function victims(temporary: TemporaryStack, { kills, processes }: Choice): string[] {
  const all = [...temporary.stack.processes().keys()];
  const unknown = processes.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new StackProblem(`Aucun processus ne s'appelle ${unknown}. Il y a : ${all.join(', ')}.`);
  const turn = processes.length > 0 ? processes : all;
  return Array.from({ length: kills ?? turn.length }, (_, index) => turn[index % turn.length] ?? '');
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Plays without a kill, then with each; what was found up to the first failure. */
async function killEach(temporary: TemporaryStack, choice: Choice): Promise<Findings> {
  const startedAt = new Date();
  const random = seededRandom(choice.seed);
  const trial = new Trial(temporary, play);
  // The first one warms everything up: moments are drawn in the second.
  await trial.run();
  const reference = await trial.run();
  toTerminal(`✓ démonstration sans mort : ${seconds(reference.totalMs)}, tous les invariants tenus`);
  const plays: Played[] = [];
  const findings: Mutable<Findings> = { seed: choice.seed, startedAt, reference, plays, seen: reference.seen, failure: undefined };
  for (const name of victims(temporary, choice)) {
    const plan = planKill({ process: name, durations: reference.durations, step: choice.step }, random);
    const what = `${name} tué à l'étape ${plan.step + 1}${plan.afterMs === 0 ? ', à son début' : ` + ${seconds(plan.afterMs)}`}`;
    try {
      const played = await trial.run(plan);
      plays.push(played);
      findings.seen = played.seen;
      const { kill: { recoveryMs } = { recoveryMs: 0 }, totalMs } = played;
      toTerminal(`✓ ${what} : de retour en ${seconds(recoveryMs)}, démonstration en ${seconds(totalMs)}, tous les invariants tenus`);
    } catch (error) {
      findings.failure = `${what} : ${messageOf(error)}`;
      toTerminal(`✗ ${error instanceof BrokenInvariant ? findings.failure : `${what} : ${stackOf(error)}`}`);
      break;
    }
  }
  return findings;
}

/** Longest calm (ms) of one killer between two kills. */
const CALM_MS = 3_000;

/** Plays without a kill, then without a stop under kills at any moment. */
async function killAtAnyMoment(temporary: TemporaryStack, choice: Choice): Promise<Findings> {
  const startedAt = new Date();
  const trial = new Trial(temporary, play);
  const reference = await trial.run();
  const processes = [...new Set(victims(temporary, { ...choice, kills: undefined }))];
  const kills: StormKill[] = [];
  const base = { seed: choice.seed, startedAt, reference, storm: kills };
  try {
    const { plays, seen } = await trial.through({
      processes,
      kills: choice.kills ?? processes.length,
      calmMs: CALM_MS,
      random: seededRandom(choice.seed),
      told: (kill, left) => {
        kills.push(kill);
        toTerminal(`✓ ${kill.process} tué, de retour en ${seconds(kill.recoveryMs)} ; encore ${left}`);
      },
    });
    toTerminal(`✓ ${kills.length} morts en ${plays.length} démonstrations, tous les invariants tenus`);
    return { ...base, plays, seen, failure: undefined };
  } catch (error) {
    toTerminal(`✗ ${error instanceof BrokenInvariant ? error.message : stackOf(error)}`);
    return { ...base, plays: [], seen: reference.seen, failure: messageOf(error) };
  }
}

async function run(choice: Choice): Promise<number> {
  toTerminal(`graine ${choice.seed}`);
  const temporary = await startTemporaryStack(toTerminal);
  const { layout } = temporary.environment;
  let keepFolder = true;
  try {
    const findings = await (choice.storm ? killAtAnyMoment : killEach)(temporary, choice);
    keepFolder = choice.keep || findings.failure !== undefined;
    const report = writeReport(path.join(layout.root, 'test', 'chaos', 'results'), findings);
    toTerminal(`  ${JSON.stringify(figures(findings.seen))}`);
    toTerminal(`  rapport : ${path.relative(layout.root, report)}`);
    return findings.failure === undefined ? 0 : 1;
  } finally {
    await temporary.stop({ keepFolder });
    toTerminal(keepFolder ? `✓ tout est arrêté ; journaux : ${layout.logs}` : '✓ tout est arrêté');
  }
}

const requests = stopRequests();
try {
  const choice = readChoice();
  if (choice === undefined) toTerminal(usage);
  // A wish to stop leaves at once: the end of this process ends those of the stack.
  else process.exitCode = await Promise.race([run(choice), requests.first.then(() => 130)]);
} catch (error) {
  process.stderr.write(`✗ ${error instanceof StackProblem ? error.message : stackOf(error)}\n`);
  process.exitCode = 1;
}
process.exit();
