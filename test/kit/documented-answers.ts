import { type documentOf } from '@relais/chassis/http';
import { type AnySchemaObject, type ValidateFunction } from 'ajv';
import { jsonSchema } from '../contract/json-schema.js';

type Document = ReturnType<typeof documentOf>;
type Content = Readonly<Record<string, Readonly<{ schema: AnySchemaObject }>>>;
type Responses = Readonly<Record<string, Readonly<{ $ref?: string; content?: Content }>>>;
type Route = Readonly<{ method: string; template: string; pattern: RegExp; responses: Responses }>;
type Told = Readonly<{ method: string; path: string; status: number; body: unknown }>;

const parametersIn = (template: string): number => template.split('{').length;

const routesOf = (paths: Readonly<Record<string, object>>): Route[] =>
  Object.entries(paths)
    .flatMap(([template, item]) =>
      Object.entries(item as Readonly<Record<string, { responses: Responses }>>).map(([method, { responses }]) => ({
        method: method.toUpperCase(),
        template,
        pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        responses,
      })),
    )
    .sort((one, other) => parametersIn(one.template) - parametersIn(other.template));

/** Throws when a service answers otherwise than its own document says: another shape, or a refusal that is not told. */
export const documentedAnswers = (document: Document): ((told: Told) => void) => {
  const routes = routesOf(document.paths);
  const shared = (document.components?.responses ?? {}) as Responses;
  const validators = new Map<AnySchemaObject, ValidateFunction>();
  const validatorOf = (schema: AnySchemaObject): ValidateFunction => {
    const known = validators.get(schema) ?? jsonSchema(schema);
    validators.set(schema, known);
    return known;
  };

  const contentOf = ({ responses }: Route, status: number): Content | undefined => {
    const { $ref, content } = responses[status] ?? {};
    return $ref === undefined ? content : shared[$ref.slice($ref.lastIndexOf('/') + 1)]?.content;
  };

  return ({ method, path, status, body }) => {
    const [address = ''] = path.split('?');
    const route = routes.find((one) => one.method === method && one.pattern.test(address));
    if (!route) return;
    const content = contentOf(route, status);
    const where = `${method} ${route.template} → ${status}`;
    const schema = content?.[status < 400 ? 'application/json' : 'application/problem+json']?.schema;
    if (!schema) {
      // A controller of a test need not say what it answers.
      if (status < 400 && route.responses[status]) return;
      throw new Error(`${where} is not in the document: ${JSON.stringify(body)}`);
    }
    const validate = validatorOf(resolved(schema, document));
    if (!validate(body)) throw new Error(`${where} is not as the document says: ${JSON.stringify(validate.errors)}\n${JSON.stringify(body)}`);
  };
};

const problems = new WeakMap<AnySchemaObject, AnySchemaObject>();

/** The schema with the one of all refusals in its place. */
const resolved = (schema: AnySchemaObject, { components }: Document): AnySchemaObject => {
  const { allOf } = schema as { allOf?: readonly AnySchemaObject[] };
  if (!allOf) return schema;
  const known = problems.get(schema) ?? { allOf: [components?.schemas?.['Probleme'], ...allOf.slice(1)] };
  problems.set(schema, known);
  return known;
};

/** The JSON bodies that a document shows for a POST at this path. */
export const bodiesShown = ({ paths }: Document, path: string): unknown[] => {
  const { requestBody } = paths[path]?.post ?? {};
  const { examples = {} } = (requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined) ?? {};
  return Object.values(examples as Readonly<Record<string, { value: unknown }>>).map(({ value }) => value);
};

/** The same; throws when it shows none. */
export const examplesOf = (document: Document, path: string): unknown[] => {
  const values = bodiesShown(document, path);
  if (values.length === 0) throw new Error(`the document shows no body for POST ${path}`);
  return values;
};
