import { setTimeout as delay } from 'node:timers/promises';

/** Waits; resolves early, without an error, when the signal aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}

/**
 * Calls `check` until it resolves, every 100 ms.
 * @returns true once it did, false when the time (ms) is over or the signal aborted.
 */
export async function until(check: () => Promise<void>, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!signal.aborted && Date.now() < end) {
    const passed = await check().then(
      () => true,
      () => false,
    );
    if (passed) return true;
    await pause(100, signal);
  }
  return false;
}
