import { readOrigin } from '../correlation.js';
import { readSubmission } from '../submission.js';
import { type Json, jsonSchemaOf } from './json.js';
import { type Route } from './route.js';

/** Headers that routes read beside the token. */
export const headerParameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Choisie par l’appelant, une par demande : la même demande refaite avec la même clé reçoit la même réponse, sans être exécutée deux fois',
    schema: { type: 'string', minLength: 8, maxLength: 128 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'L’ETag de la dernière lecture : la demande est refusée (412) si le dossier a changé depuis',
    schema: { type: 'string', examples: ['"v3"'] },
  },
  CorrelationId: {
    name: 'X-Correlation-Id',
    in: 'header',
    description: 'Un UUID gardé avec tout ce que la demande entraîne ; choisi par le service à défaut',
    schema: { type: 'string', format: 'uuid' },
  },
} as const;

type HeaderName = keyof typeof headerParameters;

const READ_BY = new Map<unknown, readonly HeaderName[]>([
  [readSubmission, ['IdempotencyKey', 'IfMatch', 'CorrelationId']],
  [readOrigin, ['CorrelationId']],
]);

/** True for a route whose act is done once for each key, and upon the version that was read. */
export const isSubmission = ({ factories }: Route): boolean => factories.includes(readSubmission);

const parameter = (place: Readonly<{ in: 'path' | 'query'; required: boolean }>, name: string, { description, ...schema }: Json): Json => ({
  name,
  ...place,
  ...(description === undefined ? {} : { description }),
  schema,
});

const queryOf = ({ query }: Route): Json[] => {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(query, 'input') as { properties?: Readonly<Record<string, Json>>; required?: readonly string[] };
  return Object.entries(properties).map(([name, schema]) => parameter({ in: 'query', required: required.includes(name) }, name, schema));
};

/** Address, query and headers of a route. */
export const parametersOf = (route: Route): Json[] => [
  ...Object.entries(route.path).map(([name, schema]) => parameter({ in: 'path', required: true }, name, schema ? jsonSchemaOf(schema, 'input') : { type: 'string' })),
  ...queryOf(route),
  ...route.factories.flatMap((factory) => (READ_BY.get(factory) ?? []).map((name) => ({ $ref: `#/components/parameters/${name}` }))),
];

/** The body of a route with its examples; undefined when it has none that is checked. Throws for an example that the route would refuse. */
export const bodyOf = ({ body }: Route): Json | undefined => {
  if (!body) return undefined;
  const { examples: _, ...schema } = jsonSchemaOf(body, 'input');
  const examples = (body.meta()?.['examples'] ?? []) as readonly unknown[];
  for (const example of examples) body.parse(example);
  const named = Object.fromEntries(examples.map((value, index) => [`exemple${index + 1}`, { value }]));
  return { required: true, content: { 'application/json': { schema, ...(examples.length > 0 ? { examples: named } : {}) } } };
};
