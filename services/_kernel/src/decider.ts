import { type Rejection } from './rejection.js';
import { type Result } from './result.js';

/**
 * A pure decision: what happened so far (`evolve` over events) plus a command gives new events or
 * a refusal. No clock, no I/O, no random: instants and ids come in with the command.
 */
export type Decider<Command, Event, State, Refusal extends Rejection = Rejection> = Readonly<{
  initial: State;
  decide: (command: Command, state: State) => Result<readonly Event[], Refusal>;
  /** Total: an event that does not fit leaves the state as it was. */
  evolve: (state: State, event: Event) => State;
}>;

/** Folds a history into a state. */
export const fold = <Event, State>(
  decider: Pick<Decider<never, Event, State>, 'initial' | 'evolve'>,
  history: Iterable<Event>,
): State => {
  let state = decider.initial;
  for (const event of history) state = decider.evolve(state, event);
  return state;
};
