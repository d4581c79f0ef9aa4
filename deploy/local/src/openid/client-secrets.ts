import { createHash, timingSafeEqual } from 'node:crypto';
import { type Provider } from 'oidc-provider';
import { type Agent } from '../addresses.js';

/** The CNIL asks for a lock after ten tries at most. */
const TRIES = 10;
const LOCKED_MS = 600_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/**
 * Says whether a client's secret is right: its own, or the one before while it is being changed. After ten wrong ones
 * the client is locked for ten minutes, its right secret included.
 */
export function secretCheck(agents: readonly Agent[], now: () => number = Date.now): (clientId: string, own: string, given: string) => boolean {
  const failures = new Map<string, { count: number; last: number }>();
  const previous = new Map(agents.map(({ clientId, previousSecret }) => [clientId, previousSecret]));
  return (clientId, own, given) => {
    const failed = failures.get(clientId);
    const fresh = failed !== undefined && now() - failed.last < LOCKED_MS;
    if (fresh && failed.count >= TRIES) return false;
    const before = previous.get(clientId);
    if (same(own, given) || (before !== undefined && same(before, given))) {
      failures.delete(clientId);
      return true;
    }
    failures.set(clientId, { count: fresh ? failed.count + 1 : 1, last: now() });
    return false;
  };
}

/** Puts that check in the place of the provider's own. */
export function checkSecrets(provider: Provider, agents: readonly Agent[]): void {
  const isRight = secretCheck(agents);
  type Client = { clientId: string; clientSecret?: string };
  const prototype = provider.Client.prototype as unknown as { compareClientSecret: (this: Client, given: string) => boolean };
  prototype.compareClientSecret = function compare(given) {
    return isRight(this.clientId, this.clientSecret ?? '', given);
  };
}
