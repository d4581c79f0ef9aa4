import { type Instant, type LegalDate } from '@relais/kernel';

/** An act that France Travail awaits. */
export type Activite = Readonly<{
  identifiantActivite: string;
  codeActivite: string | null;
  /** Null for a row that names nobody: it cannot be worked on. */
  numeroFranceTravail: string | null;
  dateCreation: Instant | null;
  dateEcheance: Instant | null;
  /** Name -> value, as given. */
  attributs: Readonly<Record<string, string>>;
}>;

/** What matches a person of France Travail with one of ours; personal data, never logged nor kept here. */
export type IdentiteFranceTravail = Readonly<{
  numeroFranceTravail: string | null;
  /** 13 characters, without its key. */
  nir: string | null;
  dateNaissance: LegalDate | null;
  nom: string | null;
  prenom: string | null;
}>;
