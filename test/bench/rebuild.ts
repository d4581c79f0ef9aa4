import { randomUUID } from 'node:crypto';
import { type Fact } from '@relais/chassis/journal';
import { subscriptions } from '@relais/pilotage/adapters/kafka/subscriptions';
import { projection, reconstruire } from '@relais/pilotage/reconstruction/reconstruire';
import { type EventType } from '@relais/schemas';
import { eventually } from '../kit/eventually.js';
import { testPlatform, type TestPlatform } from '../kit/platform.js';
import { askedNumber } from './asked.js';
import { type Bench, lineOf } from './bench.js';
import { fill } from './fill.js';

const ROUNDS = askedNumber('rounds', 3);
/** A right, an orientation asked for, then hours week after week. */
const EVENTS_PER_PERSON = 10;
const PERSONS = Math.ceil(askedNumber('events', 1_000_000) / EVENTS_PER_PERSON);
const EVENTS = PERSONS * EVENTS_PER_PERSON;
/** Persons whose events are mixed with each other's. */
const AT_ONCE = 1_000;
const TARGET_SECONDS = 40;
const TYPES = ['usagers.DroitRsaOuvert', 'orientation.OrientationOuverte', 'accompaniment.HeuresDeclarees'] as const satisfies readonly EventType[];
const DAY = '2026-11-24';

type Person = Readonly<{ usagerId: string; objet: string }>;

function factOf({ usagerId, objet }: Person, rank: number): Fact {
  const of = { usagerId, departement: '33' };
  const origin = { correlationId: objet };
  if (rank === 0) {
    const data = { ...of, foyerId: objet, role: 'DEM', organismePayeur: 'CAF', dateDemande: null, dateReception: DAY, codeInsee: '33063', origine: 'FLUX_CAF_MSA' } as const;
    return { type: 'usagers.DroitRsaOuvert', sequence: 1, origin, data } satisfies Fact<'usagers.DroitRsaOuvert'>;
  }
  if (rank === 1) {
    const data = { ...of, orientationId: objet, dateReception: DAY, echeance: '2027-01-24', regle: 'D262-65-2@2025' };
    return { type: 'orientation.OrientationOuverte', sequence: 1, origin, data } satisfies Fact<'orientation.OrientationOuverte'>;
  }
  const data = { ...of, contratId: objet, semaine: '2026-W47', nature: 'ATELIER', minutes: 60 * rank, minutesHebdomadaires: 900, structure: null, agentId: 'ML33-0003' } as const;
  return { type: 'accompaniment.HeuresDeclarees', sequence: rank - 1, origin, data } satisfies Fact<'accompaniment.HeuresDeclarees'>;
}

function* facts(): Generator<Fact> {
  for (let first = 0; first < PERSONS; first += AT_ONCE) {
    const persons = Array.from({ length: Math.min(AT_ONCE, PERSONS - first) }, () => ({ usagerId: randomUUID(), objet: randomUUID() }));
    for (let n = 0; n < persons.length * EVENTS_PER_PERSON; n += 1) {
      const person = persons[n % persons.length];
      if (person) yield factOf(person, Math.floor(n / persons.length));
    }
  }
}

/** Seconds until the projection in service has counted them all, since the first of them was sent. */
async function filled({ platform }: TestPlatform): Promise<number> {
  const began = performance.now();
  const sent = await fill(platform, facts());
  await eventually(
    async () => {
      const { rows } = await platform.pool.query<{ total: number }>('select count(*)::int as total from fait');
      if (rows[0]?.total !== sent) throw new Error(`${rows[0]?.total} facts of ${sent}`);
    },
    { timeoutMs: 600_000, everyMs: 500 },
  );
  return (performance.now() - began) / 1_000;
}

/** pilotage's projection made again from the beginning of its topics, compared with the one in service. */
export const rebuildBench: Bench = async (progress) => {
  const test = await testPlatform({ service: 'pilotage', migrations: projection.migrations, publishes: TYPES });
  try {
    await test.consume(projection.consumer, subscriptions);
    progress(`${EVENTS} events on the bus and counted after ${Math.round(await filled(test))} s`);
    const rounds: { seconds: number; processor: number }[] = [];
    for (let n = 1; n <= ROUNDS; n += 1) {
      const before = process.cpuUsage();
      const { identiques, tables, dureeMs } = await reconstruire(test.platform, { author: 'mesure', reason: 'mesure' });
      const rows = tables[0]?.reconstruite.lignes;
      if (!identiques || rows !== EVENTS) throw new Error(`${rows} facts rebuilt of ${EVENTS}`);
      const { user, system } = process.cpuUsage(before);
      rounds.push({ seconds: dureeMs / 1_000, processor: (user + system) / 1e6 });
      progress(`round ${n}/${ROUNDS}: ${(dureeMs / 1_000).toFixed(1)} s, both the same by hash`);
    }
    return {
      conditions: { events: EVENTS, persons: PERSONS, rounds: ROUNDS, targetSeconds: TARGET_SECONDS, comparison: 'included' },
      table: [
        lineOf('rebuild and comparison', 's', rounds.map(({ seconds }) => seconds)),
        lineOf('processor time of this process meanwhile', 's', rounds.map(({ processor }) => processor)),
        lineOf('events rebuilt and compared', 'events/s', rounds.map(({ seconds }) => EVENTS / seconds)),
      ],
      rounds,
    };
  } finally {
    await test.close();
  }
};
