import { type LegalDate, plusDays } from '@relais/kernel';

/** A value set by law: where it stands and from when it holds. */
export type LegalValue<T> = Readonly<{ id: string; value: T; article: string; from: LegalDate }>;

/** Days the président du conseil départemental has to orient, from the reception of the information. */
export const DELAI_ORIENTATION_JOURS: LegalValue<number> = {
  id: 'orientation.delai-6-semaines.1',
  value: 42,
  article: 'D. 262-65-2 CASF',
  from: '2025-01-01',
};

/** Last day on which the président du conseil départemental is competent (D. 262-65-2 CASF). */
export const echeanceOrientation = (dateReception: LegalDate): LegalDate => plusDays(dateReception, DELAI_ORIENTATION_JOURS.value);

export const PARCOURS = ['PED', 'PSP', 'PSO'] as const;
export type Parcours = (typeof PARCOURS)[number];

export const ORGANISMES = ['CD', 'DCD', 'FT', 'ML', 'CE', 'CAF'] as const;
export type Organisme = (typeof ORGANISMES)[number];

/** Reasons for refusing a préconisation, as published by France Travail (Orientation usager v1). */
export const MOTIFS_REFUS = [
  'DECLARATION_INEXACTE',
  'SITUATION_NON_COUVERTE',
  'APPRECIATION_DIFFERENTE',
  'MANQUE_CAPACITE_ACCUEIL',
  'ENTRETIEN_ORIENTATION',
  'AUTRE',
] as const;
export type MotifRefus = (typeof MOTIFS_REFUS)[number];

/** Organismes acting for the département, whose agents may decide (L. 262-29 CASF; délégataires included). */
export const ORGANISMES_DECIDEURS: readonly string[] = ['CD', 'DCD'];

export const isParcours = (code: string): code is Parcours => (PARCOURS as readonly string[]).includes(code);
export const isOrganisme = (code: string): code is Organisme => (ORGANISMES as readonly string[]).includes(code);
