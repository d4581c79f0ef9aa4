import { type FastifyInstance } from 'fastify';
import { type PortalConfig } from '../config.js';
import { type IdentityProvider } from './identity-provider.js';
import { returnPath } from './return-path.js';
import { sessionOf } from './session.js';

export type LoginPorts = Readonly<{
  config: Pick<PortalConfig, 'url' | 'tracesUrl'>;
  identityProvider: Pick<IdentityProvider, 'begin' | 'finish' | 'endOf'>;
  clock: { now: () => Date };
  /** A login that the provider or the browser did not bring to its end; the error holds no token. */
  failed: (error: unknown) => void;
}>;

/** Login, logout, and who is logged in. */
export const serveLogin = (app: FastifyInstance, { config, identityProvider, clock, failed }: LoginPorts): void => {
  app.get('/connexion', async (request, reply) => {
    const { retour } = request.query as { retour?: string };
    const { url, pending } = await identityProvider.begin(returnPath(retour));
    request.session.set('pending', pending);
    return reply.redirect(url);
  });

  app.get('/connexion/retour', async (request, reply) => {
    const pending = request.session.get('pending');
    if (pending === undefined) return reply.redirect('/?connexion=a-refaire');
    // A new session for whoever logs in: nothing of the former one, nothing set by somebody else.
    request.session.regenerate();
    try {
      const query = request.url.split('?')[1] ?? '';
      request.session.set('session', await identityProvider.finish(query, pending, clock.now()));
    } catch (error) {
      failed(error);
      return reply.redirect('/?connexion=a-refaire');
    }
    return reply.redirect(pending.returnTo);
  });

  app.get('/api/session', (request) => {
    const { agent, expiresAt } = sessionOf(request, clock.now());
    const { sub, nom = null, roles, departement, structure } = agent;
    return { agent: { id: sub, nom, roles, departement, structure }, expireLe: expiresAt, traces: config.tracesUrl ?? null };
  });

  app.post('/api/deconnexion', async (request) => {
    const session = request.session.get('session');
    request.session.delete();
    return { adresse: session === undefined ? '/' : await identityProvider.endOf(session) };
  });
};
