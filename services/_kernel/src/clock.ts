/** The only source of time; given from outside. */
export type Clock = Readonly<{ now: () => Date }>;

/** How time passes; given from outside. `sleep` rejects at once when its signal aborts. */
export type Timer = Readonly<{ nowMs: () => number; sleep: (ms: number, signal?: AbortSignal) => Promise<void> }>;

/** A UTC instant, ISO 8601 with milliseconds: `2026-11-24T09:30:00.000Z`. */
export type Instant = string;

/** A legal date without zone, `yyyy-MM-dd`, as read on a calendar in the département. */
export type LegalDate = string;

const LEGAL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** True for a date that exists on the calendar (2026-02-30 does not). */
export const isLegalDate = (text: string): text is LegalDate => {
  if (!LEGAL_DATE.test(text)) return false;
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
};

/** Adds calendar days to a legal date. */
export const plusDays = (date: LegalDate, days: number): LegalDate =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Adds calendar months, from day to same day; the last day of a shorter month when it has none. */
export const plusMonths = (date: LegalDate, months: number): LegalDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
};

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a zone; legal deadlines are counted in Europe/Paris. */
export const legalDateOf = (instant: Instant | Date, timeZone = 'Europe/Paris'): LegalDate => {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    calendars.set(timeZone, calendar);
  }
  return calendar.format(typeof instant === 'string' ? new Date(instant) : instant);
};
