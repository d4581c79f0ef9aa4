import { seededRandom } from '../chaos/random.js';

/** Choices that follow from a seed. */
export type Random = Readonly<{ below: (limit: number) => number; pick: <T>(from: readonly T[]) => T }>;

export const randomOf = (seed: number): Random => {
  const next = seededRandom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (from) => from[below(from.length)] as (typeof from)[number] };
};
