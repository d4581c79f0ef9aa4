import { createHash } from 'node:crypto';
import { chassisProblems, problemSchema, type ProblemTable, type ProblemText } from '../problem.js';
import { type Json, jsonSchemaOf } from './json.js';
import { isSubmission } from './request.js';
import { type Route } from './route.js';

/** Of which service, with which refusals. */
export type ApiOwner = Readonly<{ service: string; problems: ProblemTable }>;

const statusOf = (code: string, { problems }: ApiOwner): number => textOf(code, problems).status;

const textOf = (code: string, problems: ProblemTable): ProblemText => {
  const text = problems[code] ?? (chassisProblems as ProblemTable)[code];
  if (!text) throw new Error(`no problem is named ${code}`);
  return text;
};

const checks = (route: Route): boolean =>
  [...Object.values(route.path), route.query, route.body].some((schema) => schema !== undefined) || isSubmission(route);

/** What the service itself may refuse: all that it knows for an act; for a reading, that nothing has that name. */
const ownCodes = (route: Route, owner: ApiOwner): readonly string[] => {
  if (route.answer?.refuses) return route.answer.refuses;
  const codes = Object.keys(owner.problems);
  if (route.writes) return codes;
  const named = Object.keys(route.path).some((name) => name !== 'departement');
  return named ? codes.filter((code) => statusOf(code, owner) === 404) : [];
};

// Before any route: the second factor, the address of a machine, an account that is stopped.
const AT_THE_DOOR = ['AUTHENTIFICATION_FAIBLE', 'ADRESSE_INATTENDUE', 'COMPTE_FREINE'];

/** Every stable code by which a route refuses. */
export const codesOf = (route: Route, owner: ApiOwner): string[] => [
  ...new Set([
    ...(route.roles ? ['JETON_ABSENT', 'JETON_INVALIDE', 'JETON_EXPIRE', 'ROLE_INSUFFISANT', ...AT_THE_DOOR] : []),
    ...('departement' in route.path ? ['DEPARTEMENT_ETRANGER', 'AGENT_NON_HABILITE'] : []),
    ...(checks(route) ? ['REQUETE_INVALIDE'] : []),
    ...(isSubmission(route) ? ['VERSION_INATTENDUE', 'CLE_IDEMPOTENCE_REUTILISEE'] : []),
    ...ownCodes(route, owner),
    'ERREUR_INTERNE',
    'SERVICE_INDISPONIBLE',
  ]),
];

const exampleName = (code: string, { service, problems }: ApiOwner): string => `${code in problems ? service : 'relais'}.${code}`;

/** Each refusal as it is answered, by the name under which routes point at it. */
export const problemExamples = (codes: Iterable<string>, owner: ApiOwner): Json =>
  Object.fromEntries(
    [...new Set(codes)].sort().map((code) => {
      const { status, title, detail } = textOf(code, owner.problems);
      return [exampleName(code, owner), { summary: title, value: { type: `urn:relais:probleme:${code}`, title, status, detail, code } }];
    }),
  );

const HEADERS: Readonly<Record<number, Json>> = {
  401: { 'WWW-Authenticate': { schema: { type: 'string' } } },
  503: { 'Retry-After': { description: 'Secondes avant de refaire la demande', schema: { type: 'integer' } } },
};

const problemOf = (status: number, codes: readonly string[], owner: ApiOwner): Json => ({
  description: codes.map((code) => `${textOf(code, owner.problems).title} (${code})`).join(' ; '),
  ...(HEADERS[status] ? { headers: HEADERS[status] } : {}),
  content: {
    'application/problem+json': {
      schema: { allOf: [{ $ref: '#/components/schemas/Probleme' }, { type: 'object', properties: { code: { enum: codes } } }] },
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${exampleName(code, owner)}` }])),
    },
  },
});

/** The schema of every refusal. */
export const probleme = (): Json => jsonSchemaOf(problemSchema, 'output');

const ETAG = { ETag: { description: 'Version du dossier, à redonner en If-Match', schema: { type: 'string', examples: ['"v3"'] } } };
const LOCATION = { Location: { description: 'Où le relire', schema: { type: 'string', format: 'uri-reference' } } };

const successOf = (route: Route): Json => {
  if (!route.answer) return { description: 'Fait' };
  const { schema, versioned, located, also = [] } = route.answer;
  const headers = { ...(versioned || isSubmission(route) ? ETAG : {}), ...(located ? LOCATION : {}) };
  return {
    description: 'Fait',
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    content: { 'application/json': { schema: jsonSchemaOf(schema, 'output') }, ...Object.fromEntries(also.map((type) => [type, { schema: { type: 'string' } }])) },
  };
};

// The same refusals have the same name, in this document and in one that holds several services.
const refusalName = (status: number, codes: readonly string[], { service, problems }: ApiOwner): string => {
  const told = codes.length === 1 ? codes[0] : `${status}.${createHash('sha256').update(codes.join()).digest('hex').slice(0, 8)}`;
  return `${codes.some((code) => code in problems) ? service : 'relais'}.${told}`;
};

/** What a route answers, done (`success` is its status) or refused; `shared` are the refusals it points at. */
export const responsesOf = (route: Route, success: string, owner: ApiOwner): Readonly<{ responses: Json; shared: Json }> => {
  const codes = codesOf(route, owner);
  const statuses = [...new Set(codes.map((code) => statusOf(code, owner)))].sort();
  const refused = statuses.map((status) => {
    const told = codes.filter((code) => statusOf(code, owner) === status);
    return { status, name: refusalName(status, told, owner), problem: problemOf(status, told, owner) };
  });
  return {
    responses: { [success]: successOf(route), ...Object.fromEntries(refused.map(({ status, name }) => [status, { $ref: `#/components/responses/${name}` }])) },
    shared: Object.fromEntries(refused.map(({ name, problem }) => [name, problem])),
  };
};
