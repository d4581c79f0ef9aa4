import { setImmediate as settled, setTimeout as realSleep } from 'node:timers/promises';

/** How an operation is struck: not done, or done with its answer lost. */
export type Strike = 'before' | 'after';

/** One await of a simulated process that leaves it: it waits for its turn. */
export type Operation<T> = Readonly<{
  name: string;
  perform: () => Promise<T>;
  /** What the process sees when it is struck; an operation without it is never struck. */
  lost?: (strike: Strike) => Error;
  /** Not chosen before this is true; at once when absent. */
  ready?: () => boolean;
  /** True while what is being performed waits for something that another process holds. */
  blocked?: () => Promise<boolean>;
}>;

/** Chances, per step, that something goes wrong. */
export type Faults = Readonly<{ strike: number; crash: number; early: number }>;

export const NO_FAULT: Faults = { strike: 0, crash: 0, early: 0 };

type Waiting = Readonly<{ owner: Life; name: string; ready: () => boolean; run: (strike: Strike | undefined) => Promise<void>; blocked?: (() => Promise<boolean>) | undefined; strikable: boolean }>;
type Timer = Readonly<{ owner: Life | undefined; at: number; fire: () => void }>;
type Running = { readonly waiting: Waiting; done: boolean; readonly end: Promise<void> };

/** One life of a process: what it awaited when it died never comes back, even from the machine's own timers. */
export type Life = { readonly name: string; over: boolean };

/** Something that can die, and whose next life knows nothing of the one before. */
export class SimulatedProcess {
  private life: Life;

  constructor(
    readonly name: string,
    private readonly hooks: Readonly<{ born: (life: Life) => void; dead: (life: Life) => Promise<void> }>,
  ) {
    this.life = { name, over: true };
  }

  start(): Life {
    this.life = { name: this.name, over: false };
    this.hooks.born(this.life);
    return this.life;
  }

  /** The life that lives now, or the last one. */
  now(): Life {
    return this.life;
  }

  async kill(): Promise<void> {
    this.life.over = true;
    await this.hooks.dead(this.life);
  }
}

/**
 * Runs simulated processes one await at a time, in an order drawn from a seed, in virtual time. What is
 * drawn is the only thing that happens: the same seed gives the same run.
 */
export class Scheduler {
  /** Virtual milliseconds since the start. */
  now = 0;
  steps = 0;
  faults: Faults = NO_FAULT;
  /** What happened, one line a step. */
  readonly told: string[] = [];
  private waiting: Waiting[] = [];
  private timers: Timer[] = [];
  private running: Running[] = [];
  private tidying: Promise<unknown>[] = [];

  constructor(
    readonly random: () => number,
    private readonly crash: (life: Life) => Promise<void>,
  ) {}

  /** True one time in `1 / chance`. */
  chance(chance: number): boolean {
    return chance > 0 && this.random() < chance;
  }

  pick<T>(among: readonly T[]): T | undefined {
    return among[Math.floor(this.random() * among.length)];
  }

  /** Waits for its turn, then is performed, or struck. Never settles when its process died meanwhile. */
  operation<T>(owner: Life, { name, perform, lost, ready = () => true, blocked }: Operation<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = async (strike: Strike | undefined): Promise<void> => {
        if (strike === 'before' && lost) return reject(lost(strike));
        const outcome = await perform().then(
          (value) => () => resolve(value),
          (error: Error) => () => reject(error),
        );
        if (owner.over) return;
        if (strike === 'after' && lost) return reject(lost(strike));
        outcome();
      };
      if (!owner.over) this.waiting.push({ owner, name, ready, run, blocked, strikable: lost !== undefined });
    });
  }

  /** Virtual time passes; an abort ends it at once, as the real one does. */
  sleep(owner: Life, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        this.timers = this.timers.filter((other) => other !== timer);
        if (!owner.over) reject(new Error('aborted'));
      };
      const fire = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const timer: Timer = { owner, at: this.now + ms, fire };
      if (!owner.over) this.timers.push(timer);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Calls back after virtual time, whatever dies meanwhile. */
  later(ms: number, fire: () => void): void {
    this.timers.push({ owner: undefined, at: this.now + ms, fire });
  }

  /** Ends a life: nothing of it is waited for any more. */
  async kill(process: SimulatedProcess): Promise<void> {
    const life = process.now();
    this.waiting = this.waiting.filter(({ owner }) => owner !== life);
    this.timers = this.timers.filter(({ owner }) => owner !== life);
    await process.kill();
    for (const { waiting, end } of this.running) if (waiting.owner === life) await end;
    this.running = this.running.filter(({ done }) => !done);
  }

  /** Work outside every process (the server noticing a lost client): over before the next choice. */
  tidy(work: Promise<unknown>): void {
    this.tidying.push(work);
  }

  /** One step; false when nothing can happen any more. */
  async step(): Promise<boolean> {
    await settled();
    await Promise.all(this.tidying.splice(0));
    await this.watchRunning();
    this.steps += 1;
    const ready = this.waiting.filter((one) => one.ready());
    if (ready.length === 0 || (this.timers.length > 0 && this.chance(this.faults.early))) return this.advance(ready.length > 0);
    const chosen = this.pick(ready);
    if (!chosen) return false;
    this.waiting.splice(this.waiting.indexOf(chosen), 1);
    await this.perform(chosen);
    return true;
  }

  private async perform(chosen: Waiting): Promise<void> {
    const crash = this.chance(this.faults.crash);
    if (crash && this.chance(0.5)) {
      this.tell(chosen, 'dies before');
      return this.crash(chosen.owner);
    }
    const strike = chosen.strikable && this.chance(this.faults.strike) ? (this.chance(0.5) ? 'before' : 'after') : undefined;
    this.tell(chosen, strike === undefined ? '' : `lost ${strike}`);
    if (crash) chosen.owner.over = true;
    const running: Running = { waiting: chosen, done: false, end: chosen.run(strike).then(() => void (running.done = true)) };
    await this.untilDoneOrBlocked(running);
    if (!crash) return;
    this.tell(chosen, 'dies after');
    await this.crash(chosen.owner);
  }

  private tell({ owner, name }: Waiting, what: string): void {
    this.told.push(`${this.now} ${owner.name} ${name}${what === '' ? '' : `: ${what}`}`);
  }

  private async untilDoneOrBlocked(running: Running): Promise<void> {
    const { waiting, end } = running;
    for (let looks = 0; !running.done; looks += 1) {
      await (waiting.blocked === undefined ? end : Promise.race([end, realSleep(2)]));
      if (running.done || !(await waiting.blocked?.())) continue;
      if (!this.running.includes(running)) this.running.push(running);
      return;
    }
  }

  /** What waited for a lock may have got it: the next choice is made only when that is certain. */
  private async watchRunning(): Promise<void> {
    for (const running of this.running) await this.untilDoneOrBlocked(running);
    this.running = this.running.filter(({ done }) => !done);
    await settled();
  }

  private async advance(others: boolean): Promise<boolean> {
    const [next] = [...this.timers].sort((a, b) => a.at - b.at);
    if (next) {
      this.timers.splice(this.timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.fire();
      return true;
    }
    if (others) return true;
    if (this.running.length === 0) return false;
    // Only locks are left: the database ends a deadlock by itself.
    await Promise.race(this.running.map(({ end }) => end));
    return true;
  }
}
