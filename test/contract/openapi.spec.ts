import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { allApis, type ApiDocument, apis, mergedApi, mergedFile, mergedText, type Operation } from './openapi.js';
import { jsonSchema, openApiErrors } from './validators.js';

const operationsOf = ({ paths }: ApiDocument): [string, Operation][] =>
  Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([verb, operation]) => [`${verb} ${path}`, operation] as [string, Operation]));

/** Media types of the files that routes take. */
const FICHIERS = [['application/xml'], ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']];

const services = Object.keys(apis);
const documents = await allApis();
const merged = mergedApi(documents);

describe('the OpenAPI documents', () => {
  it.each([...services.map((name, index) => [name, documents[index]] as const), ['of all services', merged] as const])('%s passes the official schemas of OpenAPI 3.1', async (_name, document) => {
    expect(document?.openapi).toBe('3.1.0');
    expect(await openApiErrors(document ?? {})).toBeUndefined();
  });

  it('would not pass with what the schemas refuse, nor with a reference to nothing', async () => {
    const [first = ''] = Object.keys(merged.paths);
    expect(await openApiErrors({ ...merged, paths: { [first]: { get: { parameters: 'aucun' } } } })).toBeDefined();
    expect(await openApiErrors({ ...merged, components: { ...merged.components, responses: {} } })).toBeDefined();
  });

  it('are the ones committed: npm run openapi writes them', async () => {
    expect((await mergedText()) === readFileSync(mergedFile, 'utf8')).toBe(true);
  });

  it('leave out of the merged one only what services say to each other', () => {
    const hidden = documents.flatMap(operationsOf).map(([, { operationId }]) => operationId);
    const shown = new Set(operationsOf(merged).map(([, { operationId }]) => operationId));
    expect(shown.size).toBe(operationsOf(merged).length);
    expect(hidden.filter((id) => !shown.has(id)).sort()).toEqual([
      ...['accompaniment', 'connector', 'orientation', 'pilotage', 'sanctions'].flatMap((service) => [`${service}.PersonalData.held`, `${service}.PersonalData.inventory`]),
      'usagers.Interne.correspondre',
      'usagers.Interne.recherche',
    ]);
  });
});

describe.each(documents.flatMap(operationsOf).map(([address, operation]) => [address, operation] as const))('%s', (address, operation) => {
  it('says what it does, for whom, what it answers and by what it refuses', () => {
    expect(operation.summary).toMatch(/^[A-ZÀ-Ý].{9,}/);
    expect(operation.security.length).toBeGreaterThan(0);
    const statuses = Object.keys(operation.responses);
    const [success = ''] = statuses;
    expect(success).toMatch(/^2\d\d$/);
    expect(operation.responses[success]?.content?.['application/json']?.schema).toMatchObject({ type: 'object' });
    expect(statuses).toEqual(expect.arrayContaining(['401', '403', '500', '503']));
    if (operation.requestBody !== undefined || address.includes('{')) expect(statuses).toContain('400');
  });

  const json = operation.requestBody?.content['application/json'];
  if (operation.requestBody?.content && !json) it('takes a file', () => expect(FICHIERS).toContainEqual(Object.keys(operation.requestBody?.content ?? {})));
  if (json) {
    // That the route itself takes them is checked where the document is made, by the schema that reads the requests.
    it('shows examples that its own schema takes', () => {
      const validate = jsonSchema(json.schema);
      const examples = Object.values(json.examples ?? {});
      expect(examples.length).toBeGreaterThan(0);
      for (const { value } of examples) expect(validate(value) ? [] : validate.errors).toEqual([]);
    });
  }
});
