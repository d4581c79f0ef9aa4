import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type AllowedCall, allowedCalls, queryOf, type Target } from './calls.js';
import { readHistory } from './history.js';
import { Refused } from './problems.js';
import { readQueue } from './queue.js';
import { type PortalSession, sessionOf } from './session.js';
import { type Answer, type Upstream } from './upstream.js';

export type ApiPorts = Readonly<{ upstream: Upstream; clock: { now: () => Date } }>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Of an indicator, or of its CSV. */
const CODE = /^[a-z][a-z-]{1,60}(\.csv)?$/;
const FORWARDED = ['if-match', 'idempotency-key'];

type Params = Readonly<{ usagerId?: string; id?: string; code?: string }>;

/** What the request is about: the agent's own département, identifiers that are identifiers. */
const targetOf = ({ params }: FastifyRequest, { agent }: PortalSession): Target => {
  const { usagerId = '', id = '', code = '' } = params as Params;
  if (agent.departement === null) throw new Refused('DEPARTEMENT_ABSENT');
  if ([usagerId, id].some((given) => given !== '' && !UUID.test(given))) throw new Refused('REQUETE_INVALIDE');
  if (code !== '' && !CODE.test(code)) throw new Refused('REQUETE_INVALIDE');
  return { departement: agent.departement, usagerId, id, code };
};

const pathOf = ({ path, query = [] }: AllowedCall, target: Target, given: FastifyRequest['query']): string => {
  const search = queryOf(query, given as Record<string, unknown>);
  const base = path(target);
  return search === '' ? base : `${base}${base.includes('?') ? '&' : '?'}${search}`;
};

const headersOf = ({ headers }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(FORWARDED.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));

const passOn = (reply: FastifyReply, { status, contentType, headers, bytes }: Answer): FastifyReply =>
  reply.code(status).headers(headers).type(contentType).send(bytes);

/** The calls of the pages: the closed list, and the two answers made of several. */
export const serveApi = (app: FastifyInstance, { upstream, clock }: ApiPorts): void => {
  for (const allowed of allowedCalls) {
    const { method, url } = allowed;
    app.route({
      method,
      url: `/api${url}`,
      handler: async (request, reply) => {
        const session = sessionOf(request, clock.now());
        const path = pathOf(allowed, targetOf(request, session), request.query);
        const json = method === 'POST' ? { json: request.body } : {};
        return passOn(reply, await upstream.call(session, { method, path, route: `/api${url}`, headers: headersOf(request), ...json }));
      },
    });
  }
  app.get('/api/decisions', async (request, reply) => {
    const session = sessionOf(request, clock.now());
    const { departement } = targetOf(request, session);
    const page = await readQueue(upstream, session, { departement, query: request.query as Record<string, unknown> });
    return 'orientations' in page ? page : passOn(reply, page);
  });
  app.get('/api/usagers/:usagerId/historique', (request) => {
    const session = sessionOf(request, clock.now());
    return readHistory({ upstream, session, target: targetOf(request, session) });
  });
};
