import { type Instant, isLegalDate, type LegalDate } from '@relais/kernel';

const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?$/;

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** How far the clocks of Paris are ahead of UTC at that instant, in milliseconds. */
const parisOffsetMs = (at: number): number => {
  const read = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
};

const DAY_MS = 86_400_000;

/** The first instant when the clocks of Paris show that; what they skip is read with the hour before the change. */
const fromParis = (local: number): number => {
  const before = parisOffsetMs(local - DAY_MS);
  const candidates = [before, parisOffsetMs(local + DAY_MS)].map((offset) => ({ at: local - offset, offset }));
  const shown = candidates.filter(({ at, offset }) => parisOffsetMs(at) === offset).map(({ at }) => at);
  return shown.length > 0 ? Math.min(...shown) : local - before;
};

const parseLocal = (text: string): number | undefined => {
  const [whole, ...parts] = LOCAL.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const field = (index: number): number => Number(parts[index] ?? 0);
  const millis = Number((parts[6] ?? '').padEnd(3, '0').slice(0, 3));
  return fromParis(Date.UTC(field(0), field(1) - 1, field(2), field(3), field(4), field(5), millis));
};

/** When a day begins in Paris. */
export const midnightOf = (day: LegalDate): Instant => new Date(fromParis(Date.parse(`${day}T00:00:00.000Z`))).toISOString();

/**
 * The instant behind a date-time of France Travail: with `Z` or an offset (with or without its colon) as
 * it is, without a zone as read on a clock in Paris, a date alone as midnight in Paris. Undefined when
 * it is no date.
 */
export const instantFrom = (text: string): Instant | undefined => {
  const trimmed = text.trim();
  const at = ZONED.test(trimmed) && trimmed.includes(':')
    ? Date.parse(trimmed.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
    : parseLocal(trimmed);
  return at === undefined || Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** The calendar day that a date or a date-time names, as it is written. Undefined when it is no date. */
export const legalDateFrom = (text: string): LegalDate | undefined => {
  const day = text.trim().slice(0, 10);
  return isLegalDate(day) ? day : undefined;
};
