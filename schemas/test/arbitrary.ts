import fc, { type Arbitrary } from 'fast-check';
import { type Field, type Schema } from './tools.js';

type Typed = Readonly<{ type?: string; logicalType?: string; items?: unknown; fields?: readonly Field[]; symbols?: readonly string[] }>;

const FIRST_DAY = Date.parse('1900-01-01T00:00:00Z');
const LAST_DAY = Date.parse('2199-12-31T00:00:00Z');
const instants = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map((ms) => new Date(ms).toISOString());

const primitives: Readonly<Record<string, Arbitrary<unknown>>> = {
  null: fc.constant(null),
  boolean: fc.boolean(),
  int: fc.integer(),
  long: fc.maxSafeInteger(),
  double: fc.double({ noNaN: true }),
  string: fc.string({ unit: 'binary', maxLength: 40 }),
};

const logical: Readonly<Record<string, Arbitrary<unknown>>> = {
  uuid: fc.uuid(),
  date: instants.map((instant) => instant.slice(0, 10)),
  'timestamp-millis': instants,
};

const known = (table: Readonly<Record<string, Arbitrary<unknown>>>, name: string | undefined): Arbitrary<unknown> => {
  const found = name === undefined ? undefined : table[name];
  if (!found) throw new Error(`no values for ${String(name)}`);
  return found;
};

const ofType = (type: unknown, { valeurs }: { valeurs?: readonly string[] }): Arbitrary<unknown> => {
  if (Array.isArray(type)) return fc.oneof(...type.map((branch) => ofType(branch, { ...(valeurs ? { valeurs } : {}) })));
  if (type === 'string' && valeurs) return fc.constantFrom(...valeurs);
  if (typeof type === 'string') return known(primitives, type);
  const typed = type as Typed;
  if (typed.logicalType !== undefined) return known(logical, typed.logicalType);
  if (typed.type === 'array') return fc.array(ofType(typed.items, { ...(valeurs ? { valeurs } : {}) }), { maxLength: 5 });
  return typed.type === 'record' ? valuesOf({ fields: typed.fields ?? [] }) : known(primitives, typed.type);
};

/** Values of a schema, as the services know them. */
export const valuesOf = ({ fields }: Pick<Schema, 'fields'>): Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.name, ofType(field.type, field as { valeurs?: readonly string[] })])), { noNullPrototype: true });
