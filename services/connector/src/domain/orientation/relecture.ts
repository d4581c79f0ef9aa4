import { type DecisionOrientation, type OrientationVue } from './decision.js';

/** Does France Travail show what was sent? `absente`: no sign of it, the decision is still awaited. */
export type Constat = 'identique' | 'absente' | 'differente';

/** France Travail knows no délégataire in a decision: it shows the département that delegated. */
const organismeVu = (organisme: DecisionOrientation['organisme']): string => (organisme === 'DCD' ? 'CD' : organisme);

const same = (shown: string | null, sent: string): boolean => shown === sent;
/** A field that France Travail leaves out contradicts nothing. */
const notOther = (shown: string | null, sent: string | null): boolean => shown === null || shown === sent;

const isAwaited = ({ etat, decision }: OrientationVue): boolean =>
  decision === null && (etat === 'EN_ATTENTE' || etat === 'SAISIE_COMPLETE');

const shows = ({ decision, parcours, organisme }: OrientationVue, sent: DecisionOrientation): boolean =>
  decision !== null &&
  same(decision.sens, sent.sens) &&
  same(decision.date, sent.dateDecision) &&
  notOther(decision.agent, sent.decideurId) &&
  notOther(decision.motifRefus, sent.motifRefus) &&
  same(parcours, sent.parcours) &&
  same(organisme, organismeVu(sent.organisme));

/**
 * Compares what was sent with all the orientations that France Travail shows for the person. The same
 * decision, of the same day, is ours even when another orientation awaits its own since: sending it
 * again would decide that one.
 */
export const constater = (sent: DecisionOrientation, shown: readonly OrientationVue[]): Constat => {
  if (shown.some((orientation) => shows(orientation, sent))) return 'identique';
  if (shown.some(isAwaited)) return 'absente';
  return shown.some(({ etat }) => etat === 'OUVERT') ? 'differente' : 'absente';
};

/** A new orientation was made when the open one is as it was sent: only one is open at a time. */
export const constaterReorientation = ({ parcours, organisme, structure }: DecisionOrientation, shown: readonly OrientationVue[]): Constat => {
  const open = shown.find(({ etat }) => etat === 'OUVERT');
  const there = open && same(open.parcours, parcours) && same(open.organisme, organismeVu(organisme)) && notOther(open.structureCode, structure?.code ?? null);
  return there ? 'identique' : 'absente';
};
