import { setTimeout as sleep } from 'node:timers/promises';
import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';

/** A slot in a bucket: when the caller may go, epoch milliseconds. */
export type Slot = Readonly<{ goAtMs: number }>;

export type Ask = Readonly<{ nowMs: number; intervalMs: number; maxWaitMs: number }>;

/**
 * The buckets, shared by all who use the same credential. `reserve` gives the next free slot and takes it
 * only when it is no later than `maxWaitMs` from now; atomic. A shared one may live in Postgres.
 */
export type BucketStore = Readonly<{
  reserve: (bucket: string, ask: Ask) => Promise<Slot>;
  /** Nobody goes before that instant. */
  pause: (bucket: string, untilMs: number) => Promise<void>;
  pausedUntilMs: (bucket: string) => Promise<number>;
}>;

/** Buckets of one process. */
export const memoryBucketStore = (): BucketStore => {
  const free = new Map<string, number>();
  const paused = new Map<string, number>();
  return {
    reserve: (bucket, { nowMs, intervalMs, maxWaitMs }) => {
      const goAtMs = Math.max(nowMs, free.get(bucket) ?? 0, paused.get(bucket) ?? 0);
      if (goAtMs - nowMs <= maxWaitMs) free.set(bucket, goAtMs + intervalMs);
      return Promise.resolve({ goAtMs });
    },
    pause: (bucket, untilMs) => {
      paused.set(bucket, Math.max(untilMs, paused.get(bucket) ?? 0));
      return Promise.resolve();
    },
    pausedUntilMs: (bucket) => Promise.resolve(paused.get(bucket) ?? 0),
  };
};

export type LimiterOptions = Readonly<{
  store: BucketStore;
  /** Calls a second: the same for all, or by limiter name; absent: 1. */
  rates?: number | Readonly<Record<string, number>>;
  /** A longer wait is given back to the caller as `retry-later`. */
  maxWaitMs?: number;
  nowMs: () => number;
  wait?: (ms: number) => Promise<unknown>;
}>;

export type Limiter = Readonly<{
  /** Waits for its turn. `retry-later` when the turn is too far, or when the buckets cannot be asked. */
  enter: (credential: string, name: string) => Promise<Outcome>;
  /** France Travail said how long to stay away. */
  pause: (credential: string, turn: Readonly<{ name: string; waitMs: number }>) => Promise<void>;
}>;

const DEFAULT_RATE = 1;
const rateOf = (rates: LimiterOptions['rates'], name: string): number => (typeof rates === 'number' ? rates : (rates?.[name] ?? DEFAULT_RATE));
const DEFAULT_MAX_WAIT_MS = 10_000;

/**
 * At most `rate` calls in any second for one credential and one API: calls are spaced evenly, without
 * bursts. Fails closed: without its buckets nobody goes.
 */
export const createLimiter = (options: LimiterOptions): Limiter => {
  const { store, rates, maxWaitMs = DEFAULT_MAX_WAIT_MS, nowMs, wait = (ms) => sleep(ms, undefined, { ref: false }) } = options;
  const later = (waitMs: number): Outcome => ({ kind: 'retry-later', code: 'LIMITE_DE_DEBIT', waitMs: Math.max(0, waitMs) });

  const takeTurn = async (bucket: string, intervalMs: number): Promise<Outcome> => {
    const { goAtMs } = await store.reserve(bucket, { nowMs: nowMs(), intervalMs, maxWaitMs });
    if (goAtMs - nowMs() > maxWaitMs) return later(goAtMs - nowMs());
    while (nowMs() < goAtMs) await wait(goAtMs - nowMs());
    // Somebody may have been told to stay away while this one waited.
    const pausedUntil = await store.pausedUntilMs(bucket);
    return pausedUntil > nowMs() ? later(pausedUntil - nowMs()) : succeeded(undefined);
  };

  return {
    enter: async (credential, name) => {
      const intervalMs = Math.ceil(1000 / rateOf(rates, name));
      try {
        return await takeTurn(`${credential} ${name}`, intervalMs);
      } catch {
        return { kind: 'retry-later', code: 'LIMITEUR_INDISPONIBLE' };
      }
    },
    // A pause that cannot be written is not worth losing the answer that asked for it.
    pause: (credential, { name, waitMs }) => store.pause(`${credential} ${name}`, nowMs() + waitMs).catch(() => undefined),
  };
};
