import { type Accepted } from '@relais/chassis/commands';
import { type Sanctions } from '../../domain/sanction/index.js';

/** The case after an act, with the version to act upon next. */
export const dossierDe = (
  { usagerId, sanctionId }: Readonly<{ usagerId: string; sanctionId: string }>,
  { state, version }: Accepted<Sanctions>,
): object => ({ usagerId, ...state.dossiers[sanctionId], version });
