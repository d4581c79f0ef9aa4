import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { seconds, toTerminal } from '@relais/local/progress';
import { catalogue } from './catalogue.js';
import { type Mutant, type Watch } from './mutant.js';
import { Workshop } from './workshop.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const results = new URL('../../mutants/results/', import.meta.url);

const nameOf = (watch: Watch): string => ('seeds' in watch ? `simulation, ${watch.seeds} seeds` : watch.tests);

/** Without a bug everything that watches must be content: else a sight proves nothing. */
async function checkWatches(workshop: Workshop, mutants: readonly Mutant[]): Promise<void> {
  const watches = new Map(mutants.map(({ watch }) => [nameOf(watch), watch]));
  for (const [name, watch] of watches) {
    if (await workshop.sees(watch)) throw new Error(`${name} fails without any mutant`);
    toTerminal(`✓ sans mutant : ${name}`);
  }
}

type Fate = Readonly<{ name: string; file: string; watch: string; caught: boolean; seconds: number }>;

async function fateOf(workshop: Workshop, mutant: Mutant): Promise<Fate> {
  const from = Date.now();
  const caught = await workshop.withMutant(mutant, () => workshop.sees(mutant.watch));
  toTerminal(`${caught ? '✓ vu' : '✗ PAS VU'} : ${mutant.name} (${nameOf(mutant.watch)}, ${seconds(Date.now() - from)})`);
  return { name: mutant.name, file: mutant.file, watch: nameOf(mutant.watch), caught, seconds: Math.round((Date.now() - from) / 1000) };
}

/** Written anew after each mutant: a run that is cut keeps what it has seen. */
function writeReport(startedAt: Date, fates: readonly Fate[]): string {
  mkdirSync(results, { recursive: true });
  const name = `${startedAt.toISOString().slice(0, 23).replaceAll(':', '')}Z.json`;
  const caught = fates.filter((fate) => fate.caught).length;
  const report = { date: startedAt.toISOString(), node: process.versions.node, mutants: catalogue.length, played: fates.length, caught, fates };
  writeFileSync(new URL(name, results), `${JSON.stringify(report, null, 2)}\n`);
  return `${caught} mutants vus sur ${fates.length} ; rapport : ${path.join('test/mutants/results', name)}`;
}

async function run(wanted: readonly string[]): Promise<number> {
  const mutants = catalogue.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  const startedAt = new Date();
  const workshop = Workshop.open(repository);
  try {
    await checkWatches(workshop, mutants);
    const fates: Fate[] = [];
    let summary = '';
    for (const mutant of mutants) {
      fates.push(await fateOf(workshop, mutant));
      summary = writeReport(startedAt, fates);
    }
    toTerminal(summary);
    return fates.every(({ caught }) => caught) ? 0 : 1;
  } finally {
    workshop.close();
  }
}

process.exitCode = await run(process.argv.slice(2));
