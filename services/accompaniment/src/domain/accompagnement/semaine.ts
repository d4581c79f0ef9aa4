import { type LegalDate, plusDays } from '@relais/kernel';

/** An ISO 8601 week, `2026-W48`: from Monday to Sunday. */
export type Semaine = string;

const SEMAINE = /^(\d{4})-W(\d{2})$/;
const DAYS = 7;

/** Days since Monday: 0 to 6. */
const sinceMonday = (date: LegalDate): number => (new Date(`${date}T00:00:00.000Z`).getUTCDay() + DAYS - 1) % DAYS;

const mondayOf = (year: number, week: number): LegalDate => {
  // 4 January is always in week 1.
  const fourth = `${String(year).padStart(4, '0')}-01-04`;
  return plusDays(fourth, (week - 1) * DAYS - sinceMonday(fourth));
};

/** First and last day of the week; undefined for a text that is no week of the calendar (2026-W54). */
export const joursDe = (semaine: Semaine): Readonly<{ lundi: LegalDate; dimanche: LegalDate }> | undefined => {
  const [, year = '', week = ''] = SEMAINE.exec(semaine) ?? [];
  if (year === '') return undefined;
  const lundi = mondayOf(Number(year), Number(week));
  const next = mondayOf(Number(year) + 1, 1);
  return Number(week) >= 1 && lundi < next ? { lundi, dimanche: plusDays(lundi, DAYS - 1) } : undefined;
};
