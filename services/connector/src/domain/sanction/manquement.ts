import { type LegalDate } from '@relais/kernel';

/** A measure as France Travail writes it: P per cent, M euros; months. */
export type MesureVue = Readonly<{ modalite: string | null; montant: number | null; dureeMois: number | null }>;

/** One sanction that a manquement may have; codes stay text, since new ones appear. */
export type ConsequenceVue = Readonly<{
  id: string;
  /** SUSP_RSA, SUPPR_RSA, SUSP_FT… */
  type: string | null;
  delegation: boolean;
  proposee: MesureVue;
  validee: MesureVue;
  /** Types of what happened to it, in no order that means anything. */
  evenements: readonly string[];
}>;

/** A manquement as France Travail shows it; one may concern the RSA and its own allowances at once. */
export type ManquementVu = Readonly<{
  identifiantManquement: string | null;
  famille: string | null;
  naturesDefaut: readonly string[];
  dateManquement: LegalDate | null;
  dateAvertissement: LegalDate | null;
  consequences: readonly ConsequenceVue[];
}>;

export const consequenceDe = (vu: ManquementVu | null, id: string): ConsequenceVue | undefined => vu?.consequences.find((one) => one.id === id);
