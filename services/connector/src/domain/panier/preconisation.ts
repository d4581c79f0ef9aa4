import { type OrientationVue, type Structure } from '../orientation/decision.js';
import { type Activite } from './activite.js';

/** What France Travail proposes and the département must decide upon. */
export type Preconisation = Readonly<{ parcours: string; organisme: string; structure: Structure | null }>;

/** Not enough criteria to say. */
const INDETERMINE = 'IND';

/**
 * The proposal behind an ACT382: the orientation that awaits its decision; when France Travail shows no
 * orientation at all, the attributes of the activity (fact sheet section 7). Undefined when orientations
 * are shown and none awaits: it has just been decided, and the activity is about to go.
 */
export const preconisationDe = ({ attributs }: Activite, orientations: readonly OrientationVue[]): Preconisation | undefined => {
  const awaited = orientations.find(({ etat, decision }) => etat === 'EN_ATTENTE' && decision === null);
  if (awaited) {
    const { parcours, organisme, structureCode: code } = awaited;
    const type = organisme ?? INDETERMINE;
    return { parcours: parcours ?? INDETERMINE, organisme: type, structure: code === null ? null : { code, type } };
  }
  if (orientations.length > 0) return undefined;
  const { typeParcours: parcours = INDETERMINE, typeOrganismeAccompagnateur: organisme = INDETERMINE } = attributs;
  return { parcours, organisme, structure: null };
};
