import { checkContinuity, type Discontinuity, holeIn } from './continuity.js';

const none = new Set<string>();
const upTo = (last: number, accepted: ReadonlySet<string> = none) => ({ last, accepted });
const thrown = (kept: number, offsets: number[], end: number): unknown => {
  try {
    checkContinuity(kept, { offsets, end }, upTo(offsets.at(-1) ?? 0));
  } catch (error) {
    return (error as Discontinuity).what;
  }
  return undefined;
};

describe('continuity of a partition', () => {
  it('finds what is missing before, and among, what was fetched', () => {
    expect(holeIn(5, { offsets: [5, 6, 7], ...upTo(7) })).toBeUndefined();
    expect(holeIn(5, { offsets: [8, 9], ...upTo(9) })).toEqual({ expected: 5, found: 8 });
    expect(holeIn(5, { offsets: [5, 7], ...upTo(7) })).toEqual({ expected: 6, found: 7 });
  });

  it('does not mind what was applied before, nor what lies after the slice', () => {
    expect(holeIn(7, { offsets: [3, 5, 6, 7], ...upTo(7) })).toBeUndefined();
    expect(holeIn(7, { offsets: [7, 20], ...upTo(7) })).toBeUndefined();
  });

  it('lets pass a hole that was looked at again, and no other', () => {
    expect(holeIn(5, { offsets: [8, 9], ...upTo(9, new Set(['5-8'])) })).toBeUndefined();
    expect(holeIn(5, { offsets: [8, 11], ...upTo(11, new Set(['5-8'])) })).toEqual({ expected: 9, found: 11 });
  });

  it('sees a partition that ends before the offset kept: it was made again', () => {
    expect(thrown(1_000, [0, 1], 2)).toEqual({ remade: { kept: 1_000, end: 2 } });
    expect(thrown(2, [2, 3], 4)).toBeUndefined();
    expect(thrown(1, [2, 3], 4)).toEqual({ hole: { expected: 1, found: 2 } });
  });
});
