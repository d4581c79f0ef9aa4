import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { documentationPage } from './page.js';
import { passOn } from './proxy.js';
import { exploitation, routes } from './routes.js';

const swaggerUi = fileURLToPath(new URL('.', import.meta.resolve('swagger-ui-dist/package.json')));

const mergedDocument = new URL('../../../../docs/api/openapi.json', import.meta.url);

/**
 * One address for all services and a page that documents them, for the local stack; in production
 * an ingress does it.
 * @param services base URL of each service, by name
 */
export async function createGateway(services: Readonly<Record<string, string>>): Promise<FastifyInstance> {
  const gateway = fastify({ requestTimeout: 0 });
  for (const { prefix, service } of routes) {
    const upstream = services[service];
    if (upstream === undefined) throw new Error(`no address for ${service}`);
    await passOn(gateway, { upstream, prefix });
  }
  for (const [service, upstream] of Object.entries(services)) {
    await passOn(gateway, { upstream, prefix: `/documentation/${service}`, rewritePrefix: '/documentation' });
    await passOn(gateway, { upstream, prefix: `${exploitation}/${service}`, rewritePrefix: exploitation });
  }
  await gateway.register(fastifyStatic, { root: swaggerUi, prefix: '/documentation/_page/' });
  gateway.get('/documentation/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(await readFile(mergedDocument)));
  gateway.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(documentationPage(Object.keys(services))));
  gateway.get('/sante/vivant', () => ({ etat: 'vivant' }));
  return gateway;
}
