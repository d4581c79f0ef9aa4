import Fastify, { type FastifyInstance } from 'fastify';
import { APIS } from './apis/index.js';
import { brancherAdmin } from './admin.js';
import { brancherConnexionAgent } from './connexion-agent.js';
import { type Contexte } from './contexte.js';
import { page } from './page.js';
import { brancherApis } from './pipeline.js';

const CORPS_MAX = 64 * 1024 * 1024;

/** Assembles the HTTP server: partner APIs, administration and page. */
export async function assembler(contexte: Contexte): Promise<FastifyInstance> {
  const serveur = Fastify({ forceCloseConnections: true, exposeHeadRoutes: false, bodyLimit: CORPS_MAX });
  await serveur.register((apis, _options, fin) => {
    brancherApis(apis, contexte, APIS);
    fin();
  });
  await serveur.register(
    (admin, _options, fin) => {
      brancherAdmin(admin, contexte, APIS);
      fin();
    },
    { prefix: '/_admin' },
  );
  await serveur.register((connexion, _options, fin) => {
    brancherConnexionAgent(connexion, contexte);
    fin();
  });
  serveur.get('/', (_requete, reply) => reply.type('text/html; charset=utf-8').send(page(contexte)));
  return serveur;
}
