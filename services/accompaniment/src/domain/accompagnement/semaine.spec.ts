import fc from 'fast-check';
import { plusDays } from '@relais/kernel';
import { joursDe } from './semaine.js';

describe('la semaine ISO 8601', () => {
  it.each([
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W48', '2026-11-23', '2026-11-29'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-W01', '2027-01-04', '2027-01-10'],
  ])('%s va du %s au %s', (semaine, lundi, dimanche) => {
    expect(joursDe(semaine)).toEqual({ lundi, dimanche });
  });

  it.each(['2027-W53', '2026-W54', '2026-W00', '2026-48', '', 'W48'])('« %s » n’existe pas', (semaine) => {
    expect(joursDe(semaine)).toBeUndefined();
  });

  it('les semaines d’une année se suivent sans trou jusqu’à la première de l’année d’après', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), (year) => {
        const weeks = Array.from({ length: 53 }, (_, index) => joursDe(`${year}-W${String(index + 1).padStart(2, '0')}`)).filter((week) => week !== undefined);
        weeks.forEach((week, index) => expect(weeks[index + 1]?.lundi ?? joursDe(`${year + 1}-W01`)?.lundi).toBe(plusDays(week.dimanche, 1)));
      }),
    );
  });
});
