import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { withParts } from '../kit/with-parts.js';
import { type Bench, type Outcome } from './bench.js';
import { codecBench } from './codec.js';
import { importBench } from './import.js';
import { latencyBench } from './latency.js';
import { nestBench } from './nest.js';
import { poisonBench } from './poison.js';
import { projectionBench } from './projection.js';
import { rebuildBench } from './rebuild.js';
import { relayBench } from './relay.js';
import { tracingBench } from './tracing.js';
import { writeBench } from './write.js';

const benches: Readonly<Record<string, Bench>> = {
  import: importBench,
  codec: codecBench,
  relay: relayBench,
  write: writeBench,
  latency: latencyBench,
  projection: projectionBench,
  nest: nestBench,
  rebuild: rebuildBench,
  poison: poisonBench,
  tracing: tracingBench,
};

/** What else the machine was doing when the run began: figures under a load above its cores say little. */
const [loadBefore = 0] = loadavg();

const results = new URL('../../bench/results/', import.meta.url);

function print(name: string, { conditions, table }: Outcome): void {
  console.log(`\n${name} — ${Object.entries(conditions).map(([key, value]) => `${key} ${value}`).join(', ')}`);
  console.table(Object.fromEntries(table.map(({ measure, unit, median, spread }) => [measure, { median, min: spread[0], max: spread[1], unit }])));
}

function keep(name: string, outcome: Outcome): void {
  const machine = {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? '',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    loadBefore: Number(loadBefore.toFixed(1)),
  };
  mkdirSync(results, { recursive: true });
  const file = new URL(`${name}.json`, results);
  writeFileSync(file, `${JSON.stringify({ name, date: new Date().toISOString(), machine, ...outcome }, null, 2)}\n`);
  console.log(`test/bench/results/${name}.json`);
}

async function run(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const outcome = await benches[name]?.((line) => console.log(`${name}: ${line}`));
    if (outcome === undefined) continue;
    print(name, outcome);
    keep(name, outcome);
  }
}

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`Mesure inconnue : ${unknown.join(', ')}. Usage : npm run bench [${Object.keys(benches).join(' | ')}]`);
  process.exitCode = 2;
} else {
  await withParts(() => run(asked.length > 0 ? asked : Object.keys(benches)), { durable: true });
}
