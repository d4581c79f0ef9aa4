import { type LegalDate } from '@relais/kernel';
import { type MotifClassement, type MotifLegitime, type MotifLevee } from './events.js';
import { type Composition, type Manquement, type ManquementConnu, type Rang, type TypeSanction } from './rules.js';

type Person = Readonly<{ usagerId: string; departement: string }>;
type Case = Person & Readonly<{ sanctionId: string }>;

/** Who acts: an agent, as the identity provider knows it. */
export type Acteur = Readonly<{
  id: string;
  departement: string | null;
  structure: Readonly<{ code: string; type: string }> | null;
  peutDecider: boolean;
}>;

/** What is known here of the person's right, on the day of the act. */
export type Situation = Readonly<{ droit: 'INCONNU' | 'OUVERT' | 'FERME'; composition: Composition | null }>;

type Acte = Readonly<{
  acteur: Acteur;
  /** The day in the département. */
  aujourdhui: LegalDate;
}>;

export type RecevoirProposition = Person &
  Readonly<{
    type: 'RecevoirProposition';
    sanctionId: string;
    identifiantActivite: string;
    idConsequenceSanction: string;
    typeSanction: TypeSanction;
    manquement: Manquement;
    dateManquement: LegalDate | null;
    dateAvertissement: LegalDate | null;
    taux: number | null;
    dureeMois: number | null;
    dateProposition: LegalDate;
    /** The deadline France Travail gives; else it is counted. */
    echeance: LegalDate | null;
    situation: Situation;
  }>;

export type ProposerSanction = Case &
  Acte &
  Readonly<{
    type: 'ProposerSanction';
    typeSanction: TypeSanction;
    manquement: ManquementConnu;
    dateManquement: LegalDate;
    taux: number;
    dureeMois: number;
    /** As the agent states it; else what is known here. */
    composition: Composition | null;
    situation: Situation;
  }>;

export type OuvrirContradictoire = Case &
  Acte &
  Readonly<{
    type: 'OuvrirContradictoire';
    /** The sanction announced to the person; null: the one proposed. */
    annonce: Readonly<{ typeSanction: TypeSanction; taux: number; dureeMois: number }> | null;
    dateReception: LegalDate;
  }>;

export type EnregistrerObservations = Case &
  Acte &
  Readonly<{
    type: 'EnregistrerObservations';
    dateReception: LegalDate;
    forme: 'ECRITES' | 'ORALES';
    assistee: boolean;
    motifLegitime: MotifLegitime;
  }>;

export type Sanctionner = Readonly<{
  sens: 'SUSPENDRE' | 'SUPPRIMER';
  taux: number;
  dureeMois: number;
  /** Null: as the history known here says. */
  rang: Rang | null;
  /** Date of an earlier sanction decided before it was recorded here. */
  sanctionPrecedenteLe: LegalDate | null;
  composition: Composition | null;
  avisEquipeLe: LegalDate | null;
}>;
export type Classer = Readonly<{ sens: 'CLASSER'; motif: MotifClassement }>;

export type DeciderSanction = Case & Acte & Readonly<{ type: 'DeciderSanction'; choix: Sanctionner | Classer; situation: Situation }>;

export type LeverSuspension = Case & Acte & Readonly<{ type: 'LeverSuspension'; motif: MotifLevee; dateLevee: LegalDate }>;

export type SanctionCommand =
  | RecevoirProposition
  | ProposerSanction
  | OuvrirContradictoire
  | EnregistrerObservations
  | DeciderSanction
  | LeverSuspension;
