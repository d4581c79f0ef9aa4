import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../kit/eventually.js';
import { askedNumber } from './asked.js';

export const RATE = 500;
export const EVENTS = askedNumber('ticks', 3_000);
/** Of the start of each round, not counted. */
export const WARM_UP = 500;
/** Sent one by one before each round. */
const EARLY = 50;
const ARRIVAL = { timeoutMs: 30_000 };

const percentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
};

export type Figures = Readonly<{ p50: number; p99: number }>;
export const figuresOf = (waits: readonly number[]): Figures => ({ p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) });

/** Starts one piece of work at each tick, whatever became of those before; how late the last one started (ms). */
async function openLoop(work: (dueAt: number, n: number) => void): Promise<number> {
  const from = performance.now() + 50;
  for (let n = 0; n < EVENTS; n += 1) {
    const dueAt = from + (n * 1_000) / RATE;
    const wait = dueAt - performance.now();
    if (wait > 0) await delay(wait);
    work(dueAt, n);
  }
  return performance.now() - (from + ((EVENTS - 1) * 1_000) / RATE);
}

/** One way from a commit to a visible projection: what it does at each tick, and what tells that an id is visible. */
export type Way = Readonly<{ emit: (id: string, poisoned: boolean) => Promise<void>; close: () => Promise<void> }>;
export type Opened = (seen: (ids: readonly string[]) => void) => Promise<Way>;

/** Connections are made and everybody is awake before the clock runs. */
async function warmUp({ emit }: Way, arrived: () => number): Promise<void> {
  for (let n = 0; n < EARLY; n += 1) await emit(randomUUID(), false);
  await eventually(() => (arrived() >= EARLY ? undefined : Promise.reject(new Error('nothing arrives'))), ARRIVAL);
}

/** From the tick at which each write was due to its visible projection (ms); those that are `poisoned` are written, and not waited for. */
export async function measure(open: Opened, poisoned: (n: number) => boolean = () => false): Promise<number[]> {
  const due = new Map<string, number>();
  const waits: number[] = [];
  let [arrived, early, expected] = [0, 0, 0];
  const way = await open((ids) => {
    const now = performance.now();
    if (expected === 0) early += ids.length;
    for (const id of ids) {
      const dueAt = due.get(id);
      if (dueAt === undefined || !due.delete(id)) continue;
      arrived += 1;
      if (arrived > WARM_UP) waits.push(now - dueAt);
    }
  });
  try {
    const failures: unknown[] = [];
    await warmUp(way, () => early);
    await openLoop((dueAt, n) => {
      const id = randomUUID();
      if (!poisoned(n)) {
        due.set(id, dueAt);
        expected += 1;
      }
      way.emit(id, poisoned(n)).catch((error: unknown) => failures.push(error));
    });
    await eventually(() => (arrived === expected ? undefined : Promise.reject(new Error(`${expected - arrived} events were lost`))), ARRIVAL);
    if (failures.length > 0) throw failures[0] as Error;
    return waits;
  } finally {
    await way.close();
  }
}
