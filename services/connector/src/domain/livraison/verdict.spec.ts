import fc from 'fast-check';
import { afterTry, LIVRAISON_BACKOFF, MAX_TRIES } from './verdict.js';

describe('after a try to deliver', () => {
  it('is over once delivered or dead', () => {
    expect(afterTry({ kind: 'delivered', status: 200 }, 1, 0.5)).toEqual({ etat: 'LIVREE' });
    expect(afterTry({ kind: 'dead', code: 'HTTP_410' }, 1, 0.5)).toEqual({ etat: 'MORTE', code: 'HTTP_410' });
    expect(afterTry({ kind: 'retry', code: 'HTTP_500' }, MAX_TRIES, 0.5)).toEqual({ etat: 'MORTE', code: 'HTTP_500' });
  });

  it('waits within its bounds, and never less than the partner asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_TRIES - 1 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: undefined }),
        (tries, random, waitMs) => {
          const next = afterTry({ kind: 'retry', code: 'HTTP_503', ...(waitMs === undefined ? {} : { waitMs }) }, tries, random);
          if (next.etat !== 'EN_ATTENTE') throw new Error(next.etat);
          expect(next.waitMs).toBeGreaterThanOrEqual(waitMs ?? 0);
          if (waitMs === undefined) expect(next.waitMs).toBeLessThanOrEqual(LIVRAISON_BACKOFF.maxMs);
        },
      ),
    );
  });
});
