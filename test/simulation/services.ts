import { type Failure, invalid, type Timer, transient, uuidv7 } from '@relais/kernel';
import { type Aggregate, CommandRunner } from '@relais/chassis/commands';
import { Journal } from '@relais/chassis/journal';
import { batched, ConsumerRunner, Parking, type Subscriptions, ignored } from '@relais/chassis/kafka';
import { type Logger } from '@relais/chassis/lifecycle';
import { type Pool, type Tx } from '@relais/chassis/postgres';
import { createRelay, type Relay } from '@relais/chassis/relay';
import { Codec, type Events, type EventType, type SchemaRegistry, type Topic, topics } from '@relais/schemas';
import { type SimulatedBroker } from './broker.js';
import { type SimulatedDatabase } from './database.js';
import { type Scheduler, type Life } from './scheduler.js';

export const SAID: Topic = 'relais.accompaniment.v1';
export const ANSWERED: Topic = 'relais.connector.v1';
const FACT = 'accompaniment.RendezVousTenu';
const REACTION = 'connector.TransmissionAcquittee';

/** Stands before what one run writes: many runs share one database. */
export type Run = Readonly<{ name: string; number: number }>;

const PERSONS = 3;

/** The persons of one run: nobody else's. */
export const personsOf = ({ number }: Run): string[] =>
  Array.from({ length: PERSONS }, (_, n) => `00000000-0000-7000-9000-${String(number).padStart(8, '0')}${String(n).padStart(4, '0')}`);

/** What every simulated service stands on. */
export type Ground = Readonly<{ run: Run; scheduler: Scheduler; broker: SimulatedBroker; registry: SchemaRegistry; poison: Poison }>;

/** Events whose handling fails for a while: at each try one failure less is left. */
export class Poison {
  private readonly left = new Map<string, Failure[]>();

  constructor(private readonly scheduler: Scheduler) {}

  taste(eventId: string, consumer: string): void {
    const name = `${consumer} ${eventId}`;
    const failures = this.left.get(name) ?? this.draw();
    this.left.set(name, failures);
    const failure = failures.pop();
    if (failure) throw failure;
  }

  private draw(): Failure[] {
    if (!this.scheduler.chance(0.15)) return [];
    const make = (): Failure => (this.scheduler.chance(0.5) ? transient('ATTENDRE', 'later') : invalid('POISON', 'not now'));
    return Array.from({ length: 1 + Math.floor(this.scheduler.random() * 3) }, make);
  }
}

/** A registry that is always there: its ids are given in the order of the asking. */
export const registryInMemory = (): SchemaRegistry => {
  const schemas: string[] = [];
  return {
    register: (_subject, schema) => {
      if (!schemas.includes(schema)) schemas.push(schema);
      return Promise.resolve(schemas.indexOf(schema) + 1);
    },
    schemaOf: (id) => Promise.resolve(schemas[id - 1] ?? ''),
  };
};

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Means = Readonly<{ pool: Pool; codec: Codec; journal: Journal; relay: Relay; commands: CommandRunner; ids: { next: () => string } }>;

const RANDOM_BYTES = 10;

/** Virtual time, as one life sees it. */
const timerOf = (scheduler: Scheduler, owner: Life): Timer => ({ nowMs: () => scheduler.now, sleep: (ms, signal) => scheduler.sleep(owner, ms, signal) });

/** The means of one life of a service, made as the platform makes them. */
function meansOf(ground: Ground, owner: Life, { database, service }: { database: SimulatedDatabase; service: string }): Means {
  const { scheduler, broker, registry, run } = ground;
  const pool = database.poolOf(scheduler, owner);
  const codec = new Codec(registry);
  const clock = { now: () => new Date(scheduler.now) };
  const ids = { next: () => uuidv7(scheduler.now, Uint8Array.from({ length: RANDOM_BYTES }, () => Math.floor(scheduler.random() * 256))) };
  const journal = new Journal({ codec, ids, clock });
  const relay = createRelay('sondage', { pool, lead: pool, publisher: broker.publisherOf(owner), service: `${run.name}-${service}`, logger: silent, pageRows: 3, timer: timerOf(scheduler, owner) });
  const commands = new CommandRunner({ pool, journal, committed: () => relay.wake() });
  return { pool, codec, journal, relay, commands, ids };
}

/** A typed table with one row; every other type of the topic is ignored. */
const tableOf = (topic: Topic, type: EventType, row: unknown): Subscriptions =>
  ({ [topic]: { ...Object.fromEntries(topics[topic].types.map((other) => [other, ignored])), [type]: row } }) as unknown as Subscriptions;

