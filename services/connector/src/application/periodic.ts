import { setTimeout as sleep } from 'node:timers/promises';
import { type Worker } from './dispatcher.js';

export type PeriodicOptions = Readonly<{
  /** One turn; milliseconds to wait when longer than usual. */
  work: () => Promise<number | undefined>;
  everyMs: number;
  onError: (error: unknown) => void;
}>;

/** Does something again and again, one turn at a time; an error only delays the next turn. */
export const periodic = ({ work, everyMs, onError }: PeriodicOptions): Worker => {
  const stopped = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const asked = await work().catch((error: unknown) => {
        onError(error);
        return undefined;
      });
      await sleep(Math.max(everyMs, asked ?? 0), undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  let running: Promise<void> | undefined;
  return {
    start: () => {
      running = run();
    },
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
};
