import { Failure, invalid, transient } from '@relais/kernel';
import { type Codec, type Events, type EventType, topicOf } from '@relais/schemas';
import { currentTraceparent } from '../telemetry/index.js';
import { isMissing, type Queryable } from '../postgres/index.js';

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

// The head of each person moves first: its row lock serialises writers, and a row without a moved head has no rank,
// which the table refuses. A rank is never below the one of the person's sentence before: a transaction that began
// earlier and writes later would otherwise be sent first.
const INSERT = `
  with head as (
    insert into journal_head as h (topic, key, last_sequence, added, last_xid)
    select s.topic, s.key, s.last, s.added, pg_current_xact_id()
    from unnest($11::text[], $12::text[], $13::int[], $14::int[]) as s (topic, key, last, added)
    where s.last = s.added or exists (select from journal_head k where k.topic = s.topic and k.key = s.key)
    order by s.topic, s.key
    on conflict (topic, key) do update
      set last_sequence = excluded.last_sequence, added = excluded.added, last_xid = greatest(h.last_xid, excluded.last_xid)
      where h.last_sequence + excluded.added = excluded.last_sequence
    returning topic, key, last_xid
  )
  insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, traceparent, at, xid)
  select f.id, f.topic, f.key, f.sequence, f.type, f.departement, f.payload, f.correlation_id, f.causation_id, $15, $10, head.last_xid
  from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::bytea[], $8::uuid[], $9::uuid[])
    with ordinality as f (id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, rank)
    left join head on head.topic = f.topic and head.key = f.key
  order by f.rank`;

const INSERT_NEXT = `
  with head as (
    insert into journal_head as h (topic, key, last_sequence, added, last_xid) values ($2, $3, 1, 1, pg_current_xact_id())
    on conflict (topic, key) do update
      set last_sequence = h.last_sequence + 1, added = 1, last_xid = greatest(h.last_xid, excluded.last_xid)
    returning last_sequence, last_xid
  )
  insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, traceparent, at, xid)
  select $1::uuid, $2, $3, last_sequence, $4, $5, $6, $7::uuid, $8::uuid, $9, $10::timestamptz, last_xid from head
  returning sequence`;

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
   * Writes facts, of any persons, in one statement. Throws VERSION_CONFLICT (transient) when a
   * sequence is already taken, CodecError when a value does not fit its schema, EVENEMENT_TROP_GROS
   * (invalid) when the bus would not take it.
   */
  async append(tx: Queryable, facts: readonly Fact[]): Promise<RecordedFact[]> {
    if (facts.length === 0) return [];
    const at = this.ports.clock.now().toISOString();
    const rows = facts.map((fact) => ({ id: this.ports.ids.next(), fact }));
    const column = <V>(pick: (row: (typeof rows)[number]) => V): V[] => rows.map(pick);
    const spans = spansOf(facts);
    try {
      await tx.query(INSERT, [
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
      ]);
    } catch (error) {
      if (isMissing(error, 'xid')) throw transient(VERSION_CONFLICT, 'another writer was first', error);
      throw error;
    }
    return rows.map(({ id, fact }) => ({ id, sequence: fact.sequence, type: fact.type, at, data: fact.data }));
  }

  /** Writes one fact after whatever was said last of this person on the topic; waits for a writer at work on that person. */
  async appendNext<T extends EventType>(tx: Queryable, fact: Omit<Fact<T>, 'sequence'>): Promise<RecordedFact> {
    const { type, data, origin } = fact;
    const id = this.ports.ids.next();
    const at = this.ports.clock.now().toISOString();
    const { rows } = await tx.query<{ sequence: number }>(INSERT_NEXT, [
      id,
      topicFor(fact),
      data.usagerId,
      type,
      data.departement,
      this.encode(fact),
      origin.correlationId,
      origin.causationId ?? null,
      currentTraceparent() ?? null,
      at,
    ]);
    const [row] = rows;
    if (!row) throw new Failure('bug', 'JOURNAL_VIDE', { message: 'nothing was appended' });
    return { id, sequence: row.sequence, type, at, data };
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
