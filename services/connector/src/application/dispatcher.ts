import { setTimeout as sleep } from 'node:timers/promises';

export type DispatcherOptions<Row> = Readonly<{
  /** Groups to serve (départements, partners): one that is slow or dead does not hold the others. */
  groups: () => Promise<readonly string[]> | readonly string[];
  /** Takes what is due of these groups. */
  take: (groups: readonly string[]) => Promise<readonly Row[]>;
  groupOf: (row: Row) => string;
  /** Milliseconds for which the group is left alone afterwards; undefined: none. */
  handle: (row: Row) => Promise<number | undefined>;
  /** How long to wait before looking again when nothing is due. */
  idleMs: number;
  onError: (error: unknown) => void;
  nowMs: () => number;
}>;

/** Background work, started and drained with the service. */
export type Worker = Readonly<{ start: () => void; stop: () => Promise<void> }>;

const ERROR_PAUSE_MS = 1_000;

const byGroup = <Row>(rows: readonly Row[], groupOf: (row: Row) => string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  return groups;
};

/**
 * Looks for what is due, hands it out, all groups side by side: a group gets its next rows when its
 * former ones are done. `stop` waits for what is under way.
 */
export class Dispatcher<Row> implements Worker {
  private readonly busy = new Map<string, Promise<void>>();
  private readonly resting = new Map<string, number>();
  private readonly stopped = new AbortController();
  private wakeUp = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: DispatcherOptions<Row>) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.wake();
    await this.running;
    await Promise.all(this.busy.values());
  }

  private wake(): void {
    this.wakeUp.abort();
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      this.wakeUp = new AbortController();
      const pause = await this.round().catch((error: unknown) => {
        this.options.onError(error);
        return ERROR_PAUSE_MS;
      });
      if (pause > 0) await sleep(pause, undefined, { signal: this.wakeUp.signal }).catch(() => undefined);
    }
  }

  private async round(): Promise<number> {
    const now = this.options.nowMs();
    const free = (await this.options.groups()).filter((group) => !this.busy.has(group) && (this.resting.get(group) ?? 0) <= now);
    if (free.length === 0) return this.options.idleMs;
    const rows = await this.options.take(free);
    for (const [group, own] of byGroup(rows, this.options.groupOf)) this.handOut(group, own);
    return this.options.idleMs;
  }

  private handOut(group: string, rows: readonly Row[]): void {
    const work = Promise.all(rows.map((row) => this.handleOne(row)))
      .then((rests) => void this.resting.set(group, this.options.nowMs() + Math.max(0, ...rests)))
      .finally(() => {
        this.busy.delete(group);
        this.wake();
      });
    this.busy.set(group, work);
  }

  private async handleOne(row: Row): Promise<number> {
    try {
      return (await this.options.handle(row)) ?? 0;
    } catch (error) {
      this.options.onError(error);
      return ERROR_PAUSE_MS;
    }
  }
}
