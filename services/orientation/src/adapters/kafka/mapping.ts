import { type EventMapping, sameFields } from '@relais/chassis/commands';
import { type OrientationEvent } from '../../domain/orientation/index.js';

const row = sameFields<OrientationEvent>()('orientation');

/** One row an event: how it is written on `relais.orientation.v1`. */
export const mapping = {
  OrientationOuverte: row('OrientationOuverte'),
  PreconisationEnregistree: row('PreconisationEnregistree'),
  OrientationDecidee: row('OrientationDecidee'),
  OrientationClose: row('OrientationClose'),
} as const satisfies EventMapping<OrientationEvent>;
