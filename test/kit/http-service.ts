import { type DynamicModule } from '@nestjs/common';
import { type Admission, BearerVerifier, refusalTrace } from '@relais/chassis/auth';
import { createHttpApp, documentOf, type ProblemTable } from '@relais/chassis/http';
import { type Platform } from '@relais/chassis/lifecycle';
import { bodiesShown, documentedAnswers, examplesOf } from './documented-answers.js';
import { type TestAgent, type TestIssuer, testIssuer } from './issuer.js';

export type Answer = Readonly<{ status: number; body: Record<string, unknown>; headers: Headers }>;

export type TestHttp = Readonly<{
  url: string;
  issuer: TestIssuer;
  /** Calls as that agent (nobody when undefined); `headers` and `body` as they are given. */
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** Bodies that its document shows for a POST at this path (`/v1/…/{usagerId}`). */
  examples: (path: string) => unknown[];
  /** Every method and path of its document. */
  routes: readonly Readonly<{ method: string; template: string; bodies: readonly unknown[] }>[];
  close: () => Promise<void>;
}>;

export type CallOptions = Readonly<{ as?: TestAgent; headers?: Record<string, string>; json?: unknown; body?: NonNullable<RequestInit['body']> }>;

export type HttpServiceOptions = Readonly<{ platform: Platform; module: DynamicModule; problems: ProblemTable; streamed?: readonly string[]; also?: readonly DynamicModule[]; admit?: Admission }>;

/** The HTTP side of a service, on a free port, with an identity provider of its own. What it answers is held against its own document. */
export const httpService = async ({ platform, module, problems, streamed, also, admit }: HttpServiceOptions): Promise<TestHttp> => {
  const issuer = await testIssuer();
  const app = await createHttpApp({
    service: 'essai',
    module,
    verifier: new BearerVerifier({ issuer: issuer.url, audience: issuer.audience }),
    traceRefusal: refusalTrace(platform.pool),
    problems,
    health: { notReady: () => Promise.resolve([]), metricsText: () => Promise.resolve('') },
    logger: platform.logger,
    ...(streamed ? { streamed } : {}),
    ...(also ? { also } : {}),
    ...(admit ? { admit } : {}),
  });
  const document = documentOf(app, { service: 'essai', problems });
  const asDocumented = documentedAnswers(document);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    issuer,
    call: async (method, path, { as, headers = {}, json, body } = {}) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(as ? { authorization: `Bearer ${await issuer.token(as)}` } : {}),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? (body === undefined ? {} : { body, duplex: 'half' }) : { body: JSON.stringify(json) }),
      });
      const text = await response.text();
      const answer = { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
      asDocumented({ method, path, ...answer });
      return answer;
    },
    examples: (path) => examplesOf(document, path),
    routes: Object.entries(document.paths).flatMap(([template, item]) => Object.keys(item).map((method) => ({ method: method.toUpperCase(), template, bodies: bodiesShown(document, template) }))),
    close: async () => {
      await app.close();
      issuer.close();
    },
  };
};
