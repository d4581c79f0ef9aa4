import { z } from 'zod';
import { type Config, integer, secret, type Settings } from '@relais/chassis/config';

const SESSION_KEY_BYTES = 32;

const sessionKey = secret().refine((key) => Buffer.from(key.reveal(), 'base64').length === SESSION_KEY_BYTES, 'attendus : 32 octets en base64');

/** Everything the portal is told; it has neither database nor bus. */
export const settings = {
  /** As the browser sees it, without a final slash. */
  url: ['RELAIS_PORTAIL_URL', z.url().transform((url) => url.replace(/\/$/, ''))],
  /** The one address of the services' APIs. */
  apiUrl: ['RELAIS_PORTAIL_API_URL', z.url().transform((url) => url.replace(/\/$/, ''))],
  /** Where a trace is shown, with `{traceId}` in it; no link without it. */
  tracesUrl: ['RELAIS_PORTAIL_TRACES_URL', z.string().includes('{traceId}').optional()],
  clientId: ['RELAIS_PORTAIL_CLIENT_ID', z.string().min(1)],
  clientSecret: ['RELAIS_PORTAIL_CLIENT_SECRET', secret()],
  /** Encrypts the session cookie. */
  sessionKey: ['RELAIS_PORTAIL_CLE', sessionKey],
  oidcIssuer: ['RELAIS_OIDC_ISSUER', z.url()],
  oidcAudience: ['RELAIS_OIDC_AUDIENCE', z.string().min(1)],
  /** Time moved by a file, for a demonstration or a rehearsal. */
  clockFile: ['RELAIS_HORLOGE_FICHIER', z.string().min(1).optional()],
  httpHost: ['RELAIS_HTTP_HOST', z.string().default('127.0.0.1')],
  httpPort: ['RELAIS_HTTP_PORT', integer(0)],
} as const satisfies Settings;

export type PortalConfig = Config<typeof settings>;
