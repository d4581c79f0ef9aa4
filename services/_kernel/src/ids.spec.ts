import fc from 'fast-check';
import { isUuid, uuidv7 } from './ids.js';

describe('uuidv7', () => {
  it('is a valid UUID of version 7 that sorts by its instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 47 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (at, later, random) => {
          const first = uuidv7(at, random);
          expect(isUuid(first)).toBe(true);
          expect(first[14]).toBe('7');
          expect(first < uuidv7(at + later, random)).toBe(true);
        },
      ),
    );
  });
});
