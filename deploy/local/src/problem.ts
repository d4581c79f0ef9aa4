/** Something the person at the keyboard can put right: its message says what and how, and no stack is shown. */
export class StackProblem extends Error {
  override readonly name = 'StackProblem';
}

/** The message of anything thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
