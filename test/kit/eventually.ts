import { setTimeout as delay } from 'node:timers/promises';

/**
 * Repeats `assertion` until it passes, and gives what it gave.
 * @throws its last error when the time (10 s unless told) is over
 */
export async function eventually<T>(assertion: () => T | Promise<T>, options: { timeoutMs?: number; everyMs?: number } = {}): Promise<T> {
  const { everyMs = 50, timeoutMs = 10_000 } = options;
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() >= end) throw error;
    }
    await delay(everyMs);
  }
}
