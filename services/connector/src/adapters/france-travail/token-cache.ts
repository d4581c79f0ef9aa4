import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';

export type AccessToken = Readonly<{ value: string; expiresInS: number }>;

export type TokenCache = Readonly<{
  /** A token good for all these scopes; many callers, one request. */
  get: (scopes: readonly string[]) => Promise<Outcome<string>>;
  /** Forgets a token that was refused; a newer one of the same scopes stays. */
  invalidate: (scopes: readonly string[], refused: string) => void;
}>;

type Entry = Readonly<{ value: string; goodUntilMs: number }>;

const MARGIN_MS = 60_000;
const keyOf = (scopes: readonly string[]): string => [...new Set(scopes)].sort().join(' ');

/**
 * Access tokens of one credential, one for each set of scopes, dropped 60 s before their end. A request
 * that fails is not kept: the next caller asks again.
 */
export const createTokenCache = (
  request: (scopes: readonly string[]) => Promise<Outcome<AccessToken>>,
  nowMs: () => number,
): TokenCache => {
  const entries = new Map<string, Entry>();
  const flights = new Map<string, Promise<Outcome<string>>>();

  const fetchAndKeep = async (key: string, scopes: readonly string[]): Promise<Outcome<string>> => {
    const askedAt = nowMs();
    const answer = await request(scopes);
    if (answer.kind !== 'ok') return answer;
    const { value, expiresInS } = answer.value;
    entries.set(key, { value, goodUntilMs: askedAt + expiresInS * 1000 - MARGIN_MS });
    return succeeded(value);
  };

  return {
    get: async (scopes) => {
      const key = keyOf(scopes);
      const entry = entries.get(key);
      if (entry && entry.goodUntilMs > nowMs()) return succeeded(entry.value);
      const flying = flights.get(key);
      if (flying) return flying;
      const flight = fetchAndKeep(key, scopes).finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
    invalidate: (scopes, refused) => {
      const key = keyOf(scopes);
      if (entries.get(key)?.value === refused) entries.delete(key);
    },
  };
};
