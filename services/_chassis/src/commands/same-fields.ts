import { type Events, type EventType } from '@relais/schemas';

/** A mapping row for an event and a record with the same fields: the compiler says when they no longer have. */
export const sameFields = <T extends EventType, D>(type: T) => ({
  type,
  toWire: (data: D & Events[T]): Events[T] => data,
  fromWire: (record: Events[EventType]): D => record as D,
});
