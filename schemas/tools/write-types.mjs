import { latestOf } from './contract.mjs';

const logical = { date: 'string', 'timestamp-millis': 'string', uuid: 'string' };
const primitive = { null: 'null', boolean: 'boolean', int: 'number', long: 'number', double: 'number', string: 'string' };

const tsType = (type, field) => {
  if (Array.isArray(type)) return type.map((member) => tsType(member, field)).join(' | ');
  if (typeof type === 'string') {
    if (type === 'string' && field.valeurs) return field.valeurs.map((value) => `'${value}'`).join(' | ');
    return primitive[type] ?? type;
  }
  if (type.logicalType) return logical[type.logicalType];
  if (type.type === 'array') return `readonly (${tsType(type.items, field)})[]`;
  if (type.type === 'record') return record(type, '  ');
  return tsType(type.type, field);
};

const record = (schema, indent = '') =>
  `Readonly<{\n${schema.fields
    .map((field) => `${indent}  /** ${field.doc} */\n${indent}  ${field.name}: ${tsType(field.type, field)};\n`)
    .join('')}${indent}}>`;

/** The types, the schemas and the topics, for the services. */
export const typesFile = ({ events, topics }) => {
  const lines = [
    '// Written by `npm run schemas` from the Avro files. Do not edit.',
    '',
    ...events.map((event) => {
      const { schema } = latestOf(event);
      return `/** ${schema.doc} */\nexport type ${schema.name} = ${record(schema)};\n`;
    }),
    '/** Every event type, by its short name. */',
    'export type Events = {',
    ...events.map(({ key, name }) => `  '${key}': ${name};`),
    '};',
    '',
    '/** Which event types travel on which topic. */',
    'export type TopicEvents = {',
    ...Object.entries(topics).map(([topic, { types }]) => `  '${topic}': ${types.map((type) => `'${type}'`).join(' | ')};`),
    '};',
    '',
    '/** The Avro schemas of each event type, oldest first. */',
    'export const schemas: Readonly<Record<keyof Events, readonly string[]>> = {',
    ...events.map(({ key, versions }) => `  '${key}': [\n${versions.map(({ schema }) => `    ${JSON.stringify(JSON.stringify(schema))},`).join('\n')}\n  ],`),
    '};',
    '',
    `export const topics = ${JSON.stringify(topics, null, 2)} as const;`,
    '',
  ];
  return { 'schemas/src/generated/events.ts': lines.join('\n') };
};
