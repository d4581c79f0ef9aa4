import { lundiDe } from './semaine.js';

describe('semaine ISO', () => {
  it.each([
    ['2026-W48', '2026-11-23'],
    ['2026-W01', '2025-12-29'],
    ['2026-W53', '2026-12-28'],
    ['2027-W01', '2027-01-04'],
  ])('%s commence le %s', (semaine, lundi) => expect(lundiDe(semaine)).toBe(lundi));

  it.each(['2026-48', '2026-W00', '2026-W54', ''])('%p n’est pas une semaine', (texte) =>
    expect(() => lundiDe(texte)).toThrow(expect.objectContaining({ code: 'SEMAINE_ILLISIBLE' }) as Error));
});
