import { createHmac, timingSafeEqual } from 'node:crypto';

/** Largest age or advance of a webhook (s), as Standard Webhooks advises. */
const toleranceSeconds = 300;

/** The three Standard Webhooks headers of a delivery. */
export interface WebhookHeaders {
  readonly id: string;
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
  /** Space-separated `v1,<base64>`. */
  readonly signature: string;
}

/** What is signed: the headers and the body as received. */
export interface SignedDelivery {
  readonly headers: WebhookHeaders;
  readonly body: Buffer;
  /** Now, in seconds since 1970. */
  readonly now: number;
}

/**
 * Checks a delivery against the shared secret (`whsec_<base64>`).
 * @returns why it must be refused, undefined when it is right
 */
export function refusalOfDelivery(secret: string, { body, headers, now }: SignedDelivery): string | undefined {
  const age = Math.abs(now - Number(headers.timestamp));
  if (!(age <= toleranceSeconds)) return 'horodatage absent ou trop éloigné';
  const expected = sign(secret, headers, body);
  const given = headers.signature.split(' ').map((one) => one.split(','));
  const right = given.some(([version, value]) => version === 'v1' && same(Buffer.from(value ?? '', 'base64'), expected));
  return right ? undefined : 'signature incorrecte';
}

/** HMAC-SHA256 of `id.timestamp.body` under the secret. */
export function sign(secret: string, { id, timestamp }: Pick<WebhookHeaders, 'id' | 'timestamp'>, body: Buffer): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

const same = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
