import { legalDateOf } from '@relais/kernel';
import { instantFrom, legalDateFrom, midnightOf } from './dates.js';

describe('dates of France Travail', () => {
  it.each([
    ['2026-11-24T10:30:00', '2026-11-24T09:30:00.000Z'],
    ['2026-07-24T10:30:00.5', '2026-07-24T08:30:00.500Z'],
    ['2026-07-24 10:30', '2026-07-24T08:30:00.000Z'],
    ['2026-11-24', '2026-11-23T23:00:00.000Z'],
    ['2026-11-24T10:30:00Z', '2026-11-24T10:30:00.000Z'],
    ['2026-11-24T10:30:00.123456Z', '2026-11-24T10:30:00.123Z'],
    ['2026-11-24T10:30:00+01:00', '2026-11-24T09:30:00.000Z'],
    ['2026-11-24T10:30:00+0000', '2026-11-24T10:30:00.000Z'],
    // The hour that exists twice is read as the first one, the hour that does not exist moves on.
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T01:30:00', '2026-03-29T00:30:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantFrom(text)).toBe(instant);
  });

  it.each(['', 'demain', '24/11/2026', '20261124', '2026-11-24T', 'Z'])('%p is no instant', (text) => {
    expect(instantFrom(text)).toBeUndefined();
  });

  it.each([['2026-11-25', '2026-11-24T23:00:00.000Z'], ['2026-07-01', '2026-06-30T22:00:00.000Z'], ['2026-03-29', '2026-03-28T23:00:00.000Z']])('%s begins in Paris at %s', (day, instant) => {
    expect(midnightOf(day)).toBe(instant);
    expect(legalDateOf(instant)).toBe(day);
  });

  it('reads a legal date as it is written', () => {
    expect(legalDateFrom('2026-11-24T23:30:00Z')).toBe('2026-11-24');
    expect(legalDateFrom('2026-02-30')).toBeUndefined();
  });
});
