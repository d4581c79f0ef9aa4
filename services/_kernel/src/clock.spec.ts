import fc from 'fast-check';
import { isLegalDate, legalDateOf, plusDays, plusMonths } from './clock.js';

describe('legal dates', () => {
  it('reads the calendar of Paris, not UTC', () => {
    expect(legalDateOf('2026-01-31T23:30:00.000Z')).toBe('2026-02-01');
    expect(legalDateOf('2026-07-31T21:59:00.000Z')).toBe('2026-07-31');
    expect(legalDateOf('2026-01-31T23:30:00.000Z', 'Indian/Reunion')).toBe('2026-02-01');
    expect(legalDateOf('2026-01-31T03:30:00.000Z', 'America/Cayenne')).toBe('2026-01-31');
  });

  it('keeps the day of the month, or the last day of a shorter one', () => {
    expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(plusMonths('2027-12-15', 2)).toBe('2028-02-15');
    expect(plusMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it('refuses a date that is not on the calendar', () => {
    expect(isLegalDate('2026-02-30')).toBe(false);
    expect(isLegalDate('24/11/2026')).toBe(false);
    expect(isLegalDate('2028-02-29')).toBe(true);
  });

  it('adds days without a gap over any change of hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -500, max: 500 }), (start, days) => {
        const from = plusDays('1990-01-01', start);
        expect(plusDays(plusDays(from, days), -days)).toBe(from);
        expect(isLegalDate(plusDays(from, days))).toBe(true);
      }),
    );
  });
});
