import { createHash } from 'node:crypto';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Refused } from './problems.js';

// react-dsfr writes this one style element at its start; anything else inline stays forbidden.
const DSFR_SCHEME = ':root { color-scheme: light; }';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only our own files; nothing inline, nothing from elsewhere, in nobody's frame. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${hashOf(DSFR_SCHEME)}`,
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** The header that a page of another site cannot put without being asked first (CORS). */
export const CSRF_HEADER = 'x-relais-portail';

const READS = new Set(['GET', 'HEAD']);

/** True when a request may change something: it comes from our own pages. */
export const isOwnRequest = ({ method, headers: given }: Pick<FastifyRequest, 'method' | 'headers'>): boolean => {
  if (READS.has(method)) return true;
  const site = given['sec-fetch-site'];
  return given[CSRF_HEADER] === '1' && (site === undefined || site === 'same-origin');
};

/** Puts the security headers on every answer, and refuses writes that do not come from our pages. */
export const protect = (app: FastifyInstance, { secure }: { secure: boolean }): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(secure ? { ...headers, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : headers);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    if (!isOwnRequest(request)) throw new Refused('DEMANDE_ETRANGERE');
    return Promise.resolve();
  });
};
