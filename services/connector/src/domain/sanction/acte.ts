import { type LegalDate } from '@relais/kernel';

export type TypeSanctionRsa = 'SUSP_RSA' | 'SUPPR_RSA';

/** A measure decided: per cent of the RSA, months. */
export type Mesure = Readonly<{ type: TypeSanctionRsa; taux: number; dureeMois: number }>;

/**
 * An act of the département on a sanction that France Travail proposed: taken up, decided, or refused.
 * Not taking one up (REFUS_SAISIE_SANCTION) validates it as proposed, so that it is never sent.
 */
export type ActeSanction = Readonly<{ idConsequenceSanction: string; date: LegalDate; agentId: string }> &
  (Readonly<{ nature: 'SAISIE' | 'REFUS' }> | Readonly<{ nature: 'VALIDATION'; mesure: Mesure }>);

/** A sanction that the département decided by itself. */
export type DecisionSanction = Readonly<{
  sanctionId: string;
  manquement: string;
  rang: 'PREMIER' | 'REITERATION';
  dateManquement: LegalDate | null;
  dateNotification: LegalDate;
  mesure: Mesure;
  agentId: string;
}>;
