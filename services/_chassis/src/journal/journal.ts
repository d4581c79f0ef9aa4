import { Failure, transient } from '@relais/kernel';
import { type Codec, type Events, type EventType, topicOf } from '@relais/schemas';
import { currentTraceparent } from '../telemetry/index.js';
import { isUniqueViolation, type Queryable } from '../postgres/index.js';

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

const INSERT = `
  insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, traceparent, at)
  select * from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::bytea[],
                       $8::uuid[], $9::uuid[], $10::text[], $11::timestamptz[])`;

const topicFor = ({ topic, type }: Pick<Fact, 'topic' | 'type'>): string => topic ?? topicOf(type);

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
   * sequence is already taken, CodecError when a value does not fit its schema.
   */
  async append(tx: Queryable, facts: readonly Fact[]): Promise<RecordedFact[]> {
    if (facts.length === 0) return [];
    const at = this.ports.clock.now().toISOString();
    const traceparent = currentTraceparent();
    const rows = facts.map((fact) => ({ id: this.ports.ids.next(), fact }));
    const column = <V>(pick: (row: (typeof rows)[number]) => V): V[] => rows.map(pick);
    try {
      await tx.query(INSERT, [
        column(({ id }) => id),
        column(({ fact }) => topicFor(fact)),
        column(({ fact }) => fact.data.usagerId),
        column(({ fact }) => fact.sequence),
        column(({ fact }) => fact.type),
        column(({ fact }) => fact.data.departement),
        column(({ fact }) => this.ports.codec.encode(fact.type, fact.data)),
        column(({ fact }) => fact.origin.correlationId),
        column(({ fact }) => fact.origin.causationId ?? null),
        column(() => traceparent ?? null),
        column(() => at),
      ]);
    } catch (error) {
      if (isUniqueViolation(error, 'journal_topic_key_sequence_key')) {
        throw transient(VERSION_CONFLICT, 'another writer was first', error);
      }
      throw error;
    }
    return rows.map(({ id, fact }) => ({ id, sequence: fact.sequence, type: fact.type, at, data: fact.data }));
  }

  /** Writes one fact after whatever was said last of this person on the topic. */
  async appendNext<T extends EventType>(tx: Queryable, fact: Omit<Fact<T>, 'sequence'>): Promise<RecordedFact> {
    const topic = topicFor(fact);
    const { usagerId } = fact.data;
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${topic} ${usagerId}`]);
    const last = await this.lastSequences(tx, topic, [usagerId]);
    const [recorded] = await this.append(tx, [{ ...fact, sequence: (last.get(usagerId) ?? 0) + 1 }]);
    if (!recorded) throw new Failure('bug', 'JOURNAL_VIDE', { message: 'nothing was appended' });
    return recorded;
  }

  /** The last sequence of each person on a topic; absent when nothing was said yet. */
  async lastSequences(tx: Queryable, topic: string, usagerIds: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await tx.query<{ key: string; last: number }>(
      `select key, max(sequence) as last from journal where topic = $1 and key = any($2) group by key`,
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
