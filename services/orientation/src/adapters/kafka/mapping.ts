import { type EventMapping } from '@relais/chassis/commands';
import { type Events, type EventType } from '@relais/schemas';
import { type OrientationEvent } from '../../domain/orientation/index.js';

/** Our event and its record have the same fields today: the compiler says when they no longer do. */
const same = <T extends EventType, D>(type: T) => ({
  type,
  toWire: (data: D & Events[T]): Events[T] => data,
  fromWire: (record: Events[EventType]): D => record as D,
});

type DataOf<K extends OrientationEvent['type']> = Extract<OrientationEvent, { type: K }>['data'];

/** One row an event: how it is written on `relais.orientation.v1`. */
export const mapping = {
  OrientationOuverte: same<'orientation.OrientationOuverte', DataOf<'OrientationOuverte'>>('orientation.OrientationOuverte'),
  PreconisationEnregistree: same<'orientation.PreconisationEnregistree', DataOf<'PreconisationEnregistree'>>(
    'orientation.PreconisationEnregistree',
  ),
  OrientationDecidee: same<'orientation.OrientationDecidee', DataOf<'OrientationDecidee'>>('orientation.OrientationDecidee'),
  OrientationClose: same<'orientation.OrientationClose', DataOf<'OrientationClose'>>('orientation.OrientationClose'),
} as const satisfies EventMapping<OrientationEvent>;
