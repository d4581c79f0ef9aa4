import { fold, type LegalDate, type UsagerId } from '@relais/kernel';
import { type ConstaterDroit, droitDecider, type DroitState } from '../droit/decider.js';
import { type DroitEvent, type DroitRsaOuvert } from '../droit/events.js';

export type DroitConnu = Exclude<DroitState, { statut: 'inconnu' }>;
export type Personne = Readonly<{ id: UsagerId; droit: DroitConnu }>;

/** Both persons, as far as a merge changes them. */
export type Paire = Readonly<{ garde: Personne; absorbe: Personne }>;

/** What said that the absorbed person's right is open, null when it is not or is no longer known. */
export type Ouverture = DroitRsaOuvert['data'] | null;

export type Effet = Readonly<{ paire: Paire; evenements: readonly DroitEvent[] }>;

/** All that is needed to undo a merge. */
export type Avant = Readonly<{ garde: DroitConnu; absorbe: DroitConnu; ouverture: Ouverture }>;

const constater = (personne: Personne, constat: ConstaterDroit): { personne: Personne; evenements: readonly DroitEvent[] } => {
  const decision = droitDecider.decide(constat, personne.droit);
  const evenements = decision.ok ? decision.value : [];
  const droit = fold({ ...droitDecider, initial: personne.droit }, evenements);
  return { personne: droit.statut === 'inconnu' ? personne : { ...personne, droit }, evenements };
};

const fermer = (personne: Personne, motif: 'FUSION' | 'FUSION_ANNULEE', dateConstat: LegalDate) =>
  constater(personne, { usagerId: personne.id, ...personne.droit, ouvert: false, motif, dateConstat });

// The same opening, said of the other person: its date of reception, hence the six weeks, do not start again.
const ouvrir = (personne: Personne, { origine: _, ...ouverture }: NonNullable<Ouverture>) =>
  constater(personne, { ...ouverture, usagerId: personne.id, ouvert: true });

/** True when the kept person has to receive the absorbed one's right. */
export const droitATransmettre = ({ garde, absorbe }: Paire): boolean => garde.droit.statut !== 'ouvert' && absorbe.droit.statut === 'ouvert';

/** One person from now on: one open right at most, on the person kept. */
export const fusionner = (paire: Paire, ouverture: Ouverture, le: LegalDate): Effet & Readonly<{ avant: Avant }> => {
  const avant = { garde: paire.garde.droit, absorbe: paire.absorbe.droit, ouverture };
  const absorbe = fermer(paire.absorbe, 'FUSION', le);
  const garde = droitATransmettre(paire) && ouverture ? ouvrir(paire.garde, ouverture) : { personne: paire.garde, evenements: [] };
  return {
    paire: { garde: garde.personne, absorbe: absorbe.personne },
    evenements: [...absorbe.evenements, ...garde.evenements],
    avant,
  };
};

/**
 * Two persons again. Nothing said since the merge: both are exactly as before. When a flux has moved
 * the right since, the kept person keeps what the flux said, and the next one says the rest.
 */
export const annuler = (paire: Paire, { garde, absorbe, ouverture }: Avant, le: LegalDate): Effet => {
  const transmis = droitATransmettre({ garde: { ...paire.garde, droit: garde }, absorbe: { ...paire.absorbe, droit: absorbe } });
  const intact = paire.garde.droit.statut === 'ouvert' && paire.garde.droit.foyerId === absorbe.foyerId;
  const repris = transmis && intact ? fermer(paire.garde, 'FUSION_ANNULEE', le) : { personne: paire.garde, evenements: [] };
  const rendu = absorbe.statut === 'ouvert' && ouverture && (!transmis || intact) ? ouvrir(paire.absorbe, ouverture) : { personne: paire.absorbe, evenements: [] };
  return {
    paire: {
      garde: repris.evenements.length > 0 ? { ...repris.personne, droit: garde } : repris.personne,
      absorbe: rendu.personne,
    },
    evenements: [...repris.evenements, ...rendu.evenements],
  };
};
