import { signWebhook } from '@relais/schemas';
import { Agent, type Dispatcher, request } from 'undici';
import { type Verdict, verdictOf } from '../../domain/livraison/verdict.js';
import { retryAfterMs } from '../retry-after.js';
import { type Destination, type GuardOptions, guardUrl } from './address-guard.js';

export type Webhook = Readonly<{
  url: string;
  /** `whsec_…` */
  secret: string;
  /** Identifier of the message, the same over its tries. */
  id: string;
  /** The exact text sent. */
  payload: string;
  contentType: string;
  headers?: Readonly<Record<string, string>>;
}>;

export type PosterOptions = Readonly<{
  guard: GuardOptions;
  nowMs: () => number;
  /** For the whole try. */
  timeoutMs?: number;
  /** How to reach a checked destination; by default one connection to its pinned address. */
  dispatcherFor?: (destination: Destination) => Dispatcher;
}>;

export type Poster = Readonly<{ post: (webhook: Webhook) => Promise<Verdict> }>;

const DEFAULT_TIMEOUT_MS = 15_000;

/** Connects to the address that was checked, whatever the name resolves to by now; TLS still checks the name. */
const pinnedDispatcher = ({ pinned }: Destination): Dispatcher =>
  new Agent({
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: 1,
    connect: {
      timeout: 5_000,
      lookup: (_hostname, options, callback) => {
        if (options.all) callback(null, [{ address: pinned.address, family: pinned.family }]);
        else callback(null, pinned.address, pinned.family);
      },
    },
  });

type Try = Readonly<{ webhook: Webhook; destination: Destination; dispatcher: Dispatcher; timeoutMs: number; nowMs: number }>;

const send = async ({ webhook, destination, dispatcher, timeoutMs, nowMs }: Try): Promise<Verdict> => {
  const { secret, id, payload, contentType, headers } = webhook;
  const signed = signWebhook(secret, { id, timestampS: Math.floor(nowMs / 1000), payload });
  try {
    const { statusCode, headers: answered, body } = await request(destination.url, {
      method: 'POST',
      headers: { ...headers, 'content-type': contentType, 'user-agent': 'Relais', ...signed },
      body: payload,
      dispatcher,
      signal: AbortSignal.timeout(timeoutMs),
    });
    // What a partner says is of no use and may be endless.
    body.on('error', () => undefined).destroy();
    const asked = answered['retry-after'];
    return verdictOf(statusCode, typeof asked === 'string' ? retryAfterMs(asked, nowMs) : undefined);
  } catch (error) {
    return { kind: 'retry', code: (error as Error).name === 'TimeoutError' ? 'DELAI_DEPASSE' : 'INJOIGNABLE' };
  }
};

/** Delivers signed messages to partners, one try each: no redirect followed, no private address reached. */
export const createPoster = ({ guard, nowMs, timeoutMs = DEFAULT_TIMEOUT_MS, dispatcherFor = pinnedDispatcher }: PosterOptions): Poster => ({
  post: async (webhook) => {
    const destination = await guardUrl(webhook.url, guard);
    if ('refused' in destination) {
      const { refused } = destination;
      return refused === 'NOM_INTROUVABLE' ? { kind: 'retry', code: refused } : { kind: 'dead', code: refused };
    }
    const dispatcher = dispatcherFor(destination);
    try {
      return await send({ webhook, destination, dispatcher, timeoutMs, nowMs: nowMs() });
    } finally {
      void dispatcher.close().catch(() => undefined);
    }
  },
});
