import { type EventMapping, sameFields } from '@relais/chassis/commands';
import { type OrientationEvent } from '../../domain/orientation/index.js';

type DataOf<K extends OrientationEvent['type']> = Extract<OrientationEvent, { type: K }>['data'];

/** One row an event: how it is written on `relais.orientation.v1`. */
export const mapping = {
  OrientationOuverte: sameFields<'orientation.OrientationOuverte', DataOf<'OrientationOuverte'>>('orientation.OrientationOuverte'),
  PreconisationEnregistree: sameFields<'orientation.PreconisationEnregistree', DataOf<'PreconisationEnregistree'>>(
    'orientation.PreconisationEnregistree',
  ),
  OrientationDecidee: sameFields<'orientation.OrientationDecidee', DataOf<'OrientationDecidee'>>('orientation.OrientationDecidee'),
  OrientationClose: sameFields<'orientation.OrientationClose', DataOf<'OrientationClose'>>('orientation.OrientationClose'),
} as const satisfies EventMapping<OrientationEvent>;
