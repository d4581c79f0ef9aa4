import { type Failure, isFailure } from '@relais/kernel';
import { inTransactionReading, type Pool } from '../postgres/index.js';
import { applyEvent, type EventRun, SEQUENCE_GAP } from './apply-event.js';
import { Gathered } from './gathered.js';
import { type Known, lockNewPlace, lockPlace, parkKey, parkMessage, type Place, settle } from './inbox.js';
import { type Incoming, UNSEQUENCED } from './incoming.js';
import { Discontinuity } from './continuity.js';
import { type Subscriptions, type UnreadableHook } from './subscriptions.js';
import { type Verdict } from './verdict.js';

export type Applied = Readonly<{ type: string; verdict: Verdict; code?: string }>;

export type ApplyOptions = Readonly<{
  pool: Pool;
  place: Place;
  table: Subscriptions;
  unreadable?: UnreadableHook | undefined;
  /** Told the offset kept, before anything is applied; what it throws stops the batch. */
  continuity?: (kept: number) => void;
}>;

/** Up to this many messages each gets its own span; a larger batch only continues their traces. */
const SPAN_PER_MESSAGE = 20;

type Base = EventRun & Readonly<{ unreadable: UnreadableHook | undefined; continuity: ((kept: number) => void) | undefined }>;
type Run = Base & Known & Readonly<{ moved: Map<string, number> }>;

/**
 * Applies a batch of one partition: effects, inbox and offset in one transaction. Tried first
 * without savepoints, batched handlers by runs; when a handler fails, once more with them, and the failing person alone is
 * parked. Throws only what may work later.
 */
export const applyBatch = async (
  { pool, place, table, unreadable, continuity }: ApplyOptions,
  messages: readonly Incoming[],
  { parkTransient = false }: { parkTransient?: boolean } = {},
): Promise<Applied[]> => {
  const spans = messages.length <= SPAN_PER_MESSAGE;
  const keys = [...new Set(messages.map(({ key }) => key))];
  const attempt = (careful: boolean): Promise<Applied[]> =>
    inTransactionReading(
      pool,
      (tx) => lockPlace(tx, place, keys),
      async (tx, known) => {
        const base = { tx, place, table, careful, parkTransient, spans, unreadable, continuity };
        return applyAll(base, known ?? (await lockNewPlace(tx, place, keys)), messages);
      },
    );
  try {
    return await attempt(false);
  } catch (error) {
    if (error instanceof Discontinuity || (isFailure(error) && error.failureClass === 'transient' && !parkTransient)) throw error;
    return attempt(true);
  }
};

const applyAll = async (base: Base, known: Known, messages: readonly Incoming[]): Promise<Applied[]> => {
  const { tx, place } = base;
  const { from } = known;
  base.continuity?.(from);
  const gathered = new Gathered(tx, place);
  const run: Run = { ...base, ...known, ...(base.careful ? {} : { gathered }), moved: new Map() };
  const results: Applied[] = [];
  for (const message of messages) {
    results.push(message.offset < from ? { type: typeLabel(message), verdict: 'stale' } : await applyOne(run, message));
  }
  await gathered.flush();
  await settle(tx, place, { next: Math.max(from, ...messages.map(({ offset }) => offset + 1)), sequences: run.moved });
  return results;
};

const typeLabel = ({ content }: Incoming): string => ('event' in content ? content.event.type : 'inconnu');

const applyOne = async (run: Run, message: Incoming): Promise<Applied> => {
  const type = typeLabel(message);
  if (run.parked.has(message.key)) {
    await parkMessage(run.tx, run.place, message);
    return { type, verdict: 'waiting' };
  }
  if ('failure' in message.content) {
    const { failure } = message.content;
    const ours = (await run.unreadable?.({ ...message, topic: run.place.topic }, failure, run.tx)) ?? true;
    return ours ? park(run, message, failure) : { type, verdict: 'ignored' };
  }
  const { event } = message.content;
  const outcome = await applyEvent(run, { message, event, last: run.sequences.get(message.key) ?? 0 });
  if (isFailure(outcome)) return park(run, message, outcome);
  if (outcome !== 'duplicate' && event.sequence !== UNSEQUENCED) {
    run.sequences.set(message.key, event.sequence);
    run.moved.set(message.key, event.sequence);
  }
  return { type, verdict: outcome };
};

const park = async (run: Run, message: Incoming, failure: Failure): Promise<Applied> => {
  await parkKey(run.tx, run.place, { key: message.key, failure });
  await parkMessage(run.tx, run.place, message);
  run.parked.add(message.key);
  return { type: typeLabel(message), verdict: failure.code === SEQUENCE_GAP ? 'gap' : 'parked', code: failure.code };
};
