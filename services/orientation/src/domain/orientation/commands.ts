import { type LegalDate } from '@relais/kernel';
import { type Preconisation, type Structure } from './events.js';
import { type MotifRefus, type Organisme, type Parcours } from './rules.js';

type Person = Readonly<{ usagerId: string; departement: string }>;

/** Who decides: an agent, as the identity provider knows it. */
export type Decideur = Readonly<{
  id: string;
  departement: string | null;
  structure: Structure | null;
  peutDecider: boolean;
}>;

export type OuvrirOrientation = Readonly<{ type: 'OuvrirOrientation'; orientationId: string; dateReception: LegalDate }> & Person;

export type EnregistrerPreconisation = Readonly<{
  type: 'EnregistrerPreconisation';
  /** Used when the orientation is not known yet. */
  orientationId: string;
  preconisation: Preconisation;
}> &
  Person;

export type Accord = Readonly<{ sens: 'ACCEPTEE'; structure: Structure | null }>;
export type Refus = Readonly<{
  sens: 'REFUSEE';
  motifRefus: MotifRefus;
  commentaireRefus: string | null;
  parcours: Parcours;
  organisme: Organisme;
  structure: Structure | null;
}>;

export type DeciderOrientation = Readonly<{
  type: 'DeciderOrientation';
  decideur: Decideur;
  choix: Accord | Refus;
  /** The day of the decision in the département. */
  aujourdhui: LegalDate;
}> &
  Person;

/** A person already oriented goes elsewhere: a new decision, with its own notification and delays (D. 5411-8-2 C. trav.). */
export type ReorienterUsager = Readonly<{
  type: 'ReorienterUsager';
  /** Of the new orientation. */
  orientationId: string;
  decideur: Decideur;
  parcours: Parcours;
  organisme: Organisme;
  structure: Structure | null;
  aujourdhui: LegalDate;
}> &
  Person;

export type CloreOrientation = Readonly<{ type: 'CloreOrientation'; motif: string; dateCloture: LegalDate }> & Person;

export type OrientationCommand = OuvrirOrientation | EnregistrerPreconisation | DeciderOrientation | ReorienterUsager | CloreOrientation;
