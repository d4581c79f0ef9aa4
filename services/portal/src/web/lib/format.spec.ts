import { daysBetween, formatDate, formatDuration, today, urgencyOf } from './format.js';

const now = new Date('2026-11-24T09:00:00.000Z');

describe('dates', () => {
  it('are written in French', () => {
    expect(formatDate('2026-12-01')).toBe('1er décembre 2026');
    expect(formatDuration('2026-11-24T09:00:00.000Z', '2026-11-24T09:00:01.250Z')).toBe('1,3 s');
    expect(formatDuration('2026-11-24T09:00:00.000Z', '2026-11-24T09:00:00.040Z')).toBe('40 ms');
  });

  it('are those of the département, not of the machine', () => {
    expect(today(new Date('2026-11-24T23:30:00.000Z'))).toBe('2026-11-25');
  });

  it('count days across the change of hour', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });

  it.each([
    ['2026-11-23', 'Délai dépassé', 'error'],
    ['2026-11-24', 'Dernier jour', 'error'],
    ['2026-11-25', '1 jour restant', 'warning'],
    ['2026-12-01', '7 jours restants', 'warning'],
    ['2026-12-02', '8 jours restants', 'info'],
  ])('say how urgent a decision is: %s', (echeance, text, severity) => expect(urgencyOf(echeance, now)).toEqual({ text, severity }));
});
