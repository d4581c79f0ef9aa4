import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { StackProblem } from '../problem.js';
import { alive, commandLine, signalGroup } from './groups.js';
import { type ProcessWatcher, type RunningProcess } from './spec.js';

interface Record {
  readonly pid: number;
  readonly commandLine: string;
  readonly startedAt: string;
  readonly processes: readonly RunningProcess[];
}

/** `pids.json`: who runs the stack and which processes it has; one stack at a time in a folder. */
export class RunRecord implements ProcessWatcher {
  private readonly running = new Map<number, RunningProcess>();
  private readonly startedAt = new Date().toISOString();

  private constructor(private readonly file: string) {}

  /**
   * Takes the record for this process, after ending what a killed run left behind.
   * @throws StackProblem when a stack of this folder is running.
   */
  static async take(folder: string, file: string): Promise<RunRecord> {
    mkdirSync(folder, { recursive: true });
    const former = read(file);
    if (former !== undefined) {
      if (isItsOwner(former)) throw alreadyRunning(former, folder);
      await endLeftovers(former.processes);
      rmSync(file, { force: true });
    }
    const record = new RunRecord(file);
    record.write('wx');
    return record;
  }

  started(running: RunningProcess): void {
    this.running.set(running.pid, running);
    this.write('w');
  }

  ended(pid: number): void {
    if (this.running.delete(pid)) this.write('w');
  }

  /** Gives the record back: the stack is stopped. */
  release(): void {
    rmSync(this.file, { force: true });
  }

  private write(flag: 'w' | 'wx'): void {
    const record: Record = {
      pid: process.pid,
      commandLine: commandLine(process.pid) ?? '',
      startedAt: this.startedAt,
      processes: [...this.running.values()],
    };
    writeFileSync(this.file, `${JSON.stringify(record, null, 2)}\n`, { flag, mode: 0o600 });
  }
}

function read(file: string): Record | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record;
  } catch {
    rmSync(file, { force: true });
    return undefined;
  }
}

const isItsOwner = (former: Record): boolean =>
  former.pid !== process.pid && alive(former.pid) && commandLine(former.pid) === former.commandLine;

function alreadyRunning({ pid, startedAt }: Record, folder: string): StackProblem {
  const since = new Date(startedAt).toLocaleString('fr-FR');
  return new StackProblem(
    `Relais tourne déjà depuis le dossier ${folder} (processus ${pid}, depuis le ${since}). ` +
      `Ses adresses y sont, dans adresses.json. Pour l'arrêter : Ctrl-C dans son terminal, ou kill ${pid}.`,
  );
}

/** True when the process is still the one that was recorded, not another program with the same id. */
function isStill({ pid, marks }: RunningProcess): boolean {
  const line = commandLine(pid);
  return line !== undefined && marks.every((mark) => line.includes(mark));
}

async function endLeftovers(processes: readonly RunningProcess[]): Promise<void> {
  const left = () => processes.filter(isStill);
  for (const { pid, stopSignal } of left()) signalGroup(pid, stopSignal);
  const end = Date.now() + 10_000;
  while (left().length > 0 && Date.now() < end) await delay(50);
  for (const { pid } of left()) signalGroup(pid, 'SIGKILL');
}
