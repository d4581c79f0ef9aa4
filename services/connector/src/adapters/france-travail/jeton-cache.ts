import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';
import { type UsagerTrouve } from './search-outcome.js';

/** A jeton as it is kept; `value` is a secret about one person. */
export type StoredJeton = Readonly<{ value: string; goodUntilMs: number }>;

/** Where jetons are kept, by credential and person; the durable one encrypts them. */
export type JetonStore = Readonly<{
  read: (key: string) => Promise<StoredJeton | undefined>;
  write: (key: string, jeton: StoredJeton) => Promise<void>;
  forget: (key: string) => Promise<void>;
}>;

/** What a call about a person takes: the jeton, and how to get another when it is refused. */
export type JetonSource = Readonly<{
  get: () => Promise<Outcome<string>>;
  renew: (refused: string) => Promise<Outcome<string>>;
}>;

/** France Travail: "valid about one day" (fact sheet section 4); kept a little less. */
export const JETON_LIFE_MS = 24 * 3_600_000 - 10 * 60_000;

/** In memory, for tests and for a connector of one process. */
export const memoryJetonStore = (): JetonStore => {
  const kept = new Map<string, StoredJeton>();
  return {
    read: (key) => Promise.resolve(kept.get(key)),
    write: (key, jeton) => {
      kept.set(key, jeton);
      return Promise.resolve();
    },
    forget: (key) => {
      kept.delete(key);
      return Promise.resolve();
    },
  };
};

export type JetonCacheOptions = Readonly<{ store: JetonStore; nowMs: () => number; lifeMs?: number }>;

export type JetonCache = Readonly<{
  /**
   * The source of the jeton of one person.
   * @param key names the person and the credential, never by NIR
   * @param search finds the person again at France Travail
   */
  sourceFor: (key: string, search: () => Promise<Outcome<UsagerTrouve>>) => JetonSource;
  /** Keeps a jeton that a search gave. */
  keep: (key: string, jeton: string) => Promise<void>;
}>;

/** Jetons kept for their day. Whatever the store holds, an expired one is never given. */
export const createJetonCache = ({ store, nowMs, lifeMs = JETON_LIFE_MS }: JetonCacheOptions): JetonCache => {
  const keep = (key: string, value: string): Promise<void> => store.write(key, { value, goodUntilMs: nowMs() + lifeMs });

  const searchAndKeep = async (key: string, search: () => Promise<Outcome<UsagerTrouve>>): Promise<Outcome<string>> => {
    const found = await search();
    if (found.kind !== 'ok') return found;
    await keep(key, found.value.jeton);
    return succeeded(found.value.jeton);
  };

  return {
    keep,
    sourceFor: (key, search) => ({
      get: async () => {
        const kept = await store.read(key);
        return kept && kept.goodUntilMs > nowMs() ? succeeded(kept.value) : searchAndKeep(key, search);
      },
      renew: async (refused) => {
        const kept = await store.read(key);
        const newer = kept && kept.value !== refused && kept.goodUntilMs > nowMs();
        if (newer) return succeeded(kept.value);
        await store.forget(key);
        return searchAndKeep(key, search);
      },
    }),
  };
};
