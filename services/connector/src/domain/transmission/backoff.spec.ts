import fc from 'fast-check';
import { backoffMs, ceilingMs, nextWaitMs, TRANSMISSION_BACKOFF } from './backoff.js';

const random = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('the back-off', () => {
  it('doubles its ceiling, up to the longest wait', () => {
    expect([1, 2, 3, 4].map((attempt) => ceilingMs(TRANSMISSION_BACKOFF, attempt))).toEqual([2000, 4000, 8000, 16000]);
    expect(ceilingMs(TRANSMISSION_BACKOFF, 1000)).toBe(TRANSMISSION_BACKOFF.maxMs);
  });

  it('stays between nothing and its ceiling, and never comes before what was asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), random, fc.integer({ min: 0, max: 10_000 }), (attempt, luck, askedMs) => {
        expect(backoffMs(TRANSMISSION_BACKOFF, attempt, luck)).toBeLessThanOrEqual(ceilingMs(TRANSMISSION_BACKOFF, attempt));
        expect(nextWaitMs(TRANSMISSION_BACKOFF, { attempt, random: luck, askedMs })).toBeGreaterThanOrEqual(askedMs);
      }),
    );
  });
});
