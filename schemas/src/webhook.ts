import { createHmac, timingSafeEqual } from 'node:crypto';

/** Standard Webhooks 1.0: symmetric signatures. */
const SECRET_PREFIX = 'whsec_';
const MIN_BYTES = 24;
const MAX_BYTES = 64;

/** What is signed: an id that stays the same over the tries, when the try is made, the exact bytes sent. */
export type SignedMessage = Readonly<{ id: string; timestampS: number; payload: string }>;

export type WebhookHeaders = Readonly<{ 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string }>;

/** The key behind `whsec_<base64>`: 24 to 64 bytes. Throws an Error that does not show it. */
export const webhookKey = (secret: string): Buffer => {
  const encoded = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : '';
  const key = /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64') : Buffer.alloc(0);
  if (key.length < MIN_BYTES || key.length > MAX_BYTES) throw new Error('webhook secret: expected whsec_ and 24 to 64 bytes in base64');
  return key;
};

const signatureOf = (key: Buffer, { id, timestampS, payload }: SignedMessage): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestampS}.${payload}`).digest('base64')}`;

/** Headers that prove who sent the message and when. `secret` as `whsec_…`. */
export const signWebhook = (secret: string, message: SignedMessage): WebhookHeaders => ({
  'webhook-id': message.id,
  'webhook-timestamp': String(message.timestampS),
  'webhook-signature': signatureOf(webhookKey(secret), message),
});

/** Headers as they arrive, their names in lower case (as node:http gives them). */
type ReceivedHeaders = Readonly<{ [K in keyof WebhookHeaders]?: string | string[] | undefined }>;

/**
 * What a receiver does: true when one of the signatures given is ours and the message is fresh.
 * @param received `payload`: the body as it arrived, before any parsing; `nowS`: seconds since 1970
 * @throws Error for a secret that is not one
 */
export const verifyWebhook = (
  secret: string,
  received: Readonly<{ headers: ReceivedHeaders; payload: string; nowS: number; toleranceS?: number }>,
): boolean => {
  const { headers, payload, nowS, toleranceS = 300 } = received;
  const key = webhookKey(secret);
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false;
  const timestampS = Number(timestamp);
  if (!Number.isInteger(timestampS) || Math.abs(nowS - timestampS) > toleranceS) return false;
  const expected = Buffer.from(signatureOf(key, { id, timestampS, payload }));
  return signatures.split(' ').some((given) => {
    const bytes = Buffer.from(given);
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
};
