import { type Accepted, type CommandRunner, type IdempotencyKey, type RunnerRefusal } from '@relais/chassis/commands';
import { type Origin } from '@relais/chassis/journal';
import { type Tx } from '@relais/chassis/postgres';
import { type Result } from '@relais/kernel';
import { type Accompagnement, type AccompagnementCommand, type AccompagnementRejection } from '../domain/accompagnement/index.js';
import { type AccompagnementAggregate } from './aggregate.js';
import { type AccompagnementChange, type ProjectAccompagnement } from './ports.js';

export type Request = Readonly<{
  command: AccompagnementCommand;
  origin: Origin;
  expectedVersion?: number | undefined;
  idempotency?: IdempotencyKey | undefined;
  /** Written in the same transaction as what was decided. */
  alongside?: ProjectAccompagnement;
}>;

export type Answer = Result<Accepted<Accompagnement>, AccompagnementRejection | RunnerRefusal>;

/** Every command on an accompaniment goes through here: decided, journalled, shown, in one transaction. */
export class Accompagnements {
  constructor(
    private readonly commands: CommandRunner,
    private readonly aggregate: AccompagnementAggregate,
    private readonly project: ProjectAccompagnement,
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
      project: async (tx: Tx, change: Omit<AccompagnementChange, 'usagerId'>): Promise<void> => {
        await this.project(tx, { ...change, usagerId });
        await alongside?.(tx, { ...change, usagerId });
      },
    };
  }
}
