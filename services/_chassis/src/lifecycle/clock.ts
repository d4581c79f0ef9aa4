import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Timer } from '@relais/kernel';

/** The clock of the machine. */
export const systemClock = { now: (): Date => new Date() };

/** Time as it passes. */
export const systemTimer: Timer = { nowMs: () => Date.now(), sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}) };

const FRESH_MS = 100;

/**
 * A clock moved by whole milliseconds written in a file: how time passes in a demonstration or a
 * rehearsal. An absent or unreadable file moves nothing.
 */
export const shiftedClock = (file: string): { now: () => Date } => {
  let offset = 0;
  let readAt = -Infinity;
  const refresh = (now: number): void => {
    if (now - readAt < FRESH_MS) return;
    readAt = now;
    try {
      offset = Number(readFileSync(file, 'utf8').trim()) || 0;
    } catch {
      offset = 0;
    }
  };
  return {
    now: () => {
      const now = Date.now();
      refresh(now);
      return new Date(now + offset);
    },
  };
};
