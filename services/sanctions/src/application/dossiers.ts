import { type Accepted, type CommandRunner, type IdempotencyKey, type RunnerRefusal } from '@relais/chassis/commands';
import { type Origin } from '@relais/chassis/journal';
import { type Tx } from '@relais/chassis/postgres';
import { type Result } from '@relais/kernel';
import { type SanctionCommand, type SanctionRejection, type Sanctions } from '../domain/sanction/index.js';
import { type SanctionAggregate } from './aggregate.js';
import { type ProjectSanctions, type SanctionChange } from './ports.js';

export type Request = Readonly<{
  command: SanctionCommand;
  origin: Origin;
  expectedVersion?: number | undefined;
  idempotency?: IdempotencyKey | undefined;
  /** Written in the same transaction as what was decided. */
  alongside?: (tx: Tx) => Promise<void>;
}>;

export type Answer = Result<Accepted<Sanctions>, SanctionRejection | RunnerRefusal>;

/** Every command on the sanctions of a person goes through here: decided, journalled, shown, in one transaction. */
export class Dossiers {
  constructor(
    private readonly commands: CommandRunner,
    private readonly aggregate: SanctionAggregate,
    private readonly project: ProjectSanctions,
  ) {}

  /** For a request: its own transaction, tried again on a version conflict. */
  handle(request: Request): Promise<Answer> {
    return this.commands.run(this.aggregate, this.execution(request));
  }

  /** For an event: inside the consumer's transaction. */
  handleIn(tx: Tx, request: Request): Promise<Answer> {
    return this.commands.runIn(tx, this.aggregate, this.execution(request));
  }

  private execution({ command, alongside, ...rest }: Request) {
    const { usagerId } = command;
    return {
      ...rest,
      usagerId,
      command,
      project: async (tx: Tx, change: Omit<SanctionChange, 'usagerId'>): Promise<void> => {
        await this.project(tx, { ...change, usagerId });
        await alongside?.(tx);
      },
    };
  }
}
