import { type Accepted, type CommandRunner, type IdempotencyKey, type RunnerRefusal } from '@relais/chassis/commands';
import { type Origin } from '@relais/chassis/journal';
import { type Tx } from '@relais/chassis/postgres';
import { type Result } from '@relais/kernel';
import { type Orientation, type OrientationCommand, type OrientationRejection } from '../domain/orientation/index.js';
import { type OrientationAggregate } from './aggregate.js';
import { type ProjectOrientation } from './ports.js';

export type Request = Readonly<{
  command: OrientationCommand;
  origin: Origin;
  expectedVersion?: number | undefined;
  idempotency?: IdempotencyKey | undefined;
  /** Written in the same transaction as the decision. */
  alongside?: (tx: Tx) => Promise<void>;
}>;

export type Answer = Result<Accepted<Orientation>, OrientationRejection | RunnerRefusal>;

/** Every command on an orientation goes through here: decided, journalled, shown, in one transaction. */
export class Orientations {
  constructor(
    private readonly commands: CommandRunner,
    private readonly aggregate: OrientationAggregate,
    private readonly project: ProjectOrientation,
  ) {}

  /** For a request: its own transaction, tried again on a version conflict. */
  handle(request: Request): Promise<Answer> {
    return this.commands.run(this.aggregate, this.execution(request));
  }

  /** For an event: inside the consumer's transaction. */
  handleIn(tx: Tx, request: Request): Promise<Answer> {
    return this.commands.runIn(tx, this.aggregate, this.execution(request));
  }

  read(usagerId: string): Promise<{ state: Orientation; version: number }> {
    return this.commands.state(this.aggregate, usagerId);
  }

  private execution({ command, alongside, ...rest }: Request) {
    return {
      ...rest,
      usagerId: command.usagerId,
      command,
      project: async (tx: Tx, change: Parameters<ProjectOrientation>[1]): Promise<void> => {
        await this.project(tx, { ...change, usagerId: command.usagerId });
        await alongside?.(tx);
      },
    };
  }
}
