import { randomUUID } from 'node:crypto';
import { type Fact } from '@relais/chassis/journal';
import { batched, type ConsumerRunner, ignored, type Parking, type Subscriptions } from '@relais/chassis/kafka';
import { parkingOf } from '@relais/chassis/lifecycle';
import { type Pool } from '@relais/chassis/postgres';
import { Failure } from '@relais/kernel';
import { eventually } from '../kit/eventually.js';
import { testPlatform } from '../kit/platform.js';
import { droitsIgnores, rattache } from '../kit/rattache.js';
import { fill } from './fill.js';
import { REFUSED, TOPIC, TYPE } from './ours.js';

const EVENTS_PER_PERSON = 10;
/** Persons whose events are mixed with each other's. */
const AT_ONCE = 1_000;
const CONSUMER = 'mesure';

/** A long run: what was read, who was set aside, and what came of it once mended. Seconds without the filling of the topic. */
export type PoisonRun = Readonly<{ events: number; seconds: number; persons: number; setAside: number; waited: number; resumed: number; resumeSeconds: number }>;

type Asked = Readonly<{ events: number; oneOf: number; progress: (line: string) => void }>;

function* facts(persons: number, oneOf: number): Generator<Fact> {
  for (let first = 0; first < persons; first += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, persons - first) }, () => randomUUID());
    for (let n = 0; n < some.length * EVENTS_PER_PERSON; n += 1) {
      const rank = n % some.length;
      yield rattache(some[rank] ?? '', Math.floor(n / some.length) + 1, rank % oneOf === 0 ? REFUSED : undefined);
    }
  }
}

function tableOf(mended: () => boolean): Subscriptions {
  const refuse = (sequence: number): never => {
    throw new Failure(sequence % 2 === 0 ? 'rejected' : 'invalid', 'MESURE_REFUSEE', { message: 'a poisoned event' });
  };
  const row = batched<typeof TYPE>(async (events, tx) => {
    const poison = mended() ? undefined : events.find(({ data }) => data.motif === REFUSED);
    if (poison) refuse(poison.sequence);
    await tx.query('insert into effet (usager_id, sequence) select * from unnest($1::uuid[], $2::int[])', [events.map(({ usagerId }) => usagerId), events.map(({ sequence }) => sequence)]);
  });
  return { [TOPIC]: { 'usagers.DroitRsaOuvert': ignored, ...droitsIgnores, 'usagers.DroitRsaFerme': ignored, 'usagers.UsagersFusionnes': ignored, 'usagers.FusionAnnulee': ignored, [TYPE]: row } };
}

/** Throws unless each of the persons has all its events, in order, each once. */
async function inOrder(pool: Pool, rows: string, persons: number): Promise<void> {
  const { rows: found } = await pool.query<{ total: number; persons: number; astray: number }>(
    `select count(*)::int as total, count(distinct key)::int as persons, count(*) filter (where sequence <> rank)::int as astray
     from (select key, sequence, row_number() over (partition by key order by place) as rank from (${rows}) r) ranked`,
  );
  const { total, persons: seen, astray } = found[0] ?? { total: 0, persons: 0, astray: 0 };
  if (total !== persons * EVENTS_PER_PERSON || seen !== persons || astray !== 0) {
    throw new Error(`${total} events of ${persons * EVENTS_PER_PERSON}, ${seen} persons of ${persons}, ${astray} out of order or doubled`);
  }
}

const EFFECTS = 'select usager_id as key, sequence, id as place from effet';
const WAITING = `select key, (headers ->> 'ce_sequence')::int as sequence, message_offset as place from parked_message`;

/** Reads all of them; throws when what was received was not all decided about. */
async function read(runner: ConsumerRunner, events: number): Promise<void> {
  const sum = (of: (account: ReturnType<ConsumerRunner['accounts']>[number]) => number): number => runner.accounts().reduce((total, account) => total + of(account), 0);
  await eventually(
    () => {
      const decided = sum(({ verdicts }) => Object.values(verdicts).reduce((total, some) => total + some, 0));
      if (decided !== events) throw new Error(`${decided} events decided about of ${events}`);
    },
    { timeoutMs: 1_200_000 },
  );
  if (sum(({ received }) => received) !== events || sum(({ lost }) => lost) !== 0) throw new Error('received and decided differ');
}

async function resumeAll(parking: Parking): Promise<number> {
  let resumed = 0;
  for (const { key } of await parking.list({ limit: 1_000_000 })) resumed += (await parking.resume(TOPIC, key)).applied;
  return resumed;
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
};

/** One person of `oneOf` is refused at each event, then mended and resumed; throws when one event is missing, doubled or out of order. */
export async function poisonRun({ events: asked, oneOf, progress }: Asked): Promise<PoisonRun> {
  const persons = Math.ceil(asked / EVENTS_PER_PERSON);
  const setAside = Array.from({ length: Math.ceil(persons / AT_ONCE) }, (_, n) => Math.ceil(Math.min(AT_ONCE, persons - n * AT_ONCE) / oneOf)).reduce((sum, some) => sum + some, 0);
  const test = await testPlatform({ service: CONSUMER, publishes: [TYPE] });
  const { platform } = test;
  const { pool } = platform;
  let mended = false;
  try {
    // No unique key: a doubled effect would show.
    await pool.query('create table effet (id bigint generated always as identity, usager_id text, sequence int)');
    const events = await fill(platform, facts(persons, oneOf));
    progress(`${events} events are on the topic`);
    const table = tableOf(() => mended);
    const took = await seconds(async () => read(await test.consume(CONSUMER, table), events));
    await inOrder(pool, EFFECTS, persons - setAside);
    await inOrder(pool, WAITING, setAside);
    progress(`${events} events read in ${Math.round(took)} s; ${setAside} persons set aside of ${persons}, their events wait in order`);
    mended = true;
    let resumed = 0;
    const resumeSeconds = await seconds(async () => (resumed = await resumeAll(parkingOf(platform, CONSUMER, table))));
    await inOrder(pool, EFFECTS, persons);
    const { rows } = await pool.query<{ left: number }>('select (select count(*) from parked_message) + (select count(*) from parked_key) as left');
    if (Number(rows[0]?.left) !== 0) throw new Error(`${rows[0]?.left} still wait`);
    progress(`${resumed} events resumed in ${resumeSeconds.toFixed(1)} s; every event was applied once, in order`);
    return { events, seconds: took, persons, setAside, waited: setAside * EVENTS_PER_PERSON, resumed, resumeSeconds };
  } finally {
    await test.close();
  }
}
