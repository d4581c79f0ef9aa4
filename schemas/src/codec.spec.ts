import fc from 'fast-check';
import { Codec, type SchemaRegistry } from './codec.js';
import { CodecError } from './codec-error.js';
import { eventTypes, latestSchemaOf, topicOf } from './catalogue.js';
import { typeOf } from './logical-types.js';
import { type OrientationDecidee, topics } from './generated/events.js';

const registryInMemory = (): SchemaRegistry & { schemas: string[]; reads: number } => {
  const schemas: string[] = [];
  const registry = {
    schemas,
    reads: 0,
    register: (_subject: string, schema: string) => {
      if (!schemas.includes(schema)) schemas.push(schema);
      return Promise.resolve(schemas.indexOf(schema) + 1);
    },
    schemaOf: (id: number) => {
      registry.reads += 1;
      const schema = schemas[id - 1];
      return schema === undefined ? Promise.reject(new Error('404')) : Promise.resolve(schema);
    },
  };
  return registry;
};

const decision: OrientationDecidee = {
  usagerId: '018f3c1e-0000-7000-8000-000000000001',
  departement: '33',
  orientationId: '018f3c1e-0000-7000-8000-000000000002',
  sens: 'REFUSEE',
  parcours: 'PSP',
  organisme: 'ML',
  structure: { code: 'NAQ0405', type: 'ML' },
  motifRefus: 'APPRECIATION_DIFFERENTE',
  commentaireRefus: null,
  dateDecision: '2026-11-24',
  decideurId: 'CD33-0007',
  decideurStructure: 'CDP0033',
};

const published = eventTypes.filter((type) => Object.values(topics).some(({ types }) => (types as readonly string[]).includes(type)));

