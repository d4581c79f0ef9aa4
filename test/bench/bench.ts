/** One measured quantity over all rounds. */
export type Line = Readonly<{ measure: string; unit: string; median: number; spread: readonly [min: number, max: number] }>;

export type Table = readonly Line[];

/** What a bench gives: its conditions, its figures, and the raw figures of each round. */
export type Outcome = Readonly<{ conditions: Readonly<Record<string, number | string>>; table: Table; rounds: readonly object[] }>;

/** Measures on real parts; throws when what was counted afterwards is not right. */
export type Bench = (progress: (line: string) => void) => Promise<Outcome>;

/** The middle value; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** The least and the greatest value. */
export const spreadOf = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

/** Three significant digits, all digits of a whole part. */
export const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/** One line of a table, from the figures of all rounds. */
export const lineOf = (measure: string, unit: string, values: readonly number[]): Line => ({
  measure,
  unit,
  median: rounded(medianOf(values)),
  spread: spreadOf(values).map(rounded) as [number, number],
});
