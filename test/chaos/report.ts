import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { type Played, type StormKill } from './kill.js';
import { type Observed } from './observe.js';

/** Everything that a run of kills found. */
export interface Findings {
  readonly seed: number;
  readonly startedAt: Date;
  /** The demonstration without a kill. */
  readonly reference: Played;
  readonly plays: readonly Played[];
  /** Kills at any moment, when it was a storm. */
  readonly storm?: readonly StormKill[];
  readonly seen: Observed;
  /** The first broken invariant, or what else failed; undefined when all held. */
  readonly failure: string | undefined;
}

const seconds = (ms: number): number => Math.round(ms / 10) / 100;

/** Writes `<date>.json` and returns its path. */
export function writeReport(folder: string, { failure, plays, reference, seed, seen, startedAt, storm }: Findings): string {
  const report = {
    date: startedAt.toISOString(),
    graine: seed,
    machine: { processeurs: cpus().length, node: process.version },
    demonstrationSansMortS: seconds(reference.totalMs),
    morts: plays.flatMap(({ kill, totalMs }) =>
      kill === undefined
        ? []
        : [
            {
              processus: kill.process,
              etape: kill.step + 1,
              pendantLEtape: kill.during + 1,
              apresLeDebutDeLEtapeS: seconds(kill.afterMs),
              retourS: seconds(kill.recoveryMs),
              demonstrationS: seconds(totalMs),
            },
          ],
    ),
    ...(storm === undefined ? {} : { tempete: stormFigures(storm, plays.length) }),
    observe: figures(seen),
    invariants: failure === undefined ? 'tous tenus' : failure,
  };
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}

/** Of each process: its kills, and how long it took to be back, in the middle and at worst. */
const stormFigures = (storm: readonly StormKill[], plays: number) => ({
  morts: storm.length,
  demonstrations: plays,
  parProcessus: Object.fromEntries(
    [...new Set(storm.map(({ process }) => process))].sort().map((name) => {
      const times = storm.filter(({ process }) => process === name).map(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b);
      return [name, { morts: times.length, retourMedianS: seconds(times[Math.floor(times.length / 2)] ?? 0), retourMaxS: seconds(times.at(-1) ?? 0) }];
    }),
  ),
});

/** What was there to be checked. */
export const figures = ({ accepted, bus, journals, received, transmissions }: Observed) => ({
  personnes: new Set(journals.map(({ key }) => key)).size,
  faits: journals.length,
  messagesSurLeBus: bus.messages.length,
  messagesRepetes: bus.messages.length - new Set(bus.messages.map(({ id }) => id)).size,
  transmissions: transmissions.length,
  envoisAcceptes: accepted.length,
  messagesDuPartenaire: received.length,
});
