import { type Instant, type LegalDate } from '@relais/kernel';
import { type AccompagnementEvent, type Delai, type Suivi } from './events.js';
import { type Amenagement, type Issue } from './rules.js';

export type Signature = Readonly<{ dateSignature: LegalDate; minutesHebdomadaires: number; amenagement: Amenagement }>;

type Connu = Suivi &
  Omit<Delai, 'regle'> &
  Readonly<{
    departement: string;
    contratId: string;
    orientationId: string;
    /** By rendezVousId. */
    rendezVous: Readonly<Record<string, RendezVous>>;
    /** Minutes by week, then by kind of activity. */
    heures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  }>;

export type RendezVous = Readonly<{ dateHeure: Instant; issue: Issue | null }>;

/** The accompaniment of one person: its contract, rendez-vous and hours of activity. */
export type Accompagnement =
  | Readonly<{ etat: 'AUCUN' }>
  | (Connu & Readonly<{ etat: 'A_SIGNER' }>)
  | (Connu & Readonly<{ etat: 'SIGNE'; signature: Signature }>)
  | (Connu & Readonly<{ etat: 'REFUSE'; dateRefus: LegalDate }>)
  | (Connu & Readonly<{ etat: 'SUSPENDU'; dateSuspension: LegalDate }>);

export type AccompagnementConnu = Exclude<Accompagnement, { etat: 'AUCUN' }>;

export const initial: Accompagnement = { etat: 'AUCUN' };

type Effects = {
  readonly [T in AccompagnementEvent['type']]: (
    state: AccompagnementConnu,
    data: Extract<AccompagnementEvent, { type: T }>['data'],
  ) => Accompagnement;
};

/** What stays when the state of the contract changes. */
const connu = ({
  departement,
  contratId,
  orientationId,
  organisme,
  structure,
  dateNotification,
  echeance,
  rendezVous,
  heures,
}: AccompagnementConnu): Connu => ({
  departement,
  contratId,
  orientationId,
  organisme,
  structure,
  dateNotification,
  echeance,
  rendezVous,
  heures,
});

const effects: Effects = {
  ContratOuvert: (state) => state,
  ContratRemisASigner: (state, { departement, orientationId, organisme, structure, dateNotification, echeance }) => ({
    ...connu(state),
    departement,
    orientationId,
    organisme,
    structure,
    dateNotification,
    echeance,
    etat: 'A_SIGNER',
  }),
  ContratSigne: (state, { dateSignature, minutesHebdomadaires, amenagement }) => ({
    ...connu(state),
    etat: 'SIGNE',
    signature: { dateSignature, minutesHebdomadaires, amenagement },
  }),
  ContratRefuse: (state, { dateRefus }) => ({ ...connu(state), etat: 'REFUSE', dateRefus }),
  ContratSuspendu: (state, { dateSuspension }) => ({ ...connu(state), etat: 'SUSPENDU', dateSuspension }),
  RendezVousPris: (state, { rendezVousId, dateHeure }) => ({
    ...state,
    rendezVous: { ...state.rendezVous, [rendezVousId]: { dateHeure, issue: null } },
  }),
  RendezVousTenu: (state, { rendezVousId, issue }) => {
    const pris = state.rendezVous[rendezVousId];
    return pris ? { ...state, rendezVous: { ...state.rendezVous, [rendezVousId]: { ...pris, issue } } } : state;
  },
  HeuresDeclarees: (state, { semaine, nature, minutes }) => ({
    ...state,
    heures: { ...state.heures, [semaine]: { ...state.heures[semaine], [nature]: minutes } },
  }),
};

export const evolve = (state: Accompagnement, event: AccompagnementEvent): Accompagnement => {
  if (state.etat === 'AUCUN') {
    if (event.type !== 'ContratOuvert') return state;
    const { usagerId: _, regle: __, ...data } = event.data;
    return { ...data, etat: 'A_SIGNER', rendezVous: {}, heures: {} };
  }
  const effect = effects[event.type] as (state: AccompagnementConnu, data: AccompagnementEvent['data']) => Accompagnement;
  return effect(state, event.data);
};
