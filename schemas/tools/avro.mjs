import avsc from 'avsc';

/** Avro without our logical types: dates are days, instants are milliseconds. */
export const plainType = (schema) => avsc.Type.forSchema(schema, { logicalTypes: {} });

const failure = (schema) => {
  try {
    plainType(schema);
    return undefined;
  } catch (error) {
    return error.message;
  }
};

/** Why a schema is no Avro, and the place of the first field at fault; undefined when it is valid. */
export const avroError = (schema) => {
  const message = failure(schema);
  if (message === undefined) return undefined;
  const upTo = (count) => failure({ ...schema, fields: schema.fields.slice(0, count) });
  const count = schema.fields.findIndex((_field, index) => upTo(index + 1) !== undefined);
  return { message, path: count < 0 ? [] : ['fields', count, 'name'] };
};

const DAY_MS = 86_400_000;

/** A value as people read it (`yyyy-MM-dd`, ISO instants) as plain Avro takes it. */
export const rawOf = (type, value) => {
  if (value === null || value === undefined) return value;
  if (Array.isArray(type)) return rawOf(type.find((branch) => branch !== 'null'), value);
  if (type.logicalType === 'date') return Date.parse(value) / DAY_MS;
  if (type.logicalType === 'timestamp-millis') return Date.parse(value);
  if (type.type === 'array') return value.map((item) => rawOf(type.items, item));
  if (type.type === 'record') return Object.fromEntries(type.fields.map((field) => [field.name, rawOf(field.type, value[field.name])]));
  return value;
};
