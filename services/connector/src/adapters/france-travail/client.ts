import { type Dispatcher } from 'undici';
import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';
import { type Agent, agentHeaders } from './agent.js';
import { type ApiName, apis, type Operation } from './apis.js';
import { exchange, type HttpOptions } from './http.js';
import { type JetonSource } from './jeton-cache.js';
import { type Limiter } from './limiter.js';
import { outcomeOfAnswer, outcomeOfSilence } from './outcome.js';
import { withoutNulls } from './reading.js';
import { createTokenCache, type TokenCache } from './token-cache.js';
import { type Credential, requestToken } from './token-request.js';

export type Trace = <T>(name: string, attributes: Readonly<Record<string, string | number>>, work: () => Promise<T>) => Promise<T>;

export type ClientOptions = Readonly<{
  /** Where the APIs are, without a final slash. */
  apiUrl: string;
  /** The whole token URL, realm included. */
  tokenUrl: string;
  credential: Credential;
  limiter: Limiter;
  dispatcher: Dispatcher;
  /** Longest wait for a whole answer. */
  timeoutMs?: number;
  /** One token for all APIs instead of one for each: for a jeton that is bound to its token (section 20.9). */
  scopes?: 'par-api' | 'communs';
  trace?: Trace;
  /** Headers that carry the trace; empty by default. */
  traceHeaders?: () => Record<string, string>;
  nowMs: () => number;
}>;

export type Call = Readonly<{
  operation: Operation;
  agent: Agent;
  /** Compulsory when the operation is about one person. */
  jeton?: JetonSource;
  query?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
  /** Nothing is sent after this instant, epoch milliseconds: the caller will have been given up for dead. */
  notAfterMs?: number;
}>;

export type FranceTravailClient = Readonly<{
  /**
   * Makes one call and says what it came to; the value is the JSON received, or undefined. Never throws
   * for what France Travail does. A refused token, then jeton, is renewed and the call replayed, once.
   */
  call: (call: Call) => Promise<Outcome<unknown>>;
}>;

const DEFAULT_TIMEOUT_MS = 60_000;

type Secrets = Readonly<{ token: string; jeton: string | undefined }>;
type Context = Readonly<{ options: ClientOptions; tokens: TokenCache; http: HttpOptions }>;

const allScopes = [...new Set(Object.values(apis).flatMap(({ scopes }) => scopes))];
const scopesOf = ({ options }: Context, api: ApiName): readonly string[] =>
  options.scopes === 'communs' ? allScopes : apis[api].scopes;

const urlOf = ({ options }: Context, { operation, query = {} }: Call): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
  return `${options.apiUrl}${apis[operation.api].basePath}${operation.path}${search}`;
};

const headersOf = ({ options }: Context, { agent, body }: Call, { token, jeton }: Secrets): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  accept: 'application/json',
  ...agentHeaders(agent),
  ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
  ...(jeton === undefined ? {} : { 'ft-jeton-usager': jeton }),
  ...options.traceHeaders?.(),
});

const send = async (context: Context, call: Call, secrets: Secrets): Promise<Outcome<unknown>> => {
  const { operation, body, notAfterMs = Infinity } = call;
  const { limiter, credential, nowMs } = context.options;
  const name = apis[operation.api].limiter;
  const turn = await limiter.enter(credential.name, name);
  if (turn.kind !== 'ok') return turn;
  if (nowMs() > notAfterMs) return { kind: 'retry-later', code: 'ENVOI_TROP_TARDIF' };
  const request = {
    url: urlOf(context, call),
    method: operation.method,
    headers: headersOf(context, call, secrets),
    ...(body === undefined ? {} : { body: JSON.stringify(withoutNulls(body)) }),
  };
  const result = await exchange(request, context.http);
  if ('silence' in result) return outcomeOfSilence(operation, result.silence);
  const outcome = outcomeOfAnswer(operation, result.answer, nowMs());
  if (outcome.kind === 'retry-later' && outcome.waitMs !== undefined) {
    await limiter.pause(credential.name, { name, waitMs: outcome.waitMs });
  }
  return outcome;
};

const jetonFor = async ({ operation, jeton }: Call): Promise<Outcome<string | undefined>> => {
  if (!operation.jeton) return succeeded(undefined);
  return jeton ? jeton.get() : { kind: 'misconfigured', code: 'JETON_ABSENT' };
};

const secretsFor = async (context: Context, call: Call): Promise<Outcome<Secrets>> => {
  const jeton = await jetonFor(call);
  if (jeton.kind !== 'ok') return jeton;
  const token = await context.tokens.get(scopesOf(context, call.operation.api));
  return token.kind === 'ok' ? succeeded({ token: token.value, jeton: jeton.value }) : token;
};

/** After a refusal: another token, then another jeton, in that order (fact sheet section 1). */
const renewed = async (context: Context, call: Call, refused: Secrets & { what: 'token' | 'jeton' }): Promise<Outcome<Secrets>> => {
  const scopes = scopesOf(context, call.operation.api);
  if (refused.what === 'token') context.tokens.invalidate(scopes, refused.token);
  const token = await context.tokens.get(scopes);
  if (token.kind !== 'ok') return token;
  if (refused.jeton === undefined || !call.jeton) return succeeded({ token: token.value, jeton: undefined });
  const jeton = await call.jeton.renew(refused.jeton);
  return jeton.kind === 'ok' ? succeeded({ token: token.value, jeton: jeton.value }) : jeton;
};

const callOnceMore = async (context: Context, call: Call): Promise<Outcome<unknown>> => {
  const secrets = await secretsFor(context, call);
  if (secrets.kind !== 'ok') return secrets;
  const first = await send(context, call, secrets.value);
  if (first.kind !== 'unauthorized') return first;
  const again = await renewed(context, call, { ...secrets.value, what: first.what });
  return again.kind === 'ok' ? send(context, call, again.value) : again;
};

const withoutTrace: Trace = (_name, _attributes, work) => work();

/** The only way to France Travail. Nothing it returns or traces holds a token, a jeton or an identity. */
export const createFranceTravailClient = (options: ClientOptions): FranceTravailClient => {
  const { credential, dispatcher, limiter, nowMs, tokenUrl, timeoutMs = DEFAULT_TIMEOUT_MS, trace = withoutTrace } = options;
  const http: HttpOptions = { dispatcher, timeoutMs };
  const tokens = createTokenCache(async (scopes) => {
    const turn = await limiter.enter(credential.name, 'connexion');
    if (turn.kind !== 'ok') return turn;
    const outcome = await trace('france-travail connexion', { 'relais.credential': credential.name }, () =>
      requestToken({ tokenUrl, credential, http, nowMs }, scopes),
    );
    if (outcome.kind === 'retry-later' && outcome.waitMs !== undefined) {
      await limiter.pause(credential.name, { name: 'connexion', waitMs: outcome.waitMs });
    }
    return outcome;
  }, nowMs);
  const context: Context = { options, tokens, http };
  return {
    call: (call) => {
      const { api, name } = call.operation;
      const attributes = { 'relais.api': `${api} ${apis[api].version}`, 'relais.credential': credential.name };
      return trace(`france-travail ${name}`, attributes, () => callOnceMore(context, call));
    },
  };
};
