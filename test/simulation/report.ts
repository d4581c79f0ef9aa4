import { mkdirSync, writeFileSync } from 'node:fs';
import { type Outcome } from './simulate.js';

const results = new URL('../../simulation/results/', import.meta.url);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Writes what all seeds gave, dated; the path of the report. */
export function writeReport(startedAt: Date, outcomes: readonly Outcome[]): string {
  const [first, last] = [outcomes[0], outcomes.at(-1)];
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  const report = {
    date: startedAt.toISOString(),
    seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    node: process.versions.node,
    seeds: { from: first?.seed, to: last?.seed, count: outcomes.length },
    steps: sum(outcomes.map(({ steps }) => steps)),
    crashes: sum(outcomes.map(({ crashes }) => crashes)),
    lostAnswers: sum(outcomes.map(({ strikes }) => strikes)),
    virtualHours: Math.round(sum(outcomes.map(({ virtualMs }) => virtualMs)) / 3_600_000),
    failures: failed.map(({ seed, failure }) => ({ seed, failure })),
  };
  mkdirSync(results, { recursive: true });
  const name = `${startedAt.toISOString().slice(0, 19).replaceAll(':', '')}Z.json`;
  writeFileSync(new URL(name, results), `${JSON.stringify(report, null, 2)}\n`);
  return `test/simulation/results/${name} : ${JSON.stringify(report)}`;
}
