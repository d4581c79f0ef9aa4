/**
 * A business refusal, as a value: a stable code from the service's closed union, and what the
 * reader needs to understand it. Never an exception, never a sentence: wording lives at the edge.
 */
export type Rejection<Code extends string = string> = Readonly<{
  code: Code;
  /** Facts behind the refusal (dates, states, bounds); never personal data. */
  details?: Readonly<Record<string, string | number | boolean | null>>;
}>;
