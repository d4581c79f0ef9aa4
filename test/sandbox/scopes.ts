import { type Compte } from './comptes.js';

/** Scopes of OpenID Connect itself, that no account needs to list. */
const OPENID = ['openid', 'profile', 'email'];

/** One scope that the client does not hold refuses the whole token; `application_<client_id>` is an accepted leftover. */
export function scopesRefuses(demandes: readonly string[], { scopes, clientId }: Compte): boolean {
  const admis = new Set([...scopes, ...OPENID, `application_${clientId}`]);
  return demandes.length === 0 || demandes.some((scope) => !admis.has(scope));
}
