import { testPlatform } from '../kit/platform.js';
import { askedNumber } from './asked.js';
import { type Bench, lineOf } from './bench.js';
import { EVENTS as TICKS, type Figures, figuresOf, measure, RATE, WARM_UP } from './open-loop.js';
import { ours, TABLES, TYPE } from './ours.js';
import { poisonRun } from './poison-run.js';

const ROUNDS = askedNumber('rounds', 5);
const EVENTS = askedNumber('events', 1_000_000);
/** One person of so many cannot be served. */
const ONE_OF = 100;
/** The p99 of the other persons, against a run in which everybody can be served. */
const TARGET = 1.2;

type Round = Readonly<{ without: Figures; poisoned: Figures }>;

/** The other persons' wait while one of a hundred is refused, or while the same events all pass. */
async function othersWait(refuses: boolean): Promise<Figures> {
  const test = await testPlatform({ service: 'poison', publishes: [TYPE] });
  try {
    const { pool, relay } = test.platform;
    await pool.query(TABLES);
    relay.start();
    const waits = await measure(ours(test, { refuses }), (n) => n % ONE_OF === 0);
    const { rows } = await pool.query<{ parked: number }>('select count(*)::int as parked from parked_key');
    const expected = refuses ? Math.ceil(TICKS / ONE_OF) : 0;
    if (rows[0]?.parked !== expected) throw new Error(`${rows[0]?.parked} persons set aside of ${expected}`);
    return figuresOf(waits);
  } finally {
    await test.close();
  }
}

/** What persons who cannot be served cost the others; then a long run with them, to its end: nobody is forgotten. */
export const poisonBench: Bench = async (progress) => {
  const rounds: Round[] = [];
  for (let n = 1; n <= ROUNDS; n += 1) {
    const round = { without: await othersWait(false), poisoned: await othersWait(true) };
    rounds.push(round);
    progress(`round ${n}/${ROUNDS}: p99 of the others ${round.poisoned.p99.toFixed(1)} ms, without poison ${round.without.p99.toFixed(1)} ms`);
  }
  const { seconds, resumeSeconds, ...run } = await poisonRun({ events: EVENTS, oneOf: ONE_OF, progress });
  const line = (measure: string, unit: string, of: (round: Round) => number) => lineOf(measure, unit, rounds.map(of));
  return {
    conditions: { rate: RATE, ticks: TICKS - WARM_UP, rounds: ROUNDS, poisonedPersons: `1/${ONE_OF}`, targetP99: TARGET, durable: 'yes', ...run },
    table: [
      line('p50, nobody refused', 'ms', ({ without }) => without.p50),
      line('p50 of the others', 'ms', ({ poisoned }) => poisoned.p50),
      line('p99, nobody refused', 'ms', ({ without }) => without.p99),
      line('p99 of the others', 'ms', ({ poisoned }) => poisoned.p99),
      line('p50 of the others / nobody refused', 'ratio', ({ without, poisoned }) => poisoned.p50 / without.p50),
      line('p99 of the others / nobody refused', 'ratio', ({ without, poisoned }) => poisoned.p99 / without.p99),
      lineOf('long run, with poison', 'events/s', [run.events / seconds]),
      lineOf('resumed', 'events/s', [run.resumed / resumeSeconds]),
    ],
    rounds,
  };
};
