import { type Accepted } from '@relais/chassis/commands';
import { type Composition, type Sanctions } from '../../domain/sanction/index.js';

/** The case after an act, with the version to act upon next. */
export const dossierDe = (
  { usagerId, sanctionId }: Readonly<{ usagerId: string; sanctionId: string }>,
  { state, version }: Accepted<Sanctions>,
): object => ({ usagerId, ...state.dossiers[sanctionId], version });

type Stated = Readonly<{ nombrePersonnes: number; majorationParentIsole: boolean }>;

/** A household stated by an agent was checked by them. */
export const compositionDe = (stated: Stated | null): Composition | null => (stated ? { ...stated, origine: 'AGENT' } : null);
