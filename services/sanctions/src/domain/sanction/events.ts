import { type LegalDate } from '@relais/kernel';
import { type Composition, type Manquement, type Rang, type TypeSanction } from './rules.js';

type Case = Readonly<{ usagerId: string; departement: string; sanctionId: string }>;

/** Where the case is known at France Travail, when it comes from there. */
export type References = Readonly<{ identifiantActivite: string | null; idConsequenceSanction: string | null }>;

type Foyer = Readonly<{ nombrePersonnes: number; majorationParentIsole: boolean; compositionOrigine: Composition['origine'] }>;

export type SanctionProposee = Readonly<{
  type: 'SanctionProposee';
  data: Case &
    References &
    Readonly<{
      auteur: 'FT' | 'CD';
      proposeurId: string | null;
      typeSanction: TypeSanction;
      manquement: Manquement;
      dateManquement: LegalDate | null;
      dateAvertissement: LegalDate | null;
      taux: number | null;
      dureeMois: number | null;
      nombrePersonnes: number | null;
      majorationParentIsole: boolean;
      compositionOrigine: Composition['origine'] | null;
      dateProposition: LegalDate;
      echeance: LegalDate;
      regle: string;
    }>;
}>;

export type ContradictoireOuvert = Readonly<{
  type: 'ContradictoireOuvert';
  data: Case &
    References &
    Readonly<{
      typeSanction: TypeSanction;
      taux: number;
      dureeMois: number;
      dateReception: LegalDate;
      jours: number;
      dateLimite: LegalDate;
      plusSevere: boolean;
      agentId: string;
      dateOuverture: LegalDate;
      regle: string;
    }>;
}>;

export type MotifLegitime = 'AUCUN' | 'INVOQUE' | 'RETENU';

export type ObservationsRecues = Readonly<{
  type: 'ObservationsRecues';
  data: Case &
    Readonly<{
      dateReception: LegalDate;
      forme: 'ECRITES' | 'ORALES';
      assistee: boolean;
      motifLegitime: MotifLegitime;
      agentId: string;
    }>;
}>;

export type Decision = References &
  Foyer &
  Readonly<{
    manquement: Manquement;
    dateManquement: LegalDate | null;
    rang: Rang;
    taux: number;
    dureeMois: number;
    dateDecision: LegalDate;
    dateNotification: LegalDate;
    dateFin: LegalDate;
    decideurId: string;
    decideurStructure: string;
    regle: string;
  }>;

export type SuspensionDecidee = Readonly<{ type: 'SuspensionDecidee'; data: Case & Decision }>;
export type SuppressionDecidee = Readonly<{ type: 'SuppressionDecidee'; data: Case & Decision & Readonly<{ avisEquipeLe: LegalDate }> }>;

export const MOTIFS_CLASSEMENT = ['MOTIF_LEGITIME', 'PAS_DE_SANCTION', 'DROIT_FERME'] as const;
export type MotifClassement = (typeof MOTIFS_CLASSEMENT)[number];

export type SanctionClassee = Readonly<{
  type: 'SanctionClassee';
  data: Case & References & Readonly<{ motif: MotifClassement; dateDecision: LegalDate; decideurId: string; decideurStructure: string }>;
}>;

export const MOTIFS_LEVEE = ['CONTRAT_ETABLI', 'OBLIGATIONS_RESPECTEES', 'RETRAIT'] as const;
export type MotifLevee = (typeof MOTIFS_LEVEE)[number];

export type SuspensionLevee = Readonly<{
  type: 'SuspensionLevee';
  data: Case & References & Readonly<{ motif: MotifLevee; dateLevee: LegalDate; decideurId: string; decideurStructure: string }>;
}>;

export type SanctionEvent =
  | SanctionProposee
  | ContradictoireOuvert
  | ObservationsRecues
  | SuspensionDecidee
  | SuppressionDecidee
  | SanctionClassee
  | SuspensionLevee;
