import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { documentationPage } from './page.js';
import { passOn } from './proxy.js';

const swaggerUi = fileURLToPath(new URL('.', import.meta.resolve('swagger-ui-dist/package.json')));

/** Which service answers under which path; what is `interne` between services is not reachable from here. */
const routes: readonly { readonly prefix: string; readonly service: string }[] = [
  { prefix: '/v1/departements/:departement/imports', service: 'usagers' },
  { prefix: '/v1/usagers', service: 'usagers' },
  { prefix: '/v1/departements/:departement/orientations', service: 'orientation' },
  { prefix: '/v1/departements/:departement/contrats', service: 'accompaniment' },
  { prefix: '/v1/usagers/:usagerId/contrat', service: 'accompaniment' },
  { prefix: '/v1/usagers/:usagerId/rendez-vous', service: 'accompaniment' },
  { prefix: '/v1/usagers/:usagerId/activites', service: 'accompaniment' },
  { prefix: '/v1/departements/:departement/sanctions', service: 'sanctions' },
  { prefix: '/v1/departements/:departement/transmissions', service: 'connector' },
  { prefix: '/v1/partenaires', service: 'connector' },
  { prefix: '/v1/pilotage', service: 'pilotage' },
];

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
    await passOn(gateway, { upstream, prefix: `/v1/exploitation/${service}`, rewritePrefix: '/v1/exploitation' });
  }
  await gateway.register(fastifyStatic, { root: swaggerUi, prefix: '/documentation/_page/' });
  gateway.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(documentationPage(Object.keys(services))));
  gateway.get('/sante/vivant', () => ({ etat: 'vivant' }));
  return gateway;
}
