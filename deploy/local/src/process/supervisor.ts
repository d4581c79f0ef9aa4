import { StackProblem } from '../problem.js';
import { type Progress } from '../progress.js';
import { LogFile } from './log-file.js';
import { ManagedProcess, type ProcessState } from './managed-process.js';
import { type ProcessSpec, type ProcessWatcher } from './spec.js';

/** How a supervisor reports and where it keeps logs. */
export interface SupervisorOptions {
  readonly logs: string;
  readonly progress: Progress;
  readonly watchers?: readonly ProcessWatcher[];
}

interface Member {
  readonly spec: ProcessSpec;
  readonly process: ManagedProcess;
  readonly ready: Promise<void>;
}

/** Runs named processes side by side, each after those it needs, and ends them in the reverse order. */
export class Supervisor {
  private readonly members = new Map<string, Member>();
  private readonly ending = new Map<string, Promise<void>>();
  private stopping = false;

  constructor(private readonly options: SupervisorOptions) {
    process.once('exit', this.killAll);
  }

  /**
   * Starts processes; those already known to this supervisor may be needed by the new ones.
   * @returns once all are ready.
   * @throws StackProblem when one cannot start or needs a name that nobody has.
   */
  async start(specs: readonly ProcessSpec[]): Promise<void> {
    const left = new Map(specs.map((spec) => [spec.name, spec]));
    while (left.size > 0) {
      const next = [...left.values()].find((spec) => spec.needs.every((name) => this.members.has(name)));
      if (next === undefined) throw new StackProblem(`Dépendances introuvables ou en boucle : ${[...left.keys()].join(', ')}`);
      left.delete(next.name);
      this.add(next);
    }
    await Promise.all(specs.map((spec) => this.member(spec.name).ready));
  }

  /** How each member is now, by name. */
  states(): ReadonlyMap<string, ProcessState> {
    return new Map([...this.members].map(([name, { process: managed }]) => [name, managed.state]));
  }

  /** Process id of a member now. */
  pid(name: string): number | undefined {
    return this.members.get(name)?.process.state.pid;
  }

  /** Ends everything, dependants first; resolves when nothing is left. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.members.keys()].map((name) => this.end(name)));
    process.off('exit', this.killAll);
  }

  /** Synchronous last resort: SIGKILL to every group. */
  readonly killAll = (): void => {
    for (const { process: managed } of this.members.values()) managed.kill();
  };

  private add(spec: ProcessSpec): void {
    const { logs, progress, watchers = [] } = this.options;
    const managed = new ManagedProcess(spec, { log: new LogFile(logs, spec.name), progress, watchers });
    const needed = spec.needs.map((name) => this.member(name).ready);
    const ready = Promise.all(needed).then(async () => {
      if (this.stopping) throw new StackProblem(`${spec.label} : arrêt demandé avant son démarrage`);
      await managed.start();
    });
    // start() reports the first failure; those that follow from it must not count as unhandled.
    ready.catch(() => undefined);
    this.members.set(spec.name, { spec, process: managed, ready });
  }

  private member(name: string): Member {
    const member = this.members.get(name);
    if (member === undefined) throw new StackProblem(`Aucun processus ne s'appelle ${name}`);
    return member;
  }

  private end(name: string): Promise<void> {
    const known = this.ending.get(name);
    if (known !== undefined) return known;
    const dependants = [...this.members.values()].filter(({ spec }) => spec.needs.includes(name));
    const ended = Promise.all(dependants.map(({ spec }) => this.end(spec.name))).then(() => this.member(name).process.stop());
    this.ending.set(name, ended);
    return ended;
  }
}
