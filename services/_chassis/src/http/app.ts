import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Admission, BearerGuard, type BearerVerifier, type RefusalTrace } from '../auth/index.js';
import { type Logger } from '../lifecycle/logger.js';
import { HEALTH, type Health, HealthController } from './health.js';
import { type ApiOwner, documentOf } from './openapi/index.js';
import { type ProblemTable } from './problem.js';
import { ProblemFilter } from './problem-filter.js';
import { traceRequests } from './request-span.js';

/** The module of a service. */
type Parts = Readonly<{
  module: DynamicModule;
  /** What the chassis adds to it. */
  also?: readonly DynamicModule[];
}>;

export type HttpOptions = Parts & Readonly<{
  service: string;
  verifier: BearerVerifier;
  traceRefusal?: RefusalTrace;
  /** What a caller must satisfy besides a valid token and a role. */
  admit?: Admission;
  /** Proxies whose word on the caller's address is taken. */
  proxies?: readonly string[];
  problems: ProblemTable;
  health: Health;
  logger: Logger;
  /** Media types whose body reaches the controller as a stream. */
  streamed?: readonly string[];
}>;

@Module({})
class HttpModule {}

const BODY_LIMIT = 1_048_576;

/** A Nest application over Fastify: problems, bearer guard, health, spans, OpenAPI at /documentation/openapi.json. */
export const createHttpApp = async (options: HttpOptions): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, requestTimeout: 0, trustProxy: options.proxies?.length ? [...options.proxies] : false, routerOptions: { maxParamLength: 200 } });
  const fastify = adapter.getInstance();
  traceRequests(fastify);
  for (const mediaType of options.streamed ?? []) fastify.addContentTypeParser(mediaType, (_request, payload, done) => done(null, payload));
  const root: DynamicModule = {
    module: HttpModule,
    imports: [options.module, ...(options.also ?? [])],
    controllers: [HealthController],
    providers: [{ provide: HEALTH, useValue: options.health }],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: ['error', 'fatal'], abortOnError: false });
  app.useGlobalGuards(new BearerGuard(options.verifier, options.traceRefusal, options.admit));
  app.useGlobalFilters(new ProblemFilter(options.problems, options.logger));
  SwaggerModule.setup('documentation', app, () => documentOf(app, options), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'documentation/openapi.json',
  });
  return app;
};

/** The same OpenAPI document, of a service that is not started: nothing of its module is made. */
export const previewDocument = async ({ module, also = [], ...owner }: Parts & ApiOwner): Promise<OpenAPIObject> => {
  const root: DynamicModule = { module: HttpModule, imports: [module, ...also] };
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), { preview: true, logger: false, abortOnError: false });
  return documentOf(app, owner);
};
