import { plainType } from './avro.mjs';

/**
 * Why two numbers of an event do not live together, each read by the other: `[{ field, why }]`, empty when they do.
 * Beyond Avro's own resolution, what the registry cannot see is kept too: the logical type of a field, and the
 * values that an older number may carry.
 */
export const incompatibilities = (older, newer) => [
  ...unreadable({ writer: older, reader: newer, what: 'le nouveau numéro ne lit pas l’ancien' }),
  ...unreadable({ writer: newer, reader: older, what: 'l’ancien numéro ne lit pas le nouveau' }),
  ...sharedFields(older, newer).flatMap(({ name, before, after }) => [
    ...(sameMeaning(before.type, after.type) ? [] : [{ field: name, why: 'le type logique change (date, instant, uuid)' }]),
    ...lostValues(before, after).map((value) => ({ field: name, why: `la valeur « ${value} » disparaît` })),
  ]),
];

const unreadable = ({ writer, reader, what }) =>
  resolves(writer, reader, (message) => [{ field: fieldAtFault(writer, reader), why: `${what} (${message})` }]) ?? [];

const resolves = (writer, reader, otherwise) => {
  try {
    plainType(reader).createResolver(plainType(writer));
    return undefined;
  } catch (error) {
    return otherwise(error.message);
  }
};

/** The field of the reader that the writer cannot fill. */
const fieldAtFault = ({ fields: written = [] }, { fields: read = [] }) =>
  read.find((field) => {
    const given = written.find(({ name }) => name === field.name);
    return given === undefined ? field.default === undefined : resolves(given.type, field.type, () => true);
  })?.name;

const sharedFields = (older, newer, prefix = '') =>
  (older.fields ?? []).flatMap((before) => {
    const after = (newer.fields ?? []).find(({ name }) => name === before.name);
    if (after === undefined) return [];
    const [inBefore, inAfter] = [recordOf(before.type), recordOf(after.type)];
    const nested = inBefore && inAfter ? sharedFields(inBefore, inAfter, `${prefix}${before.name}.`) : [];
    return [{ name: `${prefix}${before.name}`, before, after }, ...nested];
  });

const branches = (type) => (Array.isArray(type) ? type : [type]);
const recordOf = (type) => branches(type).find((branch) => branch?.type === 'record');
const logicalOf = (type) => branches(type).flatMap((branch) => (branch?.type === 'array' ? logicalOf(branch.items) : [branch?.logicalType])).filter(Boolean).join();

const sameMeaning = (before, after) => logicalOf(before) === logicalOf(after);

const lostValues = ({ valeurs: before = [] }, { valeurs: after }) => (after === undefined ? [] : before.filter((value) => !after.includes(value)));
