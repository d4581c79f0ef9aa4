const day = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const instant = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'Europe/Paris',
});
const precise = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZone: 'Europe/Paris',
});
const parisDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

const DAY_MS = 86_400_000;

/** A legal date (yyyy-MM-dd) as people write it. */
export const formatDate = (date: string): string => day.format(new Date(`${date}T00:00:00Z`)).replace(/^1 /, '1er ');

/** An instant, in legal time. */
export const formatInstant = (at: string): string => instant.format(new Date(at));

/** An instant to the millisecond, for what follows at once. */
export const formatPreciseInstant = (at: string): string => precise.format(new Date(at));

/** The day it is where the law counts days. */
export const today = (now: Date): string => parisDay.format(now);

/** Days from one legal date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export type Urgency = Readonly<{ text: string; severity: 'error' | 'warning' | 'info' }>;

const SOON_DAYS = 7;

/** How long is left to decide; the last day is still a day to decide (D. 262-65-2 CASF). */
export const urgencyOf = (echeance: string, now: Date): Urgency => {
  const left = daysBetween(today(now), echeance);
  if (left < 0) return { text: 'Délai dépassé', severity: 'error' };
  if (left === 0) return { text: 'Dernier jour', severity: 'error' };
  const text = left === 1 ? '1 jour restant' : `${left} jours restants`;
  return { text, severity: left <= SOON_DAYS ? 'warning' : 'info' };
};

/** Minutes of a week, in hours as a contract says them. */
export const formatHours = (minutes: number): string => `${(minutes / 60).toLocaleString('fr-FR', { maximumFractionDigits: 2 })} h`;

/** How long something took, as people say it. */
export const formatDuration = (from: string, to: string): string => {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  if (ms < 1_000) return `${ms} ms`;
  return `${(ms / 1_000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} s`;
};
