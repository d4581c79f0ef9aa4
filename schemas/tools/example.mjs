import { createHash } from 'node:crypto';

const DAY = '2026-11-24';
const INSTANT = '2026-11-24T09:00:00.000Z';

/** An example of an event, from its schema alone: always the same. */
export const exampleOf = (schema, referentiel) =>
  Object.fromEntries(schema.fields.map((field) => [field.name, valueOf(field.type, field, referentiel)]));

const valueOf = (type, field, referentiel) => {
  if (Array.isArray(type)) return valueOf(type.find((branch) => branch !== 'null'), field, referentiel);
  if (type.type === 'array') return [valueOf(type.items, field, referentiel)];
  if (type.type === 'record') return exampleOf(type, referentiel);
  if (field.exemple !== undefined) return field.exemple;
  if (field.valeurs !== undefined) return field.valeurs[0];
  return type.logicalType === undefined ? plainValue(type, field, referentiel) : logicalValue(type.logicalType, field.name);
};

const plainValue = (type, { format, unite }, { formats, unites }) => {
  if (type === 'boolean') return false;
  return type === 'string' ? formats[format].exemple : unites[unite].exemple;
};

const logicalValue = (logicalType, name) => {
  if (logicalType === 'date') return DAY;
  if (logicalType === 'timestamp-millis') return INSTANT;
  const tail = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `018f3c1e-0000-7000-8000-${tail}`;
};
