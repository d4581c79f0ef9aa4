/** What to run, as given to the operating system. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of the stack itself. */
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
}

/** One process of the stack: how it starts, when it is ready, how it ends. */
export interface ProcessSpec {
  /** Short ASCII name: log file, pids.json, dependencies. */
  readonly name: string;
  /** As shown to people. */
  readonly label: string;
  /** Names of the processes that must be ready before this one starts. */
  readonly needs: readonly string[];
  /** Called before every start, also after a crash: makes what is missing and returns what to run. */
  readonly command: () => Promise<Command>;
  /** Resolves when the process answers, rejects while it does not. */
  readonly check: () => Promise<void>;
  /** Done once ready, after every start, before the dependants start; must be repeatable. */
  readonly onReady?: () => Promise<void>;
  /** Longest time to readiness (ms), 60 s unless told. */
  readonly readyTimeoutMs?: number;
  /** Asks for an orderly end, SIGTERM unless told. */
  readonly stopSignal?: NodeJS.Signals;
  /** Time left for it before SIGKILL (ms), 10 s unless told. */
  readonly killAfterMs?: number;
}

/** A process of ours that exists now. */
export interface RunningProcess {
  readonly name: string;
  /** Also the id of its process group. */
  readonly pid: number;
  /** Paths its command line must contain: tells it from another program that got the same pid. */
  readonly marks: readonly string[];
  readonly stopSignal: NodeJS.Signals;
}

/** Told of every process that starts and ends. */
export interface ProcessWatcher {
  started(running: RunningProcess): void;
  ended(pid: number): void;
}

/** One line of the guardian's standard input. */
export type GuardianOrder =
  | { readonly started: number; readonly stopSignal: NodeJS.Signals }
  | { readonly ended: number }
  | { readonly folder: string };
