import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import { type Logger } from '@relais/chassis/lifecycle';
import { type PortalConfig } from '../config.js';
import { serveApi } from './api.js';
import { type IdentityProvider } from './identity-provider.js';
import { serveLogin } from './login.js';
import { problemOf, Refused, sendProblem } from './problems.js';
import { protect } from './protection.js';
import { withSessions } from './session.js';
import { Upstream } from './upstream.js';

export type PortalOptions = Readonly<{
  config: PortalConfig;
  logger: Logger;
  identityProvider: Pick<IdentityProvider, 'begin' | 'finish' | 'endOf' | 'ready'>;
  clock: { now: () => Date };
  /** Folder of the built pages, the package's own unless told. */
  pages?: string;
}>;

const BODY_LIMIT = 64 * 1_024;
const ONE_YEAR_S = 31_536_000;
const builtPages = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** The portal: the pages, the login, and the few calls the pages make; it keeps nothing of its own. */
export const createPortal = async ({ config, logger, identityProvider, clock, pages = builtPages }: PortalOptions): Promise<FastifyInstance> => {
  const app = fastify({ bodyLimit: BODY_LIMIT, trustProxy: true });
  protect(app, { secure: config.url.startsWith('https:') });
  await withSessions(app, config);
  answerErrors(app, logger);
  serveHealth(app, identityProvider);
  const failed = (error: unknown): void => logger.warn('connexion non aboutie', { code: codeOf(error) });
  serveLogin(app, { config, identityProvider, clock, failed });
  serveApi(app, { upstream: new Upstream(config.apiUrl), clock });
  await servePages(app, pages);
  return app;
};

const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: string };
  return typeof code === 'string' ? code : (name ?? 'Error');
};

const answerErrors = (app: FastifyInstance, logger: Logger): void => {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refused) {
      const problem = problemOf(error.code);
      if (error.code === 'SESSION_EXPIREE') request.session.delete();
      return sendProblem(reply, problem);
    }
    const { statusCode = 500 } = error as { statusCode?: number };
    if (statusCode >= 500) logger.error('demande en échec', { code: codeOf(error) });
    return sendProblem(reply, problemOf(statusCode < 500 ? 'REQUETE_INVALIDE' : 'ERREUR_INTERNE'));
  });
};

const serveHealth = (app: FastifyInstance, identityProvider: Pick<IdentityProvider, 'ready'>): void => {
  app.get('/sante/vivant', () => ({ etat: 'vivant' }));
  app.get('/sante/pret', async (_request, reply) => {
    const ready = await identityProvider.ready().then(
      () => true,
      () => false,
    );
    return ready ? { etat: 'pret' } : reply.code(503).send({ etat: 'en attente', attend: ['identite'] });
  });
};

/** The built files, kept by browsers as their names change with their content; any other address is a page. */
const servePages = async (app: FastifyInstance, pages: string): Promise<void> => {
  const shell = (reply: FastifyReply): FastifyReply =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  if (existsSync(pages)) {
    app.get('/', (_request, reply) => shell(reply));
    await app.register(fastifyStatic, {
      root: pages,
      index: false,
      cacheControl: false,
      setHeaders: (response, file) => {
        response.header('cache-control', file.includes('/assets/') ? `public, max-age=${ONE_YEAR_S}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !/^\/(api|assets|sante)\//.test(request.url) && existsSync(pages);
    if (!page) return sendProblem(reply, problemOf('INTROUVABLE'));
    return shell(reply);
  });
};
