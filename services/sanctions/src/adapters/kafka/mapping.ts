import { type EventMapping } from '@relais/chassis/commands';
import { type Events, type EventType } from '@relais/schemas';
import { type SanctionEvent } from '../../domain/sanction/index.js';

/** Our event and its record have the same fields today: the compiler says when they no longer do. */
const same = <T extends EventType, D>(type: T) => ({
  type,
  toWire: (data: D & Events[T]): Events[T] => data,
  fromWire: (record: Events[EventType]): D => record as D,
});

type DataOf<K extends SanctionEvent['type']> = Extract<SanctionEvent, { type: K }>['data'];

/** One row an event: how it is written on `relais.sanctions.v1`. */
export const mapping = {
  SanctionProposee: same<'sanctions.SanctionProposee', DataOf<'SanctionProposee'>>('sanctions.SanctionProposee'),
  ContradictoireOuvert: same<'sanctions.ContradictoireOuvert', DataOf<'ContradictoireOuvert'>>('sanctions.ContradictoireOuvert'),
  ObservationsRecues: same<'sanctions.ObservationsRecues', DataOf<'ObservationsRecues'>>('sanctions.ObservationsRecues'),
  SuspensionDecidee: same<'sanctions.SuspensionDecidee', DataOf<'SuspensionDecidee'>>('sanctions.SuspensionDecidee'),
  SuppressionDecidee: same<'sanctions.SuppressionDecidee', DataOf<'SuppressionDecidee'>>('sanctions.SuppressionDecidee'),
  SanctionClassee: same<'sanctions.SanctionClassee', DataOf<'SanctionClassee'>>('sanctions.SanctionClassee'),
  SuspensionLevee: same<'sanctions.SuspensionLevee', DataOf<'SuspensionLevee'>>('sanctions.SuspensionLevee'),
} as const satisfies EventMapping<SanctionEvent>;
