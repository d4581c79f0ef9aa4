import { type Nature } from '../fait/fait.js';

/** How figures are split. */
export const AXES = ['commune', 'departement', 'organisme'] as const;
export type Axe = (typeof AXES)[number];

/** What was counted in one cell. A person is in one cell only, whatever happened to them. */
export type Agregat = Readonly<{
  /** Code INSEE, département or organisme; null when it is not known. */
  cle: string | null;
  personnes: number;
  personnesFavorables: number;
  personnesDefavorables: number;
  cas: number;
  favorables: number;
  mediane: number | null;
  somme: number;
}>;

/** One figure shown for each cell; null when there is nothing to compute it from. */
export type Mesure = Readonly<{ code: string; libelle: string; unite: string; calcul: (agregat: Agregat) => number | null }>;

/**
 * An indicator, whole: what it is called, what it counts, and how. `cas` is SQL giving one row a
 * case: `usager_id`, `favorable` (boolean or null) and `valeur` (number or null). It reads `connus`,
 * the facts of the département that had happened and were known on the day asked for, limited to
 * `natures`, and `parametres` (`au`, that day; `depuis`, twelve months before, excluded).
 */
export type Indicateur = Readonly<{
  code: string;
  libelle: string;
  /** Numerator, denominator and source, for whoever reads the figure. */
  definition: string;
  unite: string;
  natures: readonly Nature[];
  cas: string;
  mesures: readonly Mesure[];
}>;

/** Rounded to one decimal. */
export const uneDecimale = (valeur: number): number => Math.round(valeur * 10) / 10;

/** The favourable cases among all, in percent. */
export const partFavorable = ({ favorables, cas }: Agregat): number | null =>
  cas === 0 ? null : uneDecimale((favorables / cas) * 100);
