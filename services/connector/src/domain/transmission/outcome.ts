/**
 * What a call to France Travail came to. `code` is the one that France Travail gave, as text, or ours
 * (`HTTP_500`, `DELAI`, …): an unknown code is kept, never counted as a success.
 */
export type Outcome<T = void> =
  | Readonly<{ kind: 'ok'; value: T }>
  /** A business rule said no: the sender must correct. */
  | Readonly<{ kind: 'refused-by-rule'; code: string; message?: string }>
  /** Nobody, or nothing, under this identifier. */
  | Readonly<{ kind: 'not-found'; code: string }>
  /** The person is not attached to the structure that asks. */
  | Readonly<{ kind: 'out-of-perimeter'; code: string }>
  /** Certainly not taken into account; the same call may succeed later. */
  | Readonly<{ kind: 'retry-later'; code: string; waitMs?: number }>
  /** About this person or this act: neither time nor another try will do, somebody must look. */
  | Readonly<{ kind: 'needs-human'; code: string; message?: string }>
  /** Our link to France Travail (account, scopes, headers, format) is at fault, for everybody: it waits for a repair. */
  | Readonly<{ kind: 'misconfigured'; code: string }>
  /** Perhaps taken into account: read France Travail again before any second try. */
  | Readonly<{ kind: 'uncertain'; code: string }>
  | Readonly<{ kind: 'unauthorized'; what: 'token' | 'jeton'; code: string }>;

export type Failed = Exclude<Outcome<unknown>, { kind: 'ok' }>;

export const succeeded = <T>(value: T): Outcome<T> => ({ kind: 'ok', value });
