import { type Decider, fold, Failure, isFailure, ok, refuse, type Rejection, type Result } from '@relais/kernel';
import { type Events, type EventType, type Topic } from '@relais/schemas';
import { type Fact, type Journal, type Origin, type RecordedFact, VERSION_CONFLICT } from '../journal/index.js';
import { inTransaction, type Pool, type Tx } from '../postgres/index.js';
import { inSpan } from '../telemetry/index.js';
import { findAnswer, type IdempotencyKey, saveAnswer } from './idempotency.js';
import { type Accepted, type RunnerRefusal } from './outcome.js';

export type DomainEvent = Readonly<{ type: string; data: object }>;

/** How a service's own events are written on the wire and read back: one row an event. */
export type EventMapping<E extends DomainEvent> = {
  readonly [K in E['type']]: Readonly<{
    type: EventType;
    toWire: (data: Extract<E, { type: K }>['data']) => Events[EventType];
    fromWire: (record: Events[EventType]) => Extract<E, { type: K }>['data'];
  }>;
};

export type Aggregate<C, E extends DomainEvent, S, R extends Rejection> = Readonly<{
  topic: Topic;
  decider: Decider<C, E, S, R>;
  mapping: EventMapping<E>;
}>;

export type Execution<C, E, S> = Readonly<{
  usagerId: string;
  command: C;
  origin: Origin;
  /** The version the caller decided upon (If-Match); another one refuses the command. */
  expectedVersion?: number | undefined;
  idempotency?: IdempotencyKey | undefined;
  /** Inline views, updated with the events in their transaction. */
  project?: (tx: Tx, change: Readonly<{ state: S; events: readonly E[]; facts: readonly RecordedFact[]; version: number }>) => Promise<void>;
}>;

const TRIES = 4;

/**
 * load -> decide -> append (+ views, + the answer kept for the idempotency key) in one transaction.
 * A version conflict runs the whole cycle again, three times; then VERSION_INATTENDUE.
 */
export class CommandRunner {
  constructor(private readonly ports: Readonly<{ pool: Pool; journal: Journal; committed: () => void }>) {}

  async run<C, E extends DomainEvent, S, R extends Rejection>(
    aggregate: Aggregate<C, E, S, R>,
    execution: Execution<C, E, S>,
  ): Promise<Result<Accepted<S>, R | RunnerRefusal>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcome = await inSpan('commande', {}, () => inTransaction(this.ports.pool, (tx) => this.runIn(tx, aggregate, execution)));
        if (outcome.ok) this.ports.committed();
        return outcome;
      } catch (error) {
        if (!isConflict(error)) throw error;
        if (attempt >= TRIES) return refuse({ code: 'VERSION_INATTENDUE', details: { tries: attempt } });
      }
    }
  }

  /** The same inside a transaction the caller holds (a consumer's); conflicts and refusals come back as they are. */
  async runIn<C, E extends DomainEvent, S, R extends Rejection>(
    tx: Tx,
    { topic, decider, mapping }: Aggregate<C, E, S, R>,
    execution: Execution<C, E, S>,
  ): Promise<Result<Accepted<S>, R | RunnerRefusal>> {
    const { usagerId, command, origin, idempotency, expectedVersion } = execution;
    const before = idempotency ? await findAnswer<S>(tx, idempotency) : undefined;
    if (before) return before;
    const history = await this.ports.journal.history(tx, topic, usagerId);
    const version = history.length;
    if (expectedVersion !== undefined && expectedVersion !== version) {
      return refuse({ code: 'VERSION_INATTENDUE', details: { expected: expectedVersion, current: version } });
    }
    const past = history.map((fact) => fromWire(mapping, fact));
    const state = fold(decider, past);
    const decision = decider.decide(command, state);
    if (!decision.ok) return decision;
    const events = decision.value;
    const facts = await this.ports.journal.append(
      tx,
      events.map((event, index) => toFact(mapping, event, { sequence: version + index + 1, origin })),
    );
    const next = events.reduce(decider.evolve, state);
    const accepted = { state: next, version: version + events.length, replayed: false };
    await execution.project?.(tx, { state: next, events, facts, version: accepted.version });
    if (idempotency) await saveAnswer(tx, idempotency, accepted);
    return ok(accepted);
  }

  /** The present state of one person's aggregate and its version (0: nothing happened yet). */
  async state<C, E extends DomainEvent, S, R extends Rejection>(
    { topic, decider, mapping }: Aggregate<C, E, S, R>,
    usagerId: string,
  ): Promise<{ state: S; version: number }> {
    const history = await this.ports.journal.history(this.ports.pool, topic, usagerId);
    return { state: fold(decider, history.map((fact) => fromWire(mapping, fact))), version: history.length };
  }
}

const isConflict = (error: unknown): boolean => isFailure(error) && error.code === VERSION_CONFLICT;

const fromWire = <E extends DomainEvent>(mapping: EventMapping<E>, fact: RecordedFact): E => {
  const name = Object.keys(mapping).find((key) => mapping[key as E['type']].type === fact.type) as E['type'] | undefined;
  if (!name) throw new Failure('bug', 'JOURNAL_ILLISIBLE', { message: `${fact.type} has no mapping` });
  return { type: name, data: mapping[name].fromWire(fact.data as Events[EventType]) } as unknown as E;
};

const toFact = <E extends DomainEvent>(
  mapping: EventMapping<E>,
  event: E,
  { sequence, origin }: { sequence: number; origin: Origin },
): Fact => {
  const { type, toWire } = mapping[event.type as E['type']];
  return { type, data: toWire(event.data), sequence, origin };
};
