import { type Instant, type LegalDate } from '@relais/kernel';
import { type Amenagement, type Issue, type Modalite, type MotifRendezVous, type Organisme } from './rules.js';
import { type Semaine } from './semaine.js';

export type Structure = Readonly<{ code: string; type: string }>;

type Person = Readonly<{ usagerId: string; departement: string }>;

/** Who follows the person. */
export type Suivi = Readonly<{ organisme: Organisme; structure: Structure | null }>;

/** The month to sign. */
export type Delai = Readonly<{ dateNotification: LegalDate; echeance: LegalDate; regle: string }>;

export type ContratOuvert = Readonly<{
  type: 'ContratOuvert';
  data: Person & Suivi & Delai & Readonly<{ contratId: string; orientationId: string }>;
}>;

export type ContratRemisASigner = Readonly<{
  type: 'ContratRemisASigner';
  data: Person & Suivi & Delai & Readonly<{ contratId: string; orientationId: string; motif: 'REORIENTATION' | 'REPRISE' }>;
}>;

export type ContratSigne = Readonly<{
  type: 'ContratSigne';
  data: Person &
    Suivi &
    Readonly<{
      contratId: string;
      dateSignature: LegalDate;
      echeance: LegalDate;
      minutesHebdomadaires: number;
      amenagement: Amenagement;
      signataireId: string;
      signataireStructure: string;
    }>;
}>;

export type ContratRefuse = Readonly<{
  type: 'ContratRefuse';
  data: Person & Suivi & Readonly<{ contratId: string; dateRefus: LegalDate; agentId: string; agentStructure: string }>;
}>;

export type ContratSuspendu = Readonly<{
  type: 'ContratSuspendu';
  data: Person & Readonly<{ contratId: string; motif: string; dateSuspension: LegalDate }>;
}>;

export type RendezVousPris = Readonly<{
  type: 'RendezVousPris';
  data: Person &
    Readonly<{
      rendezVousId: string;
      dateHeure: Instant;
      modalite: Modalite;
      motif: MotifRendezVous;
      structure: Structure | null;
      agentId: string;
    }>;
}>;

export type RendezVousTenu = Readonly<{
  type: 'RendezVousTenu';
  data: Person & Readonly<{ rendezVousId: string; issue: Issue; dateConstat: LegalDate; agentId: string }>;
}>;

export type HeuresDeclarees = Readonly<{
  type: 'HeuresDeclarees';
  data: Person &
    Readonly<{
      contratId: string;
      semaine: Semaine;
      nature: string;
      minutes: number;
      minutesHebdomadaires: number;
      structure: Structure | null;
      agentId: string;
    }>;
}>;

export type AccompagnementEvent =
  | ContratOuvert
  | ContratRemisASigner
  | ContratSigne
  | ContratRefuse
  | ContratSuspendu
  | RendezVousPris
  | RendezVousTenu
  | HeuresDeclarees;
