import { type Rejection, type Result } from '@relais/kernel';
import { type Origin, type RecordedFact } from '../journal/index.js';
import { type Tx } from '../postgres/index.js';
import { type Aggregate, type CommandRunner, type DomainEvent } from './command-runner.js';
import { type IdempotencyKey } from './idempotency.js';
import { type Accepted, type RunnerRefusal } from './outcome.js';

/** What was just decided of one person. */
export type Change<E extends DomainEvent, S> = Readonly<{
  usagerId: string;
  state: S;
  events: readonly E[];
  facts: readonly RecordedFact[];
  version: number;
}>;

/** Brings the views of one person up to what was just decided. */
export type Project<E extends DomainEvent, S> = (tx: Tx, change: Change<E, S>) => Promise<void>;

export type CommandRequest<C, E extends DomainEvent, S> = Readonly<{
  command: C;
  origin: Origin;
  expectedVersion?: number | undefined;
  idempotency?: IdempotencyKey | undefined;
  /** Written in the same transaction as what was decided. */
  alongside?: Project<E, S>;
}>;

export type CommandAnswer<S, R extends Rejection> = Result<Accepted<S>, R | RunnerRefusal>;

/** Every command on an aggregate goes through here: decided, journalled, shown, in one transaction. */
export class AggregateHandler<C extends Readonly<{ usagerId: string }>, E extends DomainEvent, S, R extends Rejection> {
  constructor(
    private readonly commands: CommandRunner,
    private readonly aggregate: Aggregate<C, E, S, R>,
    private readonly project: Project<E, S>,
  ) {}

  /** For a request: its own transaction, tried again on a version conflict. */
  handle(request: CommandRequest<C, E, S>): Promise<CommandAnswer<S, R>> {
    return this.commands.run(this.aggregate, this.execution(request));
  }

  /** For an event: inside the consumer's transaction. */
  handleIn(tx: Tx, request: CommandRequest<C, E, S>): Promise<CommandAnswer<S, R>> {
    return this.commands.runIn(tx, this.aggregate, this.execution(request));
  }

  /** The present state of one person and its version. */
  read(usagerId: string): Promise<{ state: S; version: number }> {
    return this.commands.state(this.aggregate, usagerId);
  }

  private execution({ command, alongside, ...rest }: CommandRequest<C, E, S>) {
    const { usagerId } = command;
    return {
      ...rest,
      usagerId,
      command,
      project: async (tx: Tx, change: Omit<Change<E, S>, 'usagerId'>): Promise<void> => {
        await this.project(tx, { ...change, usagerId });
        await alongside?.(tx, { ...change, usagerId });
      },
    };
  }
}
