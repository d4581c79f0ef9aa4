import { Failure, failureClassOf, invalid, isFailure } from '@relais/kernel';
import { type EventType } from '@relais/schemas';
import { answered, isTransientDatabaseError, type Tx } from '../postgres/index.js';
import { continueTrace, inSpan } from '../telemetry/index.js';
import { type Gathered } from './gathered.js';
import { type Place } from './inbox.js';
import { type Incoming, UNSEQUENCED } from './incoming.js';
import { type Batched, type Handler, handlerFor, ignored, type Received, type Subscriptions } from './subscriptions.js';

/** Code of the failure of an event whose predecessor did not come. */
export const SEQUENCE_GAP = 'SEQUENCE_MANQUANTE';

export type EventRun = Readonly<{
  tx: Tx;
  table: Subscriptions;
  place: Place;
  /** Savepoint around the handler, so that one person's failure leaves the others' effects. */
  careful: boolean;
  /** Also sets aside what might work later (after many tries). */
  parkTransient: boolean;
  /** Where events of batched handlers wait; absent when each event is applied on its own. */
  gathered?: Gathered;
  /** A span per event, or only the continuation of its trace. */
  spans: boolean;
}>;

type Arrival = Readonly<{ message: Incoming; event: Received; last: number }>;

/** Applies one event after sequence `last` of its person; a failure in the value parks the person. */
export const applyEvent = async (
  run: EventRun,
  { message, event, last }: Arrival,
): Promise<'applied' | 'ignored' | 'duplicate' | Failure> => {
  if (event.sequence !== UNSEQUENCED) {
    if (event.sequence <= last) return 'duplicate';
    if (event.sequence > last + 1) return invalid(SEQUENCE_GAP, `expected ${last + 1}, received ${event.sequence}`);
  }
  const handler = handlerFor(run.table, run.place.topic, event.type);
  if (handler === ignored) return 'ignored';
  if (!handler) return invalid('TYPE_SANS_TRAITEMENT', `${event.type} is not in this consumer's table`);
  const { traceparent } = message.headers;
  if (run.gathered) {
    if ('together' in handler) return run.gathered.add(handler, event, traceparent).then(() => 'applied' as const);
    await run.gathered.flush();
  }
  const work = (): Promise<void> => applyOne(handler, event, run.tx);
  const traced = (): Promise<void> =>
    run.spans
      ? inSpan(`process ${event.type}`, { kind: 'consumer', parent: traceparent, attributes: attributesOf(run.place, event) }, work)
      : continueTrace(traceparent, work);
  return run.careful ? guarded(run, traced) : traced().then(() => 'applied' as const);
};

const applyOne = (handler: Handler<EventType> | Batched, event: Received, tx: Tx): Promise<void> =>
  'together' in handler ? handler.together([event], tx) : handler(event, tx);

const attributesOf = (place: Place, event: Received) => ({
  'messaging.system': 'kafka',
  'messaging.operation.type': 'process',
  'messaging.destination.name': place.topic,
  'messaging.consumer.group.name': place.consumer,
  'messaging.message.id': event.id,
});

const guarded = async (run: EventRun, work: () => Promise<void>): Promise<'applied' | Failure> => {
  await run.tx.query('savepoint message');
  try {
    await work();
    await answered(run.tx);
    await run.tx.query('release savepoint message');
    return 'applied';
  } catch (error) {
    if (isTransientDatabaseError(error)) throw error;
    if (failureClassOf(error) === 'transient' && !run.parkTransient) throw error;
    await run.tx.query('rollback to savepoint message');
    return isFailure(error) ? error : new Failure('bug', 'ERREUR_INATTENDUE', { message: nameOf(error), cause: error });
  }
};

/** The kind of an unexpected error; its message may quote data. */
const nameOf = (error: unknown): string => {
  const { name, code } = error as { name?: string; code?: unknown };
  return `${name ?? 'Error'}${typeof code === 'string' ? ` ${code}` : ''}`;
};
