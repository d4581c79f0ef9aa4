import { type Failure, isFailure } from '@relais/kernel';
import { type Codec } from '@relais/schemas';
import { type Tx } from '../postgres/index.js';
import { applyEvent } from './apply-event.js';
import { lastSequences, type Place, saveSequences } from './inbox.js';
import { type Incoming, readMessage, UNSEQUENCED } from './incoming.js';
import { type ParkedRow } from './parked-rows.js';
import { type Subscriptions } from './subscriptions.js';

type Target = Readonly<{ tx: Tx; codec: Codec; consumer: string; table: Subscriptions; topic: string; key: string }>;

/** A parked message, read as it was when it arrived. */
export const readParked = (codec: Codec, { topic, key }: Readonly<{ topic: string; key: string }>, row: ParkedRow): Promise<Incoming> => {
  const headers = Object.fromEntries(Object.entries(row.headers).map(([name, value]) => [name, Buffer.from(value)]));
  return readMessage(codec, topic, { key: Buffer.from(key), value: row.value, offset: String(row.message_offset), headers });
};

/** Applies one parked message under a savepoint: what became of it, or the failure that keeps it parked. */
export const applyParked = async (target: Target, row: ParkedRow): Promise<'applied' | 'ignored' | 'duplicate' | Failure> => {
  const { tx, codec, table, topic, key } = target;
  const place: Place = { consumer: target.consumer, topic, partition: row.partition };
  const message = await readParked(codec, target, row);
  if ('failure' in message.content) return message.content.failure;
  const { event } = message.content;
  const last = (await lastSequences(tx, place, [key])).get(key) ?? 0;
  const outcome = await applyEvent({ tx, table, place, careful: true, parkTransient: true, spans: true }, { message, event, last });
  if (isFailure(outcome) || outcome === 'duplicate' || event.sequence === UNSEQUENCED) return outcome;
  await saveSequences(tx, place, new Map([[key, event.sequence]]));
  return outcome;
};
