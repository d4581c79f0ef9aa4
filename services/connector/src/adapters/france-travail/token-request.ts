import { z } from 'zod';
import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';
import { bodyOf, saidBy } from './dialects.js';
import { exchange, type HttpOptions } from './http.js';
import { type Answer } from './outcome.js';
import { retryAfterMs } from '../retry-after.js';
import { type AccessToken } from './token-cache.js';

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().catch(1500) });

// Wrong credentials are 400 there, not 401; one scope that is not granted refuses the whole token.
const refused = ({ status, body }: Answer): Outcome<AccessToken> => {
  const { code } = saidBy(bodyOf(body).json);
  return { kind: 'misconfigured', code: code ?? `TOKEN_HTTP_${status}` };
};

/** What the token endpoint answered (fact sheet section 1). */
export const tokenOutcome = (answer: Answer, nowMs: number): Outcome<AccessToken> => {
  const { status, body, retryAfter } = answer;
  if (status === 429) return { kind: 'retry-later', code: 'TOKEN_HTTP_429', waitMs: retryAfterMs(retryAfter, nowMs) };
  if (status >= 500) return { kind: 'retry-later', code: `TOKEN_HTTP_${status}` };
  if (status !== 200) return refused(answer);
  const read = granted.safeParse(bodyOf(body).json);
  if (!read.success) return { kind: 'retry-later', code: 'TOKEN_ILLISIBLE' };
  return succeeded({ value: read.data.access_token, expiresInS: read.data.expires_in });
};

/** The application of one structure at France Travail; one for each département. */
export type Credential = Readonly<{
  /** Names it in logs, spans and buckets; not the client id. */
  name: string;
  clientId: string;
  clientSecret: Readonly<{ reveal: () => string }>;
}>;

export type TokenRequest = Readonly<{ tokenUrl: string; credential: Credential; http: HttpOptions; nowMs: () => number }>;

/** Asks for a token by client credentials; the secret travels in the body, the realm in the URL. */
export const requestToken = async (
  { tokenUrl, credential, http, nowMs }: TokenRequest,
  scopes: readonly string[],
): Promise<Outcome<AccessToken>> => {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: credential.clientId,
    client_secret: credential.clientSecret.reveal(),
    scope: scopes.join(' '),
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const result = await exchange({ url: tokenUrl, method: 'POST', headers, body: form.toString() }, http);
  return 'answer' in result ? tokenOutcome(result.answer, nowMs()) : { kind: 'retry-later', code: 'TOKEN_INJOIGNABLE' };
};
