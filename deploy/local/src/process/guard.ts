import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type GuardianOrder, type ProcessWatcher, type RunningProcess } from './spec.js';

const guardian = fileURLToPath(new URL('./guardian.js', import.meta.url));

/** Holds the other end of the guardian: the process that ends our processes when we can no longer do it. */
export class Guard implements ProcessWatcher {
  private readonly child: ChildProcess;
  private readonly gone: Promise<unknown>;

  constructor() {
    this.child = spawn(process.execPath, ['--max-old-space-size=16', guardian], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.gone = once(this.child, 'exit');
    this.child.stdin?.on('error', () => undefined);
    this.child.unref();
    (this.child.stdin as { unref?: () => void } | null)?.unref?.();
  }

  started(running: RunningProcess): void {
    this.tell({ started: running.pid, stopSignal: running.stopSignal });
  }

  ended(pid: number): void {
    this.tell({ ended: pid });
  }

  /** A folder to remove when all is over. */
  removeAtEnd(folder: string): void {
    this.tell({ folder });
  }

  /** Lets the guardian finish its work and end. */
  async close(): Promise<void> {
    this.child.ref();
    this.child.stdin?.end();
    await this.gone;
  }

  private tell(order: GuardianOrder): void {
    this.child.stdin?.write(`${JSON.stringify(order)}\n`);
  }
}
