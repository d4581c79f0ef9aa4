import { type Backoff, nextWaitMs } from '../transmission/backoff.js';

/** What one try to deliver to a partner came to. */
export type Verdict =
  | Readonly<{ kind: 'delivered'; status: number }>
  | Readonly<{ kind: 'retry'; code: string; waitMs?: number }>
  /** The partner, or its address, will never take it: somebody must look. */
  | Readonly<{ kind: 'dead'; code: string }>;

/** To a partner: seconds at first, then every six hours, over two to four days. */
export const LIVRAISON_BACKOFF: Backoff = { baseMs: 5_000, maxMs: 6 * 3_600_000 };
export const MAX_TRIES = 26;

/** Statuses by which a receiver says that it will never want this. */
const GONE = 410;

/** What a partner's HTTP answer means; the body is never read. `waitMs` is what it asked for. */
export const verdictOf = (status: number, waitMs?: number): Verdict => {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === GONE) return { kind: 'dead', code: 'HTTP_410' };
  return { kind: 'retry', code: `HTTP_${status}`, ...(waitMs === undefined ? {} : { waitMs }) };
};

export type AfterTry = Readonly<{ etat: 'LIVREE' }> | Readonly<{ etat: 'MORTE'; code: string }> | Readonly<{ etat: 'EN_ATTENTE'; code: string; waitMs: number }>;

/**
 * What becomes of the delivery after its `tries`-th try (from 1).
 * @param random a number in [0, 1), from outside
 */
export const afterTry = (verdict: Verdict, tries: number, random: number): AfterTry => {
  switch (verdict.kind) {
    case 'delivered':
      return { etat: 'LIVREE' };
    case 'dead':
      return { etat: 'MORTE', code: verdict.code };
    case 'retry':
      if (tries >= MAX_TRIES) return { etat: 'MORTE', code: verdict.code };
      return {
        etat: 'EN_ATTENTE',
        code: verdict.code,
        waitMs: nextWaitMs(LIVRAISON_BACKOFF, {
          attempt: tries,
          random,
          ...(verdict.waitMs === undefined ? {} : { askedMs: verdict.waitMs }),
        }),
      };
  }
};
