import { type INestApplication, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Json } from './json.js';
import { bodyOf, headerParameters, parametersOf } from './request.js';
import { type ApiOwner, codesOf, probleme, problemExamples, responsesOf } from './responses.js';
import { type Route, routeOf } from './route.js';

type Operation = Json & Readonly<{ operationId: string; responses: Json; requestBody?: Json }>;
type Described = Readonly<{ operation: Json; codes: readonly string[]; shared: Json }>;

const EXPLOITATION = '/v1/exploitation/';
const VERBS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const controllersOf = (app: INestApplication): ReadonlyMap<string, Type> => {
  const modules = [...app.get(ModulesContainer).values()];
  return new Map(modules.flatMap(({ controllers }) => [...controllers.values()].map(({ metatype }) => [(metatype as Type).name, metatype as Type])));
};

const securityOf = ({ roles }: Route): Json[] => (roles ?? []).map((role) => ({ bearer: [role] }));

/** Completes what Nest knows of an operation by what its code says. */
const describe = (operation: Operation, route: Route, { owner, tag }: Readonly<{ owner: ApiOwner; tag: string }>): Described => {
  const [success = '200'] = Object.keys(operation.responses);
  const { responses, shared } = responsesOf(route, success, owner);
  const requestBody = bodyOf(route) ?? operation.requestBody;
  return {
    codes: codesOf(route, owner),
    shared,
    operation: {
      ...operation,
      tags: [tag],
      security: securityOf(route),
      parameters: parametersOf(route),
      ...(requestBody ? { requestBody } : {}),
      responses,
    },
  };
};

/** The OpenAPI 3.1 document of a service's routes, health excepted. Throws for a code that no problem table has. */
export const documentOf = (app: INestApplication, owner: ApiOwner): OpenAPIObject => {
  const { service } = owner;
  const base = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle(`Relais : ${service}`).setVersion('1').addBearerAuth().build();
  const operationIdFactory = (controller: string, method: string): string => `${service}.${controller.replace(/Controller$/, '')}.${method}`;
  const document = SwaggerModule.createDocument(app, base, { operationIdFactory });
  const controllers = controllersOf(app);
  const codes = new Set<string>();
  const responses: Record<string, unknown> = {};
  const paths: Record<string, Record<string, Json>> = {};
  for (const [path, item] of Object.entries(document.paths)) {
    for (const verb of VERBS) {
      const operation = item[verb] as Operation | undefined;
      if (!operation) continue;
      const [, name = '', method = ''] = operation.operationId.split('.');
      const tag = path.startsWith(EXPLOITATION) ? 'exploitation' : service;
      const described = describe(operation, routeOf(controllers.get(`${name}Controller`) as Type, method, verb), { owner, tag });
      for (const code of described.codes) codes.add(code);
      Object.assign(responses, described.shared);
      paths[path] = { ...paths[path], [verb]: described.operation };
    }
  }
  const { securitySchemes } = document.components ?? {};
  const components = { securitySchemes, parameters: headerParameters, responses, examples: problemExamples(codes, owner), schemas: { Probleme: probleme() } };
  return { openapi: document.openapi, info: { ...document.info, license: LICENSE }, tags: tagsOf(paths), paths, components } as unknown as OpenAPIObject;
};

const LICENSE = { name: 'EUPL-1.2', identifier: 'EUPL-1.2' };

const tagsOf = (paths: Readonly<Record<string, Readonly<Record<string, Json>>>>): Json[] => {
  const used = Object.values(paths).flatMap((item) => Object.values(item).flatMap(({ tags }) => tags as string[]));
  return [...new Set(used)].sort().map((name) => ({ name }));
};
