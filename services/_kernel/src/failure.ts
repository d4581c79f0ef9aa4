/**
 * What went wrong decides what happens next:
 * - `rejected`: a rule said no; audited, never retried;
 * - `invalid`: the input cannot be understood; set aside at once;
 * - `transient`: the world was not ready; retried with back-off;
 * - `bug`: we are wrong; the key stops and somebody is told.
 */
export type FailureClass = 'rejected' | 'invalid' | 'transient' | 'bug';

const MARK = Symbol.for('relais.failure');

type FailureText = Readonly<{ message: string; cause?: unknown; details?: Readonly<Record<string, unknown>> }>;

/** An error that knows its class and a stable code; recognised across packages by a symbol. */
export class Failure extends Error {
  readonly [MARK] = true;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    readonly failureClass: FailureClass,
    readonly code: string,
    { message, cause, details = {} }: FailureText,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.details = details;
  }
}

export const isFailure = (error: unknown): error is Failure =>
  typeof error === 'object' && error !== null && MARK in error;

export const invalid = (code: string, message: string): Failure => new Failure('invalid', code, { message });
export const transient = (code: string, message: string, cause?: unknown): Failure =>
  new Failure('transient', code, { message, cause });

/** The class of anything thrown: what says nothing about itself is a bug. */
export const failureClassOf = (error: unknown): FailureClass => (isFailure(error) ? error.failureClass : 'bug');
