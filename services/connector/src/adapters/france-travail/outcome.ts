import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';
import { type Operation } from './apis.js';
import { type Body, bodyOf, type Said, saidBy } from './dialects.js';
import { searchOutcome } from './search-outcome.js';
import { retryAfterMs } from '../retry-after.js';

/** An HTTP answer, read whole. */
export type Answer = Readonly<{ status: number; body: string; contentType?: string; retryAfter?: string }>;

/** No answer: never sent, or sent and nothing (or half of it) came back. */
export type Silence = 'not-sent' | 'lost' | 'timeout';

type Reading = Readonly<{ operation: Operation; status: number; body: Body; said: Said }>;

/** The payload of a success: undefined when there is nothing. */
export type Payload = Outcome<unknown>;

const words = ({ message }: Said): { message?: string } => (message === undefined ? {} : { message });
const codeOf = ({ said, status }: Reading): string => said.code ?? `HTTP_${status}`;

/** After this a second call is harmless, or must wait for a re-reading. */
const unclear = ({ idempotent }: Operation, code: string): Payload =>
  idempotent ? { kind: 'retry-later', code } : { kind: 'uncertain', code };

/** What the absence of an answer means. */
export const outcomeOfSilence = (operation: Operation, silence: Silence): Payload => {
  switch (silence) {
    case 'not-sent':
      return { kind: 'retry-later', code: 'INJOIGNABLE' };
    case 'lost':
      return unclear(operation, 'REPONSE_PERDUE');
    case 'timeout':
      return unclear(operation, 'DELAI_DEPASSE');
  }
};

const success = (reading: Reading): Payload => {
  const { operation, body, said } = reading;
  if (operation.body === 'none') return body.form === 'html' ? unclear(operation, 'HTML') : succeeded(undefined);
  if (body.form !== 'json') return unclear(operation, body.form === 'html' ? 'HTML' : 'CORPS_ILLISIBLE');
  if (operation.api === 'rechercher-usager') return searchOutcome(body.json, said);
  // A functional error dressed as a success (ERT_200_FONCT).
  if (said.code !== undefined && isErrorInside(body.json)) return { kind: 'refused-by-rule', code: said.code, ...words(said) };
  return succeeded(body.json);
};

const isErrorInside = (json: unknown): boolean => typeof json === 'object' && json !== null && 'codeErreur' in json;

const otherSuccess = ({ operation, status }: Reading): Payload => {
  // 204 from the search: people were found, but none may have a jeton.
  if (operation.api === 'rechercher-usager') return { kind: 'needs-human', code: `HTTP_${status}` };
  if (status === 204 && operation.idempotent) return { kind: 'not-found', code: 'HTTP_204' };
  return operation.idempotent ? { kind: 'misconfigured', code: `HTTP_${status}` } : { kind: 'uncertain', code: `HTTP_${status}` };
};

const isAboutJeton = ({ operation, said }: Reading): boolean => operation.jeton && /jeton/i.test(said.message ?? '');

/** Empty 403: the token lacks a scope. With words: the person is not ours. */
const forbidden = (reading: Reading): Payload => {
  const { body, operation } = reading;
  if (body.form === 'html' || (body.form === 'empty' && operation.api !== 'rechercher-usager')) {
    return { kind: 'misconfigured', code: 'HTTP_403' };
  }
  return { kind: 'out-of-perimeter', code: codeOf(reading) };
};

const serverError = (reading: Reading): Payload => {
  const { operation, said } = reading;
  // A functional refusal dressed as a 500 (fact sheet section 10).
  if (operation.api === 'contrat-engagement' && /suspendu/i.test(said.message ?? '')) {
    return { kind: 'refused-by-rule', code: 'CONTRAT_SUSPENDU', ...words(said) };
  }
  if (operation.api === 'rechercher-usager' && said.code === 'R998') return searchOutcome(reading.body.json, said);
  return unclear(operation, codeOf(reading));
};

const refusedByRule = (reading: Reading): Payload => ({ kind: 'refused-by-rule', code: codeOf(reading), ...words(reading.said) });
const noAnswerInTime = ({ operation, status }: Reading): Payload => unclear(operation, `HTTP_${status}`);

const clientErrors: Readonly<Record<number, (reading: Reading) => Payload>> = {
  400: refusedByRule,
  401: () => ({ kind: 'unauthorized', what: 'token', code: 'HTTP_401' }),
  403: forbidden,
  404: (reading) => ({ kind: 'not-found', code: codeOf(reading) }),
  408: noAnswerInTime,
  409: refusedByRule,
  422: refusedByRule,
  425: noAnswerInTime,
};

const clientError = (reading: Reading): Payload => {
  const { status } = reading;
  if ((status === 400 || status === 403) && isAboutJeton(reading)) return { kind: 'unauthorized', what: 'jeton', code: `HTTP_${status}` };
  return clientErrors[status]?.(reading) ?? { kind: 'misconfigured', code: codeOf(reading) };
};

const byStatus = (reading: Reading): Payload => {
  const { operation, status } = reading;
  if (operation.empty.includes(status)) return succeeded(undefined);
  if (operation.success.includes(status)) return success(reading);
  if (status >= 200 && status < 300) return otherSuccess(reading);
  // A redirect is France Travail's way to say that a pa-* header is missing: our bug.
  if (status < 400) return { kind: 'misconfigured', code: `HTTP_${status}` };
  return status < 500 ? clientError(reading) : serverError(reading);
};

const tooMany = ({ retryAfter }: Answer, nowMs: number): Payload => ({
  kind: 'retry-later',
  code: 'HTTP_429',
  waitMs: retryAfterMs(retryAfter, nowMs),
});

/**
 * What any answer means (fact sheet sections 4 and 15.1). Total: whatever comes back gets a class, and
 * nothing but a documented success counts as one.
 */
export const outcomeOfAnswer = (operation: Operation, answer: Answer, nowMs: number): Payload => {
  if (answer.status === 429) return tooMany(answer, nowMs);
  const body = bodyOf(answer.body, answer.contentType);
  const outcome = byStatus({ operation, status: answer.status, body, said: saidBy(body.json) });
  if (outcome.kind !== 'retry-later' || answer.retryAfter === undefined) return outcome;
  return { ...outcome, waitMs: retryAfterMs(answer.retryAfter, nowMs) };
};
