import secureSession from '@fastify/secure-session';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type PortalConfig } from '../config.js';
import { Refused } from './problems.js';

/** Who is logged in, as the identity provider says it. */
export type Agent = z.output<typeof agentClaims>;

export const agentClaims = z.object({
  sub: z.string().min(1),
  nom: z.string().optional(),
  roles: z.array(z.string()).default([]),
  departement: z.string().nullish().default(null),
  structure: z.object({ code: z.string(), type: z.string() }).nullish().default(null),
});

/** A session that stands; the tokens never leave the server but in the encrypted cookie. */
export type PortalSession = Readonly<{ agent: Agent; accessToken: string; idToken: string; expiresAt: string }>;

/** What is kept between the departure to the identity provider and the return. */
export type PendingLogin = Readonly<{ state: string; nonce: string; codeVerifier: string; returnTo: string }>;

declare module '@fastify/secure-session' {
  interface SessionData {
    session: PortalSession;
    pending: PendingLogin;
  }
}

const COOKIE_LIFE_S = 12 * 3_600;

/** The encrypted cookie: HttpOnly, SameSite=Lax, `__Host-` wherever the portal is served over TLS. */
export const withSessions = async (app: FastifyInstance, { sessionKey, url }: Pick<PortalConfig, 'sessionKey' | 'url'>): Promise<void> => {
  const secure = url.startsWith('https:');
  await app.register(secureSession, {
    key: Buffer.from(sessionKey.reveal(), 'base64'),
    cookieName: secure ? '__Host-relais-portail' : 'relais-portail',
    expiry: COOKIE_LIFE_S,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure },
  });
};

/**
 * The session of a request.
 * @throws Refused SESSION_ABSENTE without one, SESSION_EXPIREE once its token is over
 */
export const sessionOf = ({ session }: FastifyRequest, now: Date): PortalSession => {
  const current = session.get('session');
  if (current === undefined) throw new Refused('SESSION_ABSENTE');
  if (Date.parse(current.expiresAt) <= now.getTime()) throw new Refused('SESSION_EXPIREE');
  return current;
};
