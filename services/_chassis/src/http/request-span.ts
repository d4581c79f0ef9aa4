import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { type FastifyInstance } from 'fastify';
import { observe } from '../telemetry/index.js';

/**
 * One server span a request, named by the route's pattern (never the address: it holds ids), and
 * one duration a route. Everything the request does runs inside the span.
 */
export const traceRequests = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'inconnue';
    if (route.startsWith('/sante')) return done();
    const started = process.hrtime.bigint();
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const span = trace
      .getTracer('relais')
      .startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method, 'http.route': route } }, parent);
    reply.raw.once('close', () => {
      span.setAttribute('http.response.status_code', reply.statusCode);
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      observe('http_server_request_duration_seconds', seconds, { route, method: request.method, status: reply.statusCode });
    });
    context.with(trace.setSpan(parent, span), done);
  });
};
