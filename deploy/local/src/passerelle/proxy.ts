import { type IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import httpProxy from '@fastify/http-proxy';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** What goes to which service. */
export interface Passage {
  /** Base URL of the service. */
  readonly upstream: string;
  /** Beginning of the path here. */
  readonly prefix: string;
  /** What replaces it there; the same unless told. */
  readonly rewritePrefix?: string;
}

const absence = {
  type: 'urn:relais:probleme:SERVICE_INDISPONIBLE',
  title: 'Service momentanément indisponible',
  status: 503,
  detail: 'Le service ne répond pas pour le moment. Refaites la même demande dans un instant.',
  code: 'SERVICE_INDISPONIBLE',
};

/** Passes demands of any size and duration on to a service; one that is away is answered 503, to be asked again. */
export async function passOn(gateway: FastifyInstance, { upstream, prefix, rewritePrefix = prefix }: Passage): Promise<void> {
  await gateway.register(httpProxy, {
    upstream,
    prefix,
    rewritePrefix,
    undici: { headersTimeout: 0, bodyTimeout: 0 },
    preHandler: lendBody,
    replyOptions: {
      // Whoever calls, as this gateway sees it; what a caller says of itself is not passed on.
      rewriteRequestHeaders: (request, headers) => ({ ...headers, 'x-forwarded-for': request.ip }),
      onError: (reply) => void reply.code(absence.status).header('retry-after', '1').type('application/problem+json; charset=utf-8').send(absence),
    },
  });
}

/**
 * Lends the body of a demand to the proxy as a stream of its own, which the proxy destroys when the service goes
 * away: what remains of the demand is then read all the same, or it would block the next ones on its connection.
 */
function lendBody(request: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  if (request.body === request.raw) request.body = lent(request.raw);
  done();
}

function lent(raw: IncomingMessage): PassThrough {
  const copy = new PassThrough();
  copy.once('close', () => raw.unpipe(copy).resume());
  // Not before its end: the caller is gone, and the service must not take half a demand for the whole.
  raw.once('close', () => raw.complete || copy.destroy(new Error('demande interrompue')));
  return raw.pipe(copy);
}
