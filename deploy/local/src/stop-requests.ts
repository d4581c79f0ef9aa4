import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm and the terminal both pass a Ctrl-C on: within this time (ms) it is the same one. */
const sameRequestMs = 1_500;

/** The wish to stop, as it comes from the terminal or the system. */
export interface StopRequests {
  /** Resolves at the first signal. */
  readonly first: Promise<void>;
  /** Aborted at the first signal. */
  readonly signal: AbortSignal;
  /** Called when a second wish comes while stopping. */
  onImpatience(act: () => void): void;
  /** Says that stopping began for another reason: an error, or the end of the work. */
  stopping(): void;
  /** 0, or 128 + the signal that asked for the end. */
  exitCode(): number;
}

/** Takes over SIGINT, SIGTERM and SIGHUP for this process. */
export function stopRequests(): StopRequests {
  const controller = new AbortController();
  let received: (typeof signals)[number] | undefined;
  let since = 0;
  let impatient: () => void = () => process.exit(1);
  const first = new Promise<void>((resolve) => {
    for (const signal of signals) {
      process.on(signal, () => {
        if (since > 0 && Date.now() - since > sameRequestMs) return impatient();
        if (received !== undefined) return;
        received = signal;
        since ||= Date.now();
        controller.abort();
        resolve();
      });
    }
  });
  return {
    first,
    signal: controller.signal,
    onImpatience: (act) => (impatient = act),
    stopping: () => (since ||= Date.now()),
    exitCode: () => (received === undefined || received === 'SIGINT' ? 0 : 128 + constants.signals[received]),
  };
}
