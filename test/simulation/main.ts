import { parseArgs } from 'node:util';
import { toTerminal } from '@relais/local/progress';
import { withParts } from '../kit/with-parts.js';
import { withDatabases } from './databases.js';
import { writeReport } from './report.js';
import { type Outcome, simulate } from './simulate.js';

const usage = `npm run simulate [-- options]
  --seeds N   nombre de graines (1000 si rien n'est dit)
  --from N    première graine (1 si rien n'est dit)
  --no-report n'écrit pas de rapport
  --tell      raconte chaque pas de la dernière graine`;

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' }, tell: { type: 'boolean', default: false }, 'no-report': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });

const EVERY = 500;

async function run(seeds: number, from: number): Promise<number> {
  const startedAt = new Date();
  const outcomes: Outcome[] = [];
  await withDatabases(async (databases) => {
    for (let n = 0; n < seeds; n += 1) {
      const outcome = await simulate(from + n, databases, n + 1);
      outcomes.push({ ...outcome, told: outcome.failure === undefined && !values.tell ? [] : outcome.told });
      if (outcome.failure !== undefined || (values.tell && n === seeds - 1)) toTerminal(outcome.told.join('\n'));
      if (outcome.failure !== undefined) {
        toTerminal(`✗ graine ${outcome.seed} : ${outcome.failure}\n  à rejouer : npm run simulate -- --from ${outcome.seed} --seeds 1`);
        break;
      }
      if ((n + 1) % EVERY === 0) toTerminal(`✓ ${n + 1} graines en ${Math.round((Date.now() - startedAt.getTime()) / 1000)} s`);
    }
  });
  if (!values['no-report']) toTerminal(writeReport(startedAt, outcomes));
  return outcomes.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

if (values.help) toTerminal(usage);
else process.exitCode = await withParts(() => run(Number(values.seeds), Number(values.from)));
process.exit();
