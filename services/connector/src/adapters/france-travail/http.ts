import { type Dispatcher, request } from 'undici';
import { type Answer, type Silence } from './outcome.js';

export type HttpCall = Readonly<{
  url: string;
  method: Dispatcher.HttpMethod;
  headers: Record<string, string>;
  body?: string;
}>;

export type HttpOptions = Readonly<{ dispatcher: Dispatcher; timeoutMs: number }>;

export type Exchange = Readonly<{ answer: Answer }> | Readonly<{ silence: Silence }>;

const MAX_BODY_BYTES = 20 * 1024 * 1024;

// Nothing left this machine: the name or the port did not answer.
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
]);
const TIMEOUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

const codesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const { code, name, cause, errors } = error as Error & { code?: unknown; errors?: unknown };
  const inner: unknown[] = Array.isArray(errors) ? errors : [];
  return [typeof code === 'string' ? code : name, ...codesOf(cause), ...inner.flatMap(codesOf)];
};

/** How a call without an answer ended; what is not known for sure may have been received. */
export const silenceOf = (error: unknown): Silence => {
  const codes = codesOf(error);
  if (codes.some((code) => NOT_SENT.has(code))) return 'not-sent';
  return codes.some((code) => TIMEOUT.has(code) || code === 'TimeoutError') ? 'timeout' : 'lost';
};

const headerOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const readAll = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('answer too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** One exchange, read whole, redirects not followed. Never throws: no answer is an outcome too. */
export const exchange = async (call: HttpCall, { dispatcher, timeoutMs }: HttpOptions): Promise<Exchange> => {
  try {
    const { statusCode, headers, body } = await request(call.url, {
      method: call.method,
      headers: call.headers,
      ...(call.body === undefined ? {} : { body: call.body }),
      dispatcher,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const contentType = headerOf(headers['content-type']);
    const retryAfter = headerOf(headers['retry-after']);
    const answer: Answer = {
      status: statusCode,
      body: await readAll(body as AsyncIterable<Buffer>),
      ...(contentType === undefined ? {} : { contentType }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
    return { answer };
  } catch (error) {
    return { silence: silenceOf(error) };
  }
};
