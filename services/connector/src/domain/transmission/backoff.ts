/** Exponential back-off with full jitter: spreads out those who wait for the same thing. */
export type Backoff = Readonly<{
  /** Ceiling of the first wait, milliseconds. */
  baseMs: number;
  /** Ceiling of every wait, milliseconds. */
  maxMs: number;
}>;

/** To France Travail: soon at first, then every quarter of an hour at most. */
export const TRANSMISSION_BACKOFF: Backoff = { baseMs: 2_000, maxMs: 15 * 60_000 };

/** The longest wait before try number `attempt` + 1; `attempt` counts the tries already made, from 1. */
export const ceilingMs = ({ baseMs, maxMs }: Backoff, attempt: number): number =>
  Math.min(maxMs, baseMs * 2 ** Math.min(30, Math.max(0, attempt - 1)));

/**
 * Milliseconds to wait before the next try.
 * @param random a number in [0, 1), from outside
 */
export const backoffMs = (policy: Backoff, attempt: number, random: number): number =>
  Math.floor(ceilingMs(policy, attempt) * random);

/**
 * Never earlier than what the other side asked for (`Retry-After`), and spread out after it.
 * @param askedMs what was asked, when it was
 */
export const nextWaitMs = (policy: Backoff, { attempt, random, askedMs }: Readonly<{ attempt: number; random: number; askedMs?: number }>): number =>
  askedMs === undefined ? backoffMs(policy, attempt, random) : askedMs + Math.floor(policy.baseMs * random);
