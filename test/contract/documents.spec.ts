import { readdirSync } from 'node:fs';
import path from 'node:path';
import { eventTypes, schemas } from '@relais/schemas';
import { root } from '../architecture/repository.js';
import { asyncApi, contractJson, jsonSchema } from './validators.js';

type Json = Readonly<Record<string, unknown>>;
type Message = Readonly<{ headers?: { $ref: string }; payload: Json; examples: readonly Readonly<{ headers?: Json; payload: Json }>[] }>;
type Channel = Readonly<{ messages: Readonly<Record<string, { $ref: string }>> }>;
type Operation = Readonly<{ action: string; channel: { $ref: string }; messages: readonly { $ref: string }[] }>;
type Document = Readonly<{
  channels: Readonly<Record<string, Channel>>;
  operations: Readonly<Record<string, Operation>>;
  components: Readonly<{ messages: Readonly<Record<string, Message>>; schemas: Readonly<Record<string, Json>> }>;
}>;

const document = contractJson<Document>('schemas/generated/asyncapi.json');
const at = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((value, step) => (value as Json | undefined)?.[step], document);

const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { $ref } = value as { $ref?: unknown };
  return [...(typeof $ref === 'string' ? [$ref] : []), ...Object.values(value).flatMap(refsIn)];
};

describe('the AsyncAPI document', () => {
  const official = asyncApi();

  it('passes the official schema of AsyncAPI 3.0, which would refuse another', () => {
    expect(official(document) ? [] : official.errors).toEqual([]);
    const [first = ''] = Object.keys(document.operations);
    expect(official({ ...document, operations: { [first]: { ...document.operations[first], action: 'publish' } } })).toBe(false);
    expect(official({ ...document, info: {} })).toBe(false);
  });

  it('points at nothing that is not there', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter((ref) => at(ref) === undefined)).toEqual([]);
  });

  it('has each operation say and hear what its channel carries', () => {
    for (const { channel, messages } of Object.values(document.operations)) {
      const carried = Object.keys((at(channel.$ref) as Channel).messages).map((name) => `${channel.$ref}/messages/${name}`);
      expect(carried).toEqual(expect.arrayContaining(messages.map(({ $ref }) => $ref)));
    }
  });

  it.each(eventTypes)('%s carries its newest schema, and an example whose envelope is as said', (type) => {
    const message = document.components.messages[type];
    expect(message?.payload).toEqual({ schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: JSON.parse(schemas[type].at(-1) ?? '') as unknown });
    const validate = jsonSchema(at(message?.headers?.$ref ?? '#/') as Json);
    const { headers, payload } = message?.examples[0] ?? { payload: {} };
    expect(validate(headers) ? [] : validate.errors).toEqual([]);
    expect(headers).toMatchObject({ ce_type: `fr.relais.${type}` });
    expect(validate({ ...headers, ce_id: 'autre chose' })).toBe(false);
    expect(Object.keys(payload)).toEqual((JSON.parse(schemas[type].at(-1) ?? '') as { fields: { name: string }[] }).fields.map(({ name }) => name));
  });
});

describe('the JSON Schema of each number', () => {
  const folder = 'schemas/generated/json-schema';
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));

  it('exists for each', () => {
    const numbers = eventTypes.flatMap((type) => schemas[type].map((_schema, index) => `${type.replace('.', '/')}/${index + 1}.json`));
    expect([...files].sort()).toEqual(numbers.sort());
  });

  it.each(files)('%s takes the reference example, and no other type in its place', (file) => {
    const validate = jsonSchema(contractJson(`${folder}/${file}`));
    const { exemple } = contractJson<{ exemple: Json }>(`schemas/golden/${file}`);
    expect(validate(exemple) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...exemple, demain: 1 })).toBe(true);
    for (const name of Object.keys(exemple)) {
      expect(validate({ ...exemple, [name]: { autre: 'chose' } })).toBe(false);
      expect(validate(Object.fromEntries(Object.entries(exemple).filter(([key]) => key !== name)))).toBe(false);
    }
  });
});
