import { type EventMapping, sameFields } from '@relais/chassis/commands';
import { type SanctionEvent } from '../../domain/sanction/index.js';

type DataOf<K extends SanctionEvent['type']> = Extract<SanctionEvent, { type: K }>['data'];

/** One row an event: how it is written on `relais.sanctions.v1`. */
export const mapping = {
  SanctionProposee: sameFields<'sanctions.SanctionProposee', DataOf<'SanctionProposee'>>('sanctions.SanctionProposee'),
  ContradictoireOuvert: sameFields<'sanctions.ContradictoireOuvert', DataOf<'ContradictoireOuvert'>>('sanctions.ContradictoireOuvert'),
  ObservationsRecues: sameFields<'sanctions.ObservationsRecues', DataOf<'ObservationsRecues'>>('sanctions.ObservationsRecues'),
  SuspensionDecidee: sameFields<'sanctions.SuspensionDecidee', DataOf<'SuspensionDecidee'>>('sanctions.SuspensionDecidee'),
  SuppressionDecidee: sameFields<'sanctions.SuppressionDecidee', DataOf<'SuppressionDecidee'>>('sanctions.SuppressionDecidee'),
  SanctionClassee: sameFields<'sanctions.SanctionClassee', DataOf<'SanctionClassee'>>('sanctions.SanctionClassee'),
  SuspensionLevee: sameFields<'sanctions.SuspensionLevee', DataOf<'SuspensionLevee'>>('sanctions.SuspensionLevee'),
} as const satisfies EventMapping<SanctionEvent>;
