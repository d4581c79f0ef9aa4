import { type LegalDate } from '@relais/kernel';

/** What happened, as far as an indicator counts it. */
export type Nature =
  | 'DROIT_OUVERT'
  | 'ORIENTATION_OUVERTE'
  | 'ORIENTATION_DECIDEE'
  | 'ORIENTATION_CLOSE'
  | 'CONTRAT_A_SIGNER'
  | 'CONTRAT_SIGNE'
  | 'CONTRAT_SUSPENDU'
  | 'HEURES_DECLAREES'
  | 'SUSPENSION_DECIDEE';

/** What an event says of a fact; who it is about, its order and the day it was known come with the event. */
export type Constat = Readonly<{
  nature: Nature;
  /** The day it happened. */
  le: LegalDate;
  /** What it is about: orientation, contrat, dossier de sanction, foyer. */
  objet: string;
  /** Tells apart facts about one thing that do not replace each other. */
  detail?: string;
  commune?: string | null;
  organisme?: string;
  /** Code Aurore. */
  structure?: string | null;
  echeance?: LegalDate;
  quantite?: number;
}>;

export type Fait = Constat &
  Readonly<{
    id: string;
    usagerId: string;
    departement: string;
    /** Sequence of the event on its topic. */
    rang: number;
    /** The day, in Paris, on which it was said. */
    connuLe: LegalDate;
  }>;
