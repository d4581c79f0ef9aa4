import { type LegalDate, plusMonths } from '@relais/kernel';

/** A value set by law: where it stands and from when it holds. */
export type LegalValue<T> = Readonly<{ id: string; value: T; article: string; from: LegalDate }>;

/** Months to sign the contract, from the notification of the orientation decision. */
export const DELAI_SIGNATURE_MOIS: LegalValue<number> = {
  id: 'contrat.delai-1-mois.1',
  value: 1,
  article: 'D. 5411-14-1 C. trav.',
  from: '2025-01-01',
};

/** Minutes of activity a week that a contract sets when nothing reduces it: 15 hours. */
export const INTENSITE_MINUTES: LegalValue<number> = {
  id: 'contrat.intensite-15-heures.1',
  value: 15 * 60,
  article: 'L. 5411-6 C. trav.',
  from: '2025-01-01',
};

/** Most minutes in one week. */
export const MAXIMUM_MINUTES: LegalValue<number> = {
  id: 'contrat.maximum-48-heures.1',
  value: 48 * 60,
  // À confirmer: the bound is that of France Travail's API (0 to 48); no text that was found applies this article to activities.
  article: 'L. 3121-20 C. trav. (à confirmer)',
  from: '2025-01-01',
};

/** Last day of the month to sign; a new decision opens a new month (D. 5411-8-2 C. trav.). */
export const echeanceSignature = (dateNotification: LegalDate): LegalDate => plusMonths(dateNotification, DELAI_SIGNATURE_MOIS.value);

export const ORGANISMES = ['CD', 'DCD', 'FT', 'ML', 'CE', 'CAF'] as const;
export type Organisme = (typeof ORGANISMES)[number];

/** Established difficulties for which a person may be exempted, on request (L. 5411-6 C. trav.). */
export const MOTIFS_DISPENSE = ['SANTE', 'HANDICAP', 'INVALIDITE', 'PARENT_ISOLE_SANS_GARDE'] as const;
export type MotifDispense = (typeof MOTIFS_DISPENSE)[number];

/** Why the intensity is lower than 15 hours: one of those, or the person's own situation. */
export const MOTIFS_REDUCTION = [...MOTIFS_DISPENSE, 'PROCHE_AIDANT', 'SITUATION_INDIVIDUELLE'] as const;
export type MotifReduction = (typeof MOTIFS_REDUCTION)[number];

export const AMENAGEMENTS = ['AUCUN', 'REDUCTION', 'DISPENSE'] as const;
export type Amenagement = (typeof AMENAGEMENTS)[number];

export const MODALITES = ['PHYSIQUE', 'TELEPHONE', 'VISIO'] as const;
export type Modalite = (typeof MODALITES)[number];

/** Codes of France Travail: ACC first rendez-vous of accompaniment, ORI orientation, AUT other. */
export const MOTIFS_RENDEZ_VOUS = ['ACC', 'ORI', 'AUT'] as const;
export type MotifRendezVous = (typeof MOTIFS_RENDEZ_VOUS)[number];

export const ISSUES = ['HONORE', 'ABSENT', 'ANNULE'] as const;
export type Issue = (typeof ISSUES)[number];
