import { type Failure, Failure as RelaisFailure, isFailure, isUuid } from '@relais/kernel';
import { handlerFor, ignored, type KafkaMessage, type Received, type ReplayAsked, type ReplayReport } from '../kafka/index.js';
import { applyEvent } from '../kafka/apply-event.js';
import { saveSequences } from '../kafka/inbox.js';
import { type Incoming, readMessage } from '../kafka/incoming.js';
import { recordAct } from '../kafka/parked-rows.js';
import { type Platform } from '../lifecycle/platform.js';
import { parkingOf } from '../lifecycle/runner.js';
import { inTransaction, type Tx } from '../postgres/index.js';
import { type Range, readRanges } from './read-range.js';
import { type Projection } from './rebuild.js';

/** More people than this is a matter for a rebuild. */
const MOST_PEOPLE = 5_000;

type Histories = Map<string, Map<string, Incoming[]>>;

/**
 * Applies again the whole history of the persons asked for: what the projection held of them is taken
 * away, and everything they were told of is applied in order, in one transaction a person. The live
 * consumer keeps what comes for them meanwhile behind; everybody else goes on. Nothing is written unless `execute`.
 */
export const replay = async (platform: Platform, projection: Projection, asked: ReplayAsked): Promise<ReplayReport> => {
  const kept = await keptRanges(platform, projection);
  const looked = await since(platform, kept, asked);
  const people = await concerned(platform, projection, { asked, looked });
  const parked = await alreadyParked(platform, projection, people);
  const free = [...people].filter((person) => !parked.has(person));
  if (asked.execute) await hold(platform, projection, free);
  const upTo = asked.execute ? await keptRanges(platform, projection) : kept;
  const histories = await historiesOf(platform, projection, { people: new Set(free), ranges: upTo });
  const counted = countOf(projection, histories);
  if (asked.execute) for (const person of free) await replayPerson(platform, projection, { person, history: histories.get(person) ?? new Map(), asked });
  return {
    execute: asked.execute,
    plages: looked.map(({ topic, partition, from, to }) => ({ topic, partition, de: from, a: to })),
    personnes: people.size,
    ...counted,
    misesDeCote: parked.size,
    rejouees: asked.execute ? free.length : 0,
  };
};

/** What the consumer in service has read; waits for the batch under way. */
const keptRanges = ({ pool }: Platform, { consumer }: Projection): Promise<Range[]> =>
  inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ topic: string; partition: number; to: number }>(
      'select topic, partition, next_offset as "to" from consumer_offset where consumer = $1 order by topic, partition for update',
      [consumer],
    );
    return rows.map((row) => ({ ...row, from: 0 }));
  });

const since = async ({ kafka, config }: Platform, ranges: readonly Range[], { since: instant }: ReplayAsked): Promise<Range[]> => {
  if (instant === undefined) return [...ranges];
  const admin = kafka.admin();
  await admin.connect();
  try {
    const starts = new Map<string, number>();
    for (const topic of new Set(ranges.map((range) => range.topic))) {
      const offsets = await admin.fetchTopicOffsetsByTimestamp(`${config.kafkaPrefix}${topic}`, instant.getTime());
      for (const { partition, offset } of offsets) starts.set(`${topic}/${partition}`, Number(offset));
    }
    return ranges.map((range) => ({ ...range, from: starts.get(`${range.topic}/${range.partition}`) ?? 0 })).filter(({ from, to }) => from < to);
  } finally {
    await admin.disconnect();
  }
};

const concerned = async (platform: Platform, { consumer }: Projection, { asked, looked }: { asked: ReplayAsked; looked: readonly Range[] }): Promise<Set<string>> => {
  if (asked.usagerId !== undefined) return new Set([asked.usagerId]);
  const people = new Set<string>();
  const onMessages = (_topic: string, messages: readonly KafkaMessage[]): Promise<void> => {
    for (const { key } of messages) if (key && isUuid(key.toString())) people.add(key.toString());
    return Promise.resolve();
  };
  await readRanges(platform, { name: `${consumer}-rejeu`, ranges: looked, onMessages });
  if (people.size > MOST_PEOPLE) {
    throw new RelaisFailure('rejected', 'REJEU_TROP_LARGE', { message: 'too many people', details: { personnes: people.size, limite: MOST_PEOPLE } });
  }
  return people;
};

