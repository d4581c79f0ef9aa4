import { type Events, type EventType, type Topic, type TopicEvents } from '@relais/schemas';
import { type Failure } from '@relais/kernel';
import { type Origin } from '../journal/index.js';
import { type Tx } from '../postgres/index.js';

/** An event as a handler sees it; `origin` is what anything it causes must carry on. */
export type Received<T extends EventType = EventType> = Readonly<{
  id: string;
  type: T;
  usagerId: string;
  departement: string;
  sequence: number;
  time: string;
  data: Events[T];
  origin: Origin;
}>;

/** Applies one event inside the consumer's transaction. Throws a Failure whose class decides its fate. */
export type Handler<T extends EventType> = (event: Received<T>, tx: Tx) => Promise<void>;

/** Applies events of any persons at once, in their order: few statements for many events. */
export type Batched<T extends EventType = EventType> = Readonly<{ together: (events: readonly Received<T>[], tx: Tx) => Promise<void> }>;

/**
 * A row of the table whose events are applied by runs: what follows each other in a batch, under the
 * same `batched`. One at a time when something failed, so that the failing person alone is set aside:
 * the same events must have the same effect however they are cut.
 */
export const batched = <T extends EventType>(together: Batched<T>['together']): Batched<T> => ({ together });

/** An event type that this consumer has decided not to react to. */
export const ignored = Symbol('ignored');

/** Every type of the topic must be decided about: a handler, a `batched` one, or `ignored`. The compiler checks it. */
export type TopicTable<T extends Topic> = { readonly [K in TopicEvents[T]]: Handler<K> | Batched<K> | typeof ignored };

/** Where the tool of a département puts its commands: the same types, whatever the topic. */
export type CommandTopic = 'relais.commandes.v1' | `relais.commandes.${string}.v1`;

export const isCommandTopic = (topic: unknown): topic is CommandTopic =>
  typeof topic === 'string' && /^relais\.commandes(\.[a-z0-9-]+)?\.v1$/.test(topic);

export type Subscriptions = { readonly [T in Topic]?: TopicTable<T> } & { readonly [T in CommandTopic]?: TopicTable<'relais.commandes.v1'> };

/**
 * Told of a message that cannot be read, before its person is set aside; in the same transaction.
 * False: it is another consumer's, this one passes over it.
 */
export type UnreadableHook = (
  message: Readonly<{ topic: string; key: string; headers: Readonly<Record<string, string>> }>,
  failure: Failure,
  tx: Tx,
) => Promise<boolean>;

type Row = Handler<EventType> | Batched | typeof ignored;

/** The row for a type on a topic; undefined when the table does not know it. */
export const handlerFor = (table: Subscriptions, topic: string, type: EventType): Row | undefined =>
  (table as Record<string, Record<string, Row>>)[topic]?.[type];