describe('codec', () => {
  it('gives back what it was given, with the wire header of the registry', async () => {
    const codec = new Codec(registryInMemory());
    await codec.register(['orientation.OrientationDecidee']);
    const bytes = codec.encode('orientation.OrientationDecidee', decision);
    expect([...bytes.subarray(0, 5)]).toEqual([0, 0, 0, 0, 1]);
    expect(await codec.decode(bytes)).toEqual({ known: true, type: 'orientation.OrientationDecidee', data: decision, schemaId: 1 });
  });

  it.each(published)('round trips random values of %s', async (type) => {
    const codec = new Codec(registryInMemory());
    await codec.register([type]);
    const avro = typeOf(latestSchemaOf(type).replaceAll('"logicalType":"uuid"', '"logicalType":"none"'));
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer()), async () => {
        const raw = avro.random() as unknown as Record<string, unknown>;
        const uuids = Object.fromEntries(
          Object.keys(raw).filter((key) => latestSchemaOf(type).includes(`"name":"${key}","type":{"type":"string","logicalType":"uuid"}`)).map((key) => [key, decision.usagerId]),
        );
        const value = { ...raw, ...uuids } as never;
        const decoded = await codec.decode(codec.encode(type, value));
        expect(decoded.known && typeOf(latestSchemaOf(type)).compare(decoded.data, value)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('asks the registry once for many first uses at the same time', async () => {
    const registry = registryInMemory();
    const codec = new Codec(registry);
    await codec.register(['orientation.OrientationDecidee']);
    const bytes = codec.encode('orientation.OrientationDecidee', decision);
    await Promise.all(Array.from({ length: 50 }, () => codec.decode(bytes)));
    expect(registry.reads).toBe(1);
  });

  it('asks again after a look-up that failed', async () => {
    const registry = registryInMemory();
    const codec = new Codec({ ...registry, schemaOf: (id) => (reads++ === 0 ? Promise.reject(new Error('503')) : registry.schemaOf(id)) });
    let reads = 0;
    await codec.register(['orientation.OrientationDecidee']);
    const bytes = codec.encode('orientation.OrientationDecidee', decision);
    await expect(codec.decode(bytes)).rejects.toThrow('503');
    expect(await codec.decode(bytes)).toMatchObject({ data: decision });
  });

  it('says which field does not fit, never its value', async () => {
    const codec = new Codec(registryInMemory());
    await codec.register(['orientation.OrientationDecidee']);
    const wrong = { ...decision, dateDecision: 'le 24 novembre', usagerId: 'DUPONT' };
    expect(() => codec.encode('orientation.OrientationDecidee', wrong)).toThrow(/usagerId, dateDecision|dateDecision, usagerId/);
    expect(() => codec.encode('orientation.OrientationDecidee', wrong)).not.toThrow(/DUPONT|novembre/);
  });

  it('keeps every event written whole, whatever their sizes and their number', async () => {
    const codec = new Codec(registryInMemory());
    await codec.register(['orientation.OrientationDecidee']);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 140_000 }), { minLength: 1, maxLength: 30 }), async (sizes) => {
        const values = sizes.map((size) => ({ ...decision, commentaireRefus: 'x'.repeat(size) }));
        const written = values.map((value) => codec.encode('orientation.OrientationDecidee', value));
        for (const [n, bytes] of written.entries()) expect(await codec.decode(bytes)).toMatchObject({ data: values[n] });
      }),
      { numRuns: 20 },
    );
  });

  it.each(['2026-02-29', '2026-00-10', '2026-13-01', '2026-04-31', '2026-01-00', '26-01-01'])('refuses %s, which is no date', async (dateDecision) => {
    const codec = new Codec(registryInMemory());
    await codec.register(['orientation.OrientationDecidee']);
    expect(() => codec.encode('orientation.OrientationDecidee', { ...decision, dateDecision })).toThrow(/dateDecision/);
    expect(() => codec.encode('orientation.OrientationDecidee', { ...decision, dateDecision: '2028-02-29' })).not.toThrow();
  });

  it('knows an event type of the future as unknown, by its name', async () => {
    const registry = registryInMemory();
    const future = JSON.stringify({ type: 'record', name: 'Demain', namespace: 'fr.relais.orientation', fields: [{ name: 'a', type: 'string' }] });
    const id = await registry.register('s', future);
    const bytes = Buffer.concat([Buffer.from([0, 0, 0, 0, id]), typeOf(future).toBuffer({ a: 'x' })]);
    expect(await new Codec(registry).decode(bytes)).toEqual({ known: false, type: 'fr.relais.orientation.Demain', schemaId: 1 });
  });

  it('reads an older and a newer writer, each by its own schema', async () => {
    const registry = registryInMemory();
    const schema = JSON.parse(latestSchemaOf('orientation.OrientationDecidee')) as { fields: { name: string }[] };
    const newer = JSON.stringify({ ...schema, fields: [{ name: 'nouveau', type: 'string', default: '' }, ...schema.fields] });
    const older = JSON.stringify({ ...schema, fields: schema.fields.filter(({ name }) => name !== 'commentaireRefus') });
    for (const text of [newer, older]) {
      const id = await registry.register('s', text);
      const bytes = Buffer.concat([Buffer.from([0, 0, 0, 0, id]), typeOf(text).toBuffer({ nouveau: 'x', ...decision })]);
      expect(await new Codec(registry).decode(bytes)).toMatchObject({ known: true, data: decision });
    }
  });

  it('refuses any bytes that are not an event, and never hangs or crashes', async () => {
    const codec = new Codec(registryInMemory());
    await codec.register(['orientation.OrientationDecidee']);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (noise, withHeader) => {
        const bytes = withHeader ? Buffer.concat([Buffer.from([0, 0, 0, 0, 1]), noise]) : Buffer.from(noise);
        const outcome = await codec.decode(bytes).catch((error: unknown) => error);
        expect(outcome instanceof CodecError || outcome instanceof Error || (outcome as { known: boolean }).known).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has a topic for each published type', () => {
    for (const type of published) expect(topicOf(type)).toMatch(/^relais\.[a-z]+\.v1$/);
  });
});