const alreadyParked = async ({ pool }: Platform, { consumer }: Projection, people: ReadonlySet<string>): Promise<Set<string>> => {
  const { rows } = await pool.query<{ key: string }>(`select distinct key from parked_key where consumer = $1 and key = any($2) and code <> $3`, [consumer, [...people], REPLAYING]);
  return new Set(rows.map(({ key }) => key));
};

const REPLAYING = 'REJEU_EN_COURS';

/** From here on the live consumer keeps what comes for them behind. A replay that was cut is taken up again, or resumed by hand. */
const hold = async ({ pool }: Platform, { consumer, subscriptions }: Projection, people: readonly string[]): Promise<void> => {
  await pool.query(
    `insert into parked_key (consumer, topic, key, failure_class, code, reason)
     select $1, topic, key, 'transient', $4, 'a replay is under way' from unnest($2::text[]) topic, unnest($3::text[]) key
     on conflict do nothing`,
    [consumer, Object.keys(subscriptions), people, REPLAYING],
  );
};

const historiesOf = async (platform: Platform, { consumer }: Projection, { people, ranges }: { people: ReadonlySet<string>; ranges: readonly Range[] }): Promise<Histories> => {
  const histories: Histories = new Map();
  const onMessages = async (topic: string, messages: readonly KafkaMessage[]): Promise<void> => {
    for (const message of messages) {
      const person = message.key?.toString() ?? '';
      if (!people.has(person)) continue;
      const history = histories.get(person) ?? new Map<string, Incoming[]>();
      const read = await readMessage(platform.codec, topic, message);
      const before = history.get(topic) ?? [];
      // The relay may have sent one twice.
      if (!before.some(({ headers }) => headers.ce_id !== undefined && headers.ce_id === read.headers.ce_id)) before.push(read);
      histories.set(person, history.set(topic, before));
    }
  };
  if (people.size > 0) await readRanges(platform, { name: `${consumer}-rejeu`, ranges, onMessages });
  return histories;
};

const countOf = ({ subscriptions }: Projection, histories: Histories): Pick<ReplayReport, 'evenements' | 'aReappliquer'> => {
  const aReappliquer: Record<string, number> = {};
  let evenements = 0;
  for (const [topic, messages] of [...histories.values()].flatMap((history) => [...history])) {
    evenements += messages.length;
    for (const type of messages.flatMap(({ content }) => ('event' in content ? [content.event.type] : []))) {
      const handler = handlerFor(subscriptions, topic, type);
      if (handler !== undefined && handler !== ignored) aReappliquer[type] = (aReappliquer[type] ?? 0) + 1;
    }
  }
  return { evenements, aReappliquer };
};

type OfPerson = Readonly<{ person: string; history: ReadonlyMap<string, readonly Incoming[]>; asked: ReplayAsked }>;

const replayPerson = async (platform: Platform, projection: Projection, { person, history, asked }: OfPerson): Promise<void> => {
  const { consumer, subscriptions } = projection;
  await inTransaction(platform.pool, async (tx) => {
    await tx.query('select 1 from parked_key where consumer = $1 and key = $2 for update', [consumer, person]);
    await projection.forget(tx, person);
    await tx.query('delete from inbox where consumer = $1 and key = $2', [consumer, person]);
    for (const [topic, messages] of history) await applyHistory(tx, projection, { topic, person, messages });
    const [first = ''] = Object.keys(subscriptions);
    await recordAct(tx, { consumer, topic: first, key: person }, { act: 'REJEU', author: asked.author, reason: asked.reason });
  });
  const parking = parkingOf(platform, consumer, subscriptions);
  for (const topic of Object.keys(subscriptions)) await parking.resume(topic, person);
};

/** In order, each once; what cannot be applied now is an error of the whole: the person stays as before. */
const applyHistory = async (
  tx: Tx,
  { consumer, subscriptions: table }: Projection,
  { topic, person, messages }: Readonly<{ topic: string; person: string; messages: readonly Incoming[] }>,
): Promise<void> => {
  const run = { tx, table, place: { consumer, topic, partition: 0 }, careful: false, parkTransient: false, spans: false } as const;
  let last = 0;
  for (const message of messages) {
    if ('failure' in message.content) throw message.content.failure;
    const event: Received = message.content.event;
    const outcome: string | Failure = await applyEvent(run, { message, event, last });
    if (isFailure(outcome)) throw outcome;
    if (outcome !== 'duplicate') last = Math.max(last, event.sequence);
  }
  if (last > 0) await saveSequences(tx, run.place, new Map([[person, last]]));
};
