import { type OrientationVue, type Structure } from '../orientation/decision.js';
import { type Activite } from './activite.js';

/** What France Travail proposes and the département must decide upon. */
export type Preconisation = Readonly<{ parcours: string; organisme: string; structure: Structure | null }>;

/** Not enough criteria to say. */
const INDETERMINE = 'IND';

/**
 * The proposal behind an ACT382: the orientation that awaits its decision, else the attributes of the
 * activity (fact sheet section 7), else undetermined.
 */
export const preconisationDe = ({ attributs }: Activite, orientations: readonly OrientationVue[]): Preconisation => {
  const awaited = orientations.find(({ etat, decision }) => etat === 'EN_ATTENTE' && decision === null);
  const organisme = awaited?.organisme ?? attributs['typeOrganismeAccompagnateur'] ?? INDETERMINE;
  const code = awaited?.structureCode ?? null;
  return {
    parcours: awaited?.parcours ?? attributs['typeParcours'] ?? INDETERMINE,
    organisme,
    structure: code === null ? null : { code, type: organisme },
  };
};
