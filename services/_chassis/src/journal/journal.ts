import { Failure, invalid, transient } from '@relais/kernel';
import { type Codec, type Events, type EventType, topicOf } from '@relais/schemas';
import { currentTraceparent } from '../telemetry/index.js';
import { isMissing, isUniqueViolation, later, type Queryable } from '../postgres/index.js';
import { INSERT_EXPECTED, INSERT_FIRST, INSERT_MANY, INSERT_NEXT } from './statements.js';

/** Where a fact comes from: the request or the event that caused it. */
export type Origin = Readonly<{ correlationId: string; causationId?: string | undefined }>;

/** One event about to be written. `sequence` counts from 1 per person and topic, without a gap. */
export type Fact<T extends EventType = EventType> = Readonly<{
  type: T;
  data: Events[T];
  sequence: number;
  origin: Origin;
  /** For a type whose topic depends on the recipient; else the topic of its type. */
  topic?: string;
}>;

export type RecordedFact = Readonly<{ id: string; sequence: number; type: EventType; at: string; data: unknown }>;

export type JournalPorts = Readonly<{ codec: Codec; ids: { next: () => string }; clock: { now: () => Date } }>;

const topicFor = ({ topic, type }: Pick<Fact, 'topic' | 'type'>): string => topic ?? topicOf(type);

/** What the bus takes in one message, without the headers: more would stop the relay. */
const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024 - 64 * 1024;

/** Refused append: somebody wrote this person's next sequence first. The whole decision is to be taken again. */
export const VERSION_CONFLICT = 'VERSION_DEPASSEE';

/**
 * The append-only journal of a service, which is also its outbox: rows hold the bytes that will
 * be sent. Every method runs in the caller's transaction.
 */
export class Journal {
  constructor(private readonly ports: JournalPorts) {}

  /**
   * Writes facts, of any persons, in one statement; what follows does not wait for its answer. Throws CodecError when
   * a value does not fit its schema, EVENEMENT_TROP_GROS (invalid) when the bus would not take it. When a sequence is
   * already taken the transaction fails with VERSION_CONFLICT (transient), at its commit at the latest.
   */
  async append(tx: Queryable, facts: readonly Fact[]): Promise<RecordedFact[]> {
    const [only] = facts;
    if (!only) return [];
    if (facts.length === 1) return [await this.appendOne(tx, only)];
    const at = this.ports.clock.now().toISOString();
    const rows = facts.map((fact) => ({ id: this.ports.ids.next(), fact }));
    const column = <V>(pick: (row: (typeof rows)[number]) => V): V[] => rows.map(pick);
    const spans = spansOf(facts);
    const values = [
      column(({ id }) => id),
      column(({ fact }) => topicFor(fact)),
      column(({ fact }) => fact.data.usagerId),
      column(({ fact }) => fact.sequence),
      column(({ fact }) => fact.type),
      column(({ fact }) => fact.data.departement),
      column(({ fact }) => this.encode(fact)),
      column(({ fact }) => fact.origin.correlationId),
      column(({ fact }) => fact.origin.causationId ?? null),
      at,
      spans.map(({ topic }) => topic),
      spans.map(({ key }) => key),
      spans.map(({ last }) => last),
      spans.map(({ added }) => added),
      currentTraceparent() ?? null,
    ];
    await later(tx, () => tx.query({ ...INSERT_MANY, values }).catch(asConflict));
    return rows.map(({ id, fact }) => ({ id, sequence: fact.sequence, type: fact.type, at, data: fact.data }));
  }

  /** Writes one fact after whatever was said last of this person on the topic; waits for a writer at work on that person. */
  async appendNext<T extends EventType>(tx: Queryable, fact: Omit<Fact<T>, 'sequence'>): Promise<RecordedFact> {
    const { values, told } = this.rowOf(fact);
    const { rows } = await tx.query<{ sequence: number }>({ ...INSERT_NEXT, values });
    return { ...told, sequence: rows[0]?.sequence ?? 0 };
  }

  private async appendOne(tx: Queryable, fact: Fact): Promise<RecordedFact> {
    const { values, told } = this.rowOf(fact);
    const { sequence } = fact;
    const statement = sequence === 1 ? { ...INSERT_FIRST, values } : { ...INSERT_EXPECTED, values: [...values, sequence] };
    await later(tx, () => tx.query(statement).catch(asConflict));
    return { ...told, sequence };
  }

  private rowOf(fact: Omit<Fact, 'sequence'>): { values: unknown[]; told: Omit<RecordedFact, 'sequence'> } {
    const { type, data, origin } = fact;
    const id = this.ports.ids.next();
    const at = this.ports.clock.now().toISOString();
    const traceparent = currentTraceparent() ?? null;
    const { correlationId, causationId = null } = origin;
    const values = [id, topicFor(fact), data.usagerId, type, data.departement, this.encode(fact), correlationId, causationId, traceparent, at];
    return { values, told: { id, type, at, data } };
  }

  private encode({ type, data }: Pick<Fact, 'type' | 'data'>): Buffer {
    const payload = this.ports.codec.encode(type, data);
    if (payload.length > MAX_PAYLOAD_BYTES) throw invalid('EVENEMENT_TROP_GROS', `${type}: ${payload.length} bytes`);
    return payload;
  }

  /** The last sequence of each person on a topic; absent when nothing was said yet. */
  async lastSequences(tx: Queryable, topic: string, usagerIds: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await tx.query<{ key: string; last: number }>(
      `select key, last_sequence as last from journal_head where topic = $1 and key = any($2)`,
      [topic, usagerIds],
    );
    return new Map(rows.map(({ key, last }) => [key, last]));
  }

  /** Everything said of one person on a topic, oldest first. */
  async history(tx: Queryable, topic: string, usagerId: string): Promise<RecordedFact[]> {
    const { rows } = await tx.query<{ id: string; sequence: number; payload: Buffer; at: Date }>(
      'select id, sequence, payload, at from journal where topic = $1 and key = $2 order by sequence',
      [topic, usagerId],
    );
    return Promise.all(
      rows.map(async ({ id, sequence, payload, at }) => {
        const decoded = await this.ports.codec.decode(payload);
        if (!decoded.known) throw new Failure('bug', 'JOURNAL_ILLISIBLE', { message: `unknown type ${decoded.type} in our own journal` });
        return { id, sequence, type: decoded.type, at: at.toISOString(), data: decoded.data };
      }),
    );
  }
}

/** A row without a moved head has no rank, which the table refuses; a first fact that is not the first has its head already. */
const asConflict = (error: unknown): never => {
  throw isMissing(error, 'xid') || isUniqueViolation(error, 'journal_head_pkey') ? transient(VERSION_CONFLICT, 'another writer was first', error) : error;
};

type Span = { topic: string; key: string; last: number; added: number };

/** What is added to each person's history; sequences of one person must follow each other. */
const spansOf = (facts: readonly Fact[]): Span[] => {
  const spans = new Map<string, Span>();
  for (const fact of facts) {
    const [topic, key] = [topicFor(fact), fact.data.usagerId];
    const span = spans.get(`${topic} ${key}`) ?? { topic, key, last: fact.sequence - 1, added: 0 };
    if (fact.sequence !== span.last + 1) throw transient(VERSION_CONFLICT, 'sequences of one person do not follow each other');
    spans.set(`${topic} ${key}`, { ...span, last: fact.sequence, added: span.added + 1 });
  }
  return [...spans.values()];
};
