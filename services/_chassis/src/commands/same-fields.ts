import { type Events, type EventType } from '@relais/schemas';
import { type DomainEvent } from './command-runner.js';

type DataOf<E extends DomainEvent, K extends E['type']> = Extract<E, { type: K }>['data'];

const rowOf = <T extends EventType, D>(type: T) => ({
  type,
  toWire: (data: D & Events[T]): Events[T] => data,
  fromWire: (record: Events[EventType]): D => record as D,
});

/**
 * The mapping rows of a context: an event and its record have the same name and the same fields, and the compiler says
 * when they no longer have.
 */
export const sameFields =
  <E extends DomainEvent>() =>
  <C extends string>(context: C) =>
  <K extends E['type']>(name: K) =>
    rowOf<`${C}.${K}` & EventType, DataOf<E, K>>(`${context}.${name}` as `${C}.${K}` & EventType);
