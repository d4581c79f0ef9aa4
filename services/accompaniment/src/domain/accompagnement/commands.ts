import { type Instant, type LegalDate } from '@relais/kernel';
import { type Structure, type Suivi } from './events.js';
import { type Issue, type Modalite, type MotifDispense, type MotifReduction, type MotifRendezVous } from './rules.js';
import { type Semaine } from './semaine.js';

type Person = Readonly<{ usagerId: string; departement: string }>;

/** Who acts: an agent, as the identity provider knows it. */
export type Intervenant = Readonly<{ id: string; departement: string | null; structure: Structure | null }>;

type Act = Readonly<{
  usagerId: string;
  intervenant: Intervenant;
  /** The day of the act in the département. */
  aujourdhui: LegalDate;
}>;

/** An orientation was decided: the first one opens the contract, a later one asks for a new signature. */
export type RecevoirOrientation = Readonly<{
  type: 'RecevoirOrientation';
  /** Used when there is no contract yet. */
  contratId: string;
  orientationId: string;
  dateNotification: LegalDate;
}> &
  Suivi &
  Person;

export type SuspendreContrat = Readonly<{ type: 'SuspendreContrat'; motif: string; dateSuspension: LegalDate }> & Person;

/** Weekly activity agreed on: 15 hours, another number with its reason when it is lower, or none at all. */
export type Intensite = Readonly<{ minutes: number | null; motifReduction: MotifReduction | null; motifDispense: MotifDispense | null }>;

export type SignerContrat = Readonly<{ type: 'SignerContrat'; dateSignature: LegalDate; intensite: Intensite }> & Act;

export type RefuserContrat = Readonly<{ type: 'RefuserContrat'; dateRefus: LegalDate }> & Act;

export type PrendreRendezVous = Readonly<{
  type: 'PrendreRendezVous';
  rendezVousId: string;
  dateHeure: Instant;
  modalite: Modalite;
  motif: MotifRendezVous;
}> &
  Act;

export type NoterIssue = Readonly<{ type: 'NoterIssue'; rendezVousId: string; issue: Issue; maintenant: Instant }> & Act;

export type DeclarerHeures = Readonly<{ type: 'DeclarerHeures'; semaine: Semaine; nature: string; minutes: number }> & Act;

/** What an agent of the structure that follows the person may do. */
export type ActeAgent = SignerContrat | RefuserContrat | PrendreRendezVous | NoterIssue | DeclarerHeures;

export type AccompagnementCommand = RecevoirOrientation | SuspendreContrat | ActeAgent;
