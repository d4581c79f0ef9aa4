import { type Accepted } from '@relais/chassis/commands';
import { type DossierVu } from '../../application/vues.js';
import { type Sanctions } from '../../domain/sanction/index.js';

/** The case after an act, with the version to act upon next. */
export const dossierDe = (
  { usagerId, sanctionId }: Readonly<{ usagerId: string; sanctionId: string }>,
  { state, version }: Accepted<Sanctions>,
): DossierVu => {
  const dossier = state.dossiers[sanctionId];
  if (!dossier) throw new Error('a case was acted upon, and the state does not hold it');
  return { usagerId, ...dossier, version };
};
