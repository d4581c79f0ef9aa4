import { type LegalDate } from '@relais/kernel';

/** PED professionnel, PSP socio-professionnel, PSO social. */
export type Parcours = 'PED' | 'PSP' | 'PSO';
export type Organisme = 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';

/** A structure, by its Aurore code (three letters, four digits). */
export type Structure = Readonly<{ code: string; type: string }>;

/** A decision of the département, whatever the version of the API that carries it. */
export type DecisionOrientation = Readonly<{
  sens: 'ACCEPTEE' | 'REFUSEE' | 'REORIENTATION';
  parcours: Parcours;
  organisme: Organisme;
  structure: Structure | null;
  motifRefus: string | null;
  commentaireRefus: string | null;
  dateDecision: LegalDate;
  decideurId: string;
  decideurStructure: string;
}>;

/** An orientation as France Travail shows it; codes stay text, since new ones appear. */
export type OrientationVue = Readonly<{
  parcours: string | null;
  organisme: string | null;
  structureCode: string | null;
  /** PRECONISE, DECIDE… */
  statut: string | null;
  /** BROUILLON, SAISIE_COMPLETE, EN_ATTENTE, OUVERT, CLOTURE… */
  etat: string | null;
  dateCreation: string | null;
  dateModification: string | null;
  decision: Readonly<{
    sens: string | null;
    date: LegalDate | null;
    agent: string | null;
    motifRefus: string | null;
  }> | null;
}>;
