import { type ChildProcess, spawn } from 'node:child_process';
import { environment } from '../config.js';
import { messageOf, StackProblem } from '../problem.js';
import { type Progress, seconds } from '../progress.js';
import { pause, until } from '../wait.js';
import { signalGroup } from './groups.js';
import { type LogFile } from './log-file.js';
import { type Command, type ProcessSpec, type ProcessWatcher } from './spec.js';

const firstDelayMs = 200;
const longestDelayMs = 5_000;
/** A life this long (ms) makes the next restart immediate again. */
const steadyMs = 10_000;
/** Deaths before the first readiness that are taken for a wrong configuration. */
const mostEarlyDeaths = 3;

/** What a managed process needs from the stack it belongs to. */
export interface Surroundings {
  readonly log: LogFile;
  readonly progress: Progress;
  readonly watchers: readonly ProcessWatcher[];
}

/** How a managed process is now. */
export interface ProcessState {
  /** Undefined between two lives. */
  readonly pid: number | undefined;
  /** Answered since its last start. */
  readonly ready: boolean;
  /** How many times it ended without being asked to. */
  readonly deaths: number;
}

interface Life {
  readonly pid: number;
  /** Resolves when the process is gone, with how it ended. */
  readonly ended: Promise<string>;
}

/** One process kept running: started, watched, restarted with back-off when it dies, ended with its whole group. */
export class ManagedProcess {
  private readonly stopping = new AbortController();
  private life: Life | undefined;
  private loop: Promise<void> = Promise.resolve();
  private everReady = false;
  private ready = false;
  private deaths = 0;
  private earlyDeaths = 0;
  private lastRefusal = '';

  constructor(
    private readonly spec: ProcessSpec,
    private readonly around: Surroundings,
  ) {}

  /** How it is now. */
  get state(): ProcessState {
    return { pid: this.life?.pid, ready: this.ready, deaths: this.deaths };
  }

  /**
   * Starts it and keeps it running until `stop`.
   * @returns once ready for the first time; rejects with a StackProblem when that does not happen.
   */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.loop = this.keepRunning(resolve).then(() => reject(this.problem('a été arrêté avant d’être prêt')), reject);
    });
  }

  /** Ends the process and everything in its group: the spec's signal first, SIGKILL after its delay. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const life = this.life;
    if (life !== undefined) await this.end(life);
    await this.loop;
  }

  /** Last resort, synchronous: SIGKILL to the group. */
  kill(): void {
    this.stopping.abort();
    if (this.life !== undefined) signalGroup(this.life.pid, 'SIGKILL');
  }

  private async keepRunning(onFirstReady: () => void): Promise<void> {
    let delay = firstDelayMs;
    while (!this.stopping.signal.aborted) {
      const begin = Date.now();
      const ending = await this.liveOnce(onFirstReady);
      this.ready = false;
      if (this.stopping.signal.aborted) return;
      this.deaths += 1;
      this.refuseEarlyDeaths(ending);
      if (Date.now() - begin > steadyMs) delay = firstDelayMs;
      this.around.progress(`↻ ${this.spec.label} s'est arrêté (${ending}) : redémarrage`);
      await pause(delay, this.stopping.signal);
      delay = Math.min(delay * 2, longestDelayMs);
    }
  }

  private refuseEarlyDeaths(ending: string): void {
    if (this.everReady) return;
    this.earlyDeaths += 1;
    if (this.earlyDeaths < mostEarlyDeaths) return;
    throw this.problem(`s'arrête dès son démarrage (${ending})`);
  }

  private async liveOnce(onFirstReady: () => void): Promise<string> {
    const begin = Date.now();
    const command = await this.nextCommand();
    if (this.stopping.signal.aborted) return 'arrêt demandé';
    if (typeof command === 'string') return command;
    const life = this.launch(command);
    this.life = life;
    const over = new AbortController();
    const ended = life.ended.finally(() => over.abort());
    const ready = await until(() => this.checked(), this.spec.readyTimeoutMs ?? 60_000, over.signal);
    if (ready) this.announce(begin, onFirstReady);
    else if (!over.signal.aborted) await this.tooLate(life);
    const ending = await ended;
    this.life = undefined;
    return ending;
  }

  /** What to run, or why that cannot be told; the first time, the reason is thrown as it is. */
  private async nextCommand(): Promise<Command | string> {
    try {
      return await this.spec.command();
    } catch (error) {
      if (!this.everReady) throw error;
      return messageOf(error);
    }
  }

  private async checked(): Promise<void> {
    try {
      await this.spec.check();
      await this.spec.onReady?.();
    } catch (error) {
      this.lastRefusal = messageOf(error);
      throw error;
    }
  }

  private announce(begin: number, onFirstReady: () => void): void {
    const again = this.everReady ? ' de nouveau' : '';
    this.everReady = true;
    this.ready = true;
    this.around.progress(`✓ ${this.spec.label}${again} prêt (${seconds(Date.now() - begin)})`);
    onFirstReady();
  }

  private async tooLate(life: Life): Promise<void> {
    await this.end(life);
    if (!this.everReady && !this.stopping.signal.aborted) {
      throw this.problem(`n'est pas prêt après ${seconds(this.spec.readyTimeoutMs ?? 60_000)} (${this.lastRefusal})`);
    }
  }

  private launch(command: Command): Life {
    const child = this.around.log.with((log) => {
      const { uid, gid } = command;
      return spawn(command.file, [...command.args], {
        ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
        ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
        env: { ...environment, ...command.env },
        stdio: ['ignore', log, log],
        detached: true,
      });
    });
    const ended = this.endOf(child);
    if (child.pid === undefined) return { pid: 0, ended };
    const marks = [command.file, ...command.args].filter((word) => word.includes('/'));
    const running = { name: this.spec.name, pid: child.pid, marks, stopSignal: this.stopSignal };
    for (const watcher of this.around.watchers) watcher.started(running);
    return { pid: child.pid, ended };
  }

  private endOf(child: ChildProcess): Promise<string> {
    return new Promise((resolve) => {
      child.once('error', (error) => resolve(messageOf(error)));
      child.once('exit', (code, signal) => {
        if (child.pid !== undefined) this.sweep(child.pid);
        resolve(signal ?? `code ${code}`);
      });
    });
  }

  /** What the process started and left behind ends with it. */
  private sweep(pid: number): void {
    signalGroup(pid, 'SIGKILL');
    for (const watcher of this.around.watchers) watcher.ended(pid);
  }

  private async end(life: Life): Promise<void> {
    if (life.pid === 0) return;
    signalGroup(life.pid, this.stopSignal);
    const over = new AbortController();
    const killed = pause(this.spec.killAfterMs ?? 10_000, over.signal).then(() => {
      if (!over.signal.aborted) signalGroup(life.pid, 'SIGKILL');
    });
    await life.ended;
    over.abort();
    await killed;
  }

  private get stopSignal(): NodeJS.Signals {
    return this.spec.stopSignal ?? 'SIGTERM';
  }

  private problem(what: string): StackProblem {
    const { file } = this.around.log;
    return new StackProblem(`${this.spec.label} ${what}. Fin de ${file} :\n${this.around.log.tail()}`);
  }
}
