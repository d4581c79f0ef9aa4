import { type LegalDate } from '@relais/kernel';
import { type Choix, type OrientationEvent, type Preconisation } from './events.js';

type Known = Readonly<{ departement: string; orientationId: string; preconisation: Preconisation | null }>;
type Opened = Known & Readonly<{ dateReception: LegalDate; echeance: LegalDate }>;

export type Decision = Choix & Readonly<{ dateDecision: LegalDate; decideurId: string }>;

/** The orientation of one person. */
export type Orientation =
  | Readonly<{ statut: 'INCONNUE' }>
  /** France Travail spoke first: its préconisation waits for the right to be known here. */
  | (Known & Readonly<{ statut: 'ANNONCEE' }>)
  | (Opened & Readonly<{ statut: 'A_PRENDRE' }>)
  | (Opened & Readonly<{ statut: 'DECIDEE'; decision: Decision }>)
  | (Known & Readonly<{ statut: 'CLOSE'; motif: string }>);

export const initial: Orientation = { statut: 'INCONNUE' };

export const evolve = (state: Orientation, event: OrientationEvent): Orientation => {
  const { departement, orientationId } = event.data;
  const known = { departement, orientationId, preconisation: 'preconisation' in state ? state.preconisation : null };
  switch (event.type) {
    case 'OrientationOuverte': {
      const { dateReception, echeance } = event.data;
      const preconisation = state.statut === 'ANNONCEE' ? state.preconisation : null;
      return { ...known, preconisation, statut: 'A_PRENDRE', dateReception, echeance };
    }
    case 'PreconisationEnregistree':
      return withPreconisation(state, event.data);
    case 'OrientationDecidee':
      if (state.statut !== 'A_PRENDRE' && state.statut !== 'DECIDEE') return state;
      return { ...state, orientationId, statut: 'DECIDEE', decision: decisionOf(event.data) };
    case 'OrientationClose':
      return state.statut === 'INCONNUE' ? state : { ...known, statut: 'CLOSE', motif: event.data.motif };
  }
};

const withPreconisation = (
  state: Orientation,
  { departement, orientationId, usagerId: _, ...preconisation }: Extract<OrientationEvent, { type: 'PreconisationEnregistree' }>['data'],
): Orientation => {
  if (state.statut === 'A_PRENDRE') return { ...state, preconisation };
  if (state.statut === 'INCONNUE' || state.statut === 'ANNONCEE') return { statut: 'ANNONCEE', departement, orientationId, preconisation };
  return state;
};

const decisionOf = ({
  sens,
  parcours,
  organisme,
  structure,
  motifRefus,
  commentaireRefus,
  dateDecision,
  decideurId,
}: Extract<OrientationEvent, { type: 'OrientationDecidee' }>['data']): Decision => ({
  sens,
  parcours,
  organisme,
  structure,
  motifRefus,
  commentaireRefus,
  dateDecision,
  decideurId,
});
