import { type Instant, type LegalDate } from '@relais/kernel';
import { type Organisme, type Parcours } from './rules.js';

export type Structure = Readonly<{ code: string; type: string }>;

type Person = Readonly<{ usagerId: string; departement: string }>;

export type OrientationOuverte = Readonly<{
  type: 'OrientationOuverte';
  data: Person & Readonly<{ orientationId: string; dateReception: LegalDate; echeance: LegalDate; regle: string }>;
}>;

export type Preconisation = Readonly<{
  identifiantActivite: string;
  /** As France Travail writes it: may be EO, IND or a code of the future. */
  parcours: string;
  organisme: string;
  structure: Structure | null;
  datePreconisation: Instant | null;
}>;

export type PreconisationEnregistree = Readonly<{
  type: 'PreconisationEnregistree';
  data: Person & Preconisation & Readonly<{ orientationId: string }>;
}>;

export type Choix = Readonly<{
  sens: 'ACCEPTEE' | 'REFUSEE' | 'REORIENTATION';
  parcours: Parcours;
  organisme: Organisme;
  structure: Structure | null;
  motifRefus: string | null;
  commentaireRefus: string | null;
}>;

export type OrientationDecidee = Readonly<{
  type: 'OrientationDecidee';
  data: Person &
    Choix &
    Readonly<{ orientationId: string; dateDecision: LegalDate; decideurId: string; decideurStructure: string }>;
}>;

export type OrientationClose = Readonly<{
  type: 'OrientationClose';
  data: Person & Readonly<{ orientationId: string; motif: string; dateCloture: LegalDate }>;
}>;

export type OrientationEvent = OrientationOuverte | PreconisationEnregistree | OrientationDecidee | OrientationClose;
