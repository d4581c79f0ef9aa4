import { type EventMapping, sameFields } from '@relais/chassis/commands';
import { type SanctionEvent } from '../../domain/sanction/index.js';

const row = sameFields<SanctionEvent>()('sanctions');

/** One row an event: how it is written on `relais.sanctions.v1`. */
export const mapping = {
  SanctionProposee: row('SanctionProposee'),
  ContradictoireOuvert: row('ContradictoireOuvert'),
  ObservationsRecues: row('ObservationsRecues'),
  SuspensionDecidee: row('SuspensionDecidee'),
  SuppressionDecidee: row('SuppressionDecidee'),
  SanctionClassee: row('SanctionClassee'),
  SuspensionLevee: row('SuspensionLevee'),
} as const satisfies EventMapping<SanctionEvent>;
