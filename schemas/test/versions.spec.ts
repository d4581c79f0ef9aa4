import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Codec, type EventType, typeOf } from '../src/index.js';
import { valuesOf } from './arbitrary.js';
import { event, type Event, field, readContract, root, scratch, type Version } from './tools.js';

const { events } = readContract(root);
const avro = ({ schema }: Version) => typeOf(JSON.stringify(schema));

type Golden = Readonly<{ exemple: Record<string, unknown>; hex: string }>;
const goldenOf = ({ context, name }: Event, { number }: Version): Golden =>
  JSON.parse(readFileSync(path.join(root, `schemas/golden/${context}/${name}/${number}.json`), 'utf8')) as Golden;

/** An event that has lived: a field added, another taken away, a value and a field of a record added. */
const grown = (): Event => {
  const { put, read, findings } = scratch();
  const structure = (fields: readonly unknown[]) => ['null', { type: 'record', name: 'Structure', fields: [field('code', 'string', { format: 'code_aurore' }), ...fields] }];
  const sens = (...valeurs: string[]) => field('sens', 'string', { valeurs });
  const numbers = [
    [sens('OUI', 'NON'), field('jours', 'int', { unite: 'jours', default: 10 }), field('structure', structure([]), { default: null })],
    [sens('OUI', 'NON'), field('structure', structure([]), { default: null }), field('le', ['null', { type: 'int', logicalType: 'date' }], { default: null })],
    [field('codes', { type: 'array', items: 'string' }, { format: 'texte', default: [] }), sens('OUI', 'NON', 'AUTRE'), field('structure', structure([field('type', 'string', { format: 'code_organisme', default: 'CD' })]), { default: null })],
  ];
  numbers.forEach((fields, index) => put(`schemas/essai/FaitDit/${index + 1}.avsc`, event('FaitDit', fields)));
  const [made] = read().events;
  if (!made || findings().length > 0) throw new Error('no event, or a wrong one');
  return made;
};

const every = [...events, grown()];
const pairs = every.flatMap(({ key, versions }) => versions.flatMap((writer) => versions.map((reader) => [`${key} ${writer.number} -> ${reader.number}`, writer, reader] as const)));
const numbers = events.flatMap((each) => each.versions.map((version) => [`${each.key} ${version.number}`, each, version] as const));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What both know of a value is the same. */
const agree = (seen: unknown, given: unknown): boolean => {
  if (Array.isArray(given) || typeof given !== 'object' || given === null) return JSON.stringify(seen) === JSON.stringify(given);
  return Object.entries(seen as object).every(([name, value]) => !(name in given) || agree(value, (given as Record<string, unknown>)[name]));
};

describe('a reader of any number reads any number', () => {
  it('over every event that there is', () => {
    expect(pairs.length).toBe(events.reduce((count, { versions }) => count + versions.length ** 2, 9));
  });

  it.each(pairs)('%s', (_name, writer, reader) => {
    const [written, read] = [avro(writer), avro(reader)];
    const resolver = read.createResolver(written);
    fc.assert(
      fc.property(valuesOf(writer.schema), (value) => {
        const seen = plain(read.fromBuffer(written.toBuffer(value), resolver)) as object;
        expect(Object.keys(seen).sort()).toEqual(reader.schema.fields.map(({ name }) => name).sort());
        expect(agree(seen, plain(value))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the reference bytes', () => {
  it.each(numbers)('%s are still what its example gives, and give it back', (_name, each, version) => {
    const { exemple, hex } = goldenOf(each, version);
    expect(avro(version).toBuffer(exemple).toString('hex')).toBe(hex);
    expect(plain(avro(version).fromBuffer(Buffer.from(hex, 'hex')))).toEqual(exemple);
  });
});

describe('any value that fits', () => {
  it.each(numbers.filter(([, { versions }, { number }]) => number === versions.length))('%s goes through the codec and comes back', async (_name, { key }, version) => {
    const registered: string[] = [];
    const codec = new Codec({
      register: (_subject, schema) => Promise.resolve(registered.push(schema)),
      schemaOf: (id) => Promise.resolve(registered[id - 1] ?? ''),
    });
    await codec.register([key as EventType]);
    await fc.assert(
      fc.asyncProperty(valuesOf(version.schema), async (value) => {
        const decoded = await codec.decode(codec.encode(key as EventType, value as never));
        expect(plain(decoded)).toEqual({ known: true, type: key, schemaId: 1, data: plain(value) });
      }),
      { numRuns: 50 },
    );
  });
});
