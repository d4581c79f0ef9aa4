/** Figures as pilotage gives them: a masked line has none (statistical secrecy). */
export type Measure = Readonly<{ code: string; libelle: string; unite: string }>;

export type Indicator = Readonly<{ code: string; libelle: string; definition: string; unite: string; mesures: readonly Measure[] }>;

export type Line = Readonly<{
  cle: string | null;
  libelle: string;
  masque: boolean;
  personnes: number | null;
  mesures: Readonly<Record<string, number | null>>;
}>;

export type Figures = Readonly<{
  indicateur: Indicator;
  departement: string;
  par: string;
  au: string;
  seuil: number;
  lignes: readonly Line[];
  total: Line;
}>;

export const AXES = [
  ['organisme', 'Organisme'],
  ['commune', 'Commune'],
  ['departement', 'Département'],
] as const;

export type Bar = Readonly<{ label: string; value: number }>;

/** The bars of a measure, the longest first; what is masked or unknown has none. */
export const barsOf = ({ lignes }: Figures, measure: string): readonly Bar[] =>
  lignes
    .flatMap(({ libelle, masque, mesures }) => {
      const value = masque ? null : (mesures[measure] ?? null);
      return value === null ? [] : [{ label: libelle, value }];
    })
    .sort((a, b) => b.value - a.value);

/** A figure in its cell: a masked one says so, an unknown one is a dash. */
export const cellOf = (line: Line, value: number | null | undefined): string => {
  if (line.masque) return 'masqué';
  return value === null || value === undefined ? '—' : value.toLocaleString('fr-FR');
};
