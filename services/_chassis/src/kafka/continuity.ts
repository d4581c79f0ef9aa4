/** What is not there between two offsets of a partition. */
export type Hole = Readonly<{ expected: number; found: number }>;

/** The broker does not go on where this consumer stands; thrown before anything is applied. */
export class Discontinuity extends Error {
  constructor(
    readonly what: Readonly<{ hole: Hole }> | Readonly<{ remade: Readonly<{ kept: number; end: number }> }>,
  ) {
    super('the partition does not go on where this consumer stands');
    this.name = 'Discontinuity';
  }
}

/** One fetch of a partition: every offset the broker sent (transaction markers included) and where the partition ends. */
export type Fetched = Readonly<{ offsets: readonly number[]; end: number }>;

export const holeKey = ({ expected, found }: Hole): string => `${expected}-${found}`;

/** The first hole between the offset to come and `last`, but for those accepted. */
export const holeIn = (next: number, { offsets, last, accepted }: Readonly<{ offsets: readonly number[]; last: number; accepted: ReadonlySet<string> }>): Hole | undefined => {
  let expected = next;
  for (const found of offsets) {
    if (found > last) return undefined;
    if (found > expected && !accepted.has(holeKey({ expected, found }))) return { expected, found };
    expected = Math.max(expected, found + 1);
  }
  return undefined;
};

/**
 * Checks a fetch against the offset kept with the effects.
 * @throws Discontinuity when messages are missing before or among it, or the partition ends before that offset
 */
export const checkContinuity = (
  kept: number,
  { offsets, end }: Fetched,
  { last, accepted }: Readonly<{ last: number; accepted: ReadonlySet<string> }>,
): void => {
  if (end < kept) throw new Discontinuity({ remade: { kept, end } });
  const hole = holeIn(kept, { offsets, last, accepted });
  if (hole) throw new Discontinuity({ hole });
};
