import { deepStrictEqual, fail } from 'node:assert/strict';
import { type Decider, fold } from './decider.js';
import { type Rejection } from './rejection.js';

type When<Event, Code extends string> = Readonly<{
  then: (...events: Event[]) => void;
  thenNothing: () => void;
  thenRefused: (code: Code) => void;
}>;

type Given<Command, Event, Code extends string> = Readonly<{ when: (command: Command) => When<Event, Code> }>;

/**
 * Given-when-then over a decider: `given(...history).when(command).then(...events)`, or
 * `.thenRefused(code)`. Throws an AssertionError that shows both sides.
 */
export const scenario = <Command, Event, State, Code extends string>(
  decider: Decider<Command, Event, State, Rejection<Code>>,
): { given: (...history: Event[]) => Given<Command, Event, Code> } => ({
  given: (...history) => ({
    when: (command) => {
      const outcome = decider.decide(command, fold(decider, history));
      const expectEvents = (expected: readonly Event[]): void => {
        if (!outcome.ok) fail(`expected events, refused: ${JSON.stringify(outcome.error)}`);
        deepStrictEqual(outcome.value, expected);
      };
      return {
        then: (...events) => expectEvents(events),
        thenNothing: () => expectEvents([]),
        thenRefused: (code) => {
          if (outcome.ok) fail(`expected refusal ${code}, got ${JSON.stringify(outcome.value)}`);
          deepStrictEqual(outcome.error.code, code);
        },
      };
    },
  }),
});

/** A clock that stands where it is put. */
export const clockAt = (instant: string): { now: () => Date; advance: (ms: number) => void } => {
  let at = Date.parse(instant);
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms;
    },
  };
};

/** Ids that count: 00000000-0000-7000-8000-000000000001, …2, … */
export const countingIds = (): { next: () => string } => {
  let last = 0;
  return {
    next: () => {
      last += 1;
      return `00000000-0000-7000-8000-${String(last).padStart(12, '0')}`;
    },
  };
};