function consume(ground: Ground, owner: Life, { means, name, table }: { means: Means; name: string; table: Subscriptions }): Parking {
  const { scheduler, broker, run } = ground;
  const consumer = `${run.name}-${name}`;
  const made = broker.consumerOf(owner, name);
  const runner = new ConsumerRunner({ name: consumer, consumer: () => made, pool: means.pool, codec: means.codec, table, logger: silent, batchSize: 4, committed: () => means.relay.wake(), timer: timerOf(scheduler, owner) });
  void runner.start();
  return new Parking({ pool: means.pool, codec: means.codec, consumer, table });
}

type Said = Readonly<{ type: 'Dit'; data: Events[typeof FACT] }>;
type Say = Readonly<{ type: 'Dire'; data: Events[typeof FACT] }>;

const aggregate: Aggregate<Say, Said, readonly string[], never> = {
  topic: SAID,
  decider: {
    initial: [],
    decide: ({ data }) => ({ ok: true, value: [{ type: 'Dit', data }] }),
    evolve: (state, { data }) => [...state, data.rendezVousId],
  },
  mapping: { Dit: { type: FACT, toWire: (data) => data, fromWire: (record) => record as Events[typeof FACT] } },
};

/** The service that decides: a command is one fact of one person, kept under its idempotency key. */
export class Deciding {
  private means: Means | undefined;

  constructor(
    private readonly ground: Ground,
    private readonly database: SimulatedDatabase,
  ) {}

  async live(owner: Life): Promise<void> {
    const means = meansOf(this.ground, owner, { database: this.database, service: 'dit' });
    await means.codec.register([FACT]);
    means.relay.start();
    this.means = means;
  }

  /** As an HTTP call: refused while the service is not there. */
  async say(usagerId: string, commandId: string): Promise<void> {
    const { commands } = this.means ?? {};
    if (!commands) throw transient('ABSENT', 'not up');
    const data = { usagerId, departement: '33', rendezVousId: commandId, issue: 'HONORE' as const, dateConstat: '2026-11-24', agentId: 'A' };
    const idempotency = { agent: this.ground.run.name, key: commandId, fingerprint: commandId };
    const answer = await commands.run(aggregate, { usagerId, command: { type: 'Dire', data }, origin: { correlationId: commandId }, idempotency });
    if (!answer.ok) throw transient('REFUSE', answer.error.code);
  }
}

const keep = (tx: Tx, consumer: string, events: readonly Readonly<{ usagerId: string; sequence: number; id: string }>[]): Promise<unknown> =>
  tx.query('insert into effect (consumer, key, sequence, event) select $1, * from unnest($2::text[], $3::int[], $4::uuid[])', [
    consumer,
    events.map(({ usagerId }) => usagerId),
    events.map(({ sequence }) => sequence),
    events.map(({ id }) => id),
  ]);

/** A service that hears a fact, writes its effect and says something of its own, in one transaction. */
export async function liveReacting(ground: Ground, owner: Life, database: SimulatedDatabase): Promise<Parking> {
  const means = meansOf(ground, owner, { database, service: 'reagit' });
  await means.codec.register([REACTION]);
  means.relay.start();
  const consumer = `${ground.run.name}-reagit`;
  const table = tableOf(SAID, FACT, async (event: { id: string; usagerId: string; sequence: number }, tx: Tx) => {
    ground.poison.taste(event.id, consumer);
    await keep(tx, consumer, [event]);
    const data = { usagerId: event.usagerId, departement: '33', transmissionId: event.id, faitId: event.id, api: 'sim', operation: 'sim', acquitteeLe: '2026-11-24T00:00:00.000Z', parRelecture: false, parConstat: false };
    await means.journal.appendNext(tx, { type: REACTION, data, origin: { correlationId: event.id, causationId: event.id } });
  });
  return consume(ground, owner, { means, name: 'reagit', table });
}

/** A projection of what the reacting service says, applied by runs. */
export async function liveProjecting(ground: Ground, owner: Life, database: SimulatedDatabase): Promise<Parking> {
  const means = meansOf(ground, owner, { database, service: 'projette' });
  const consumer = `${ground.run.name}-projette`;
  const row = batched(async (events, tx) => {
    for (const { id } of events) ground.poison.taste(id, consumer);
    await keep(tx, consumer, events);
  });
  await Promise.resolve();
  return consume(ground, owner, { means, name: 'projette', table: tableOf(ANSWERED, REACTION, row) });
}
