import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { BearerGuard, type BearerVerifier, type RefusalTrace } from '../auth/index.js';
import { type Logger } from '../lifecycle/logger.js';
import { HEALTH, type Health, HealthController } from './health.js';
import { type ProblemTable } from './problem.js';
import { ProblemFilter } from './problem-filter.js';
import { traceRequests } from './request-span.js';

export type HttpOptions = Readonly<{
  service: string;
  module: DynamicModule;
  /** What the chassis adds to it. */
  also?: readonly DynamicModule[];
  verifier: BearerVerifier;
  traceRefusal?: RefusalTrace;
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
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, requestTimeout: 0, routerOptions: { maxParamLength: 200 } });
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
  app.useGlobalGuards(new BearerGuard(options.verifier, options.traceRefusal));
  app.useGlobalFilters(new ProblemFilter(options.problems, options.logger));
  const document = new DocumentBuilder().setTitle(`Relais : ${options.service}`).setVersion('1').addBearerAuth().build();
  SwaggerModule.setup('documentation', app, () => SwaggerModule.createDocument(app, document), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'documentation/openapi.json',
  });
  return app;
};
