// Writes src/generated/events.ts from the Avro files and topics.json: `npm run schemas`.
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';

const here = new URL('./', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, here), 'utf8'));
const folders = (path) =>
  readdirSync(new URL(path, here), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-zA-Z]+$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();

const contexts = folders('./').filter((name) => !['src', 'dist'].includes(name));
const events = contexts.flatMap((context) =>
  folders(`./${context}/`).map((name) => {
    const versions = readdirSync(new URL(`./${context}/${name}/`, here))
      .filter((file) => file.endsWith('.avsc'))
      .map((file) => Number.parseInt(file, 10))
      .sort((a, b) => a - b);
    return { key: `${context}.${name}`, versions: versions.map((v) => read(`./${context}/${name}/${v}.avsc`)) };
  }),
);

const logical = { date: 'string', 'timestamp-millis': 'string', uuid: 'string' };
const primitive = { null: 'null', boolean: 'boolean', int: 'number', long: 'number', double: 'number', string: 'string', bytes: 'Buffer' };
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

// A topic carries all that is said in one context: a new event needs no row.
const topics = Object.fromEntries(
  Object.entries(read('./topics.json')).map(([topic, { context, ...manifest }]) => [
    topic,
    { ...manifest, types: events.map(({ key }) => key).filter((key) => key.startsWith(`${context}.`)) },
  ]),
);
const lines = [
  '// Written by `npm run schemas` from the Avro files. Do not edit.',
  '',
  ...events.map(({ versions }) => {
    const latest = versions.at(-1);
    return `/** ${latest.doc} */\nexport type ${latest.name} = ${record(latest)};\n`;
  }),
  '/** Every event type, by its short name. */',
  'export type Events = {',
  ...events.map(({ key, versions }) => `  '${key}': ${versions.at(-1).name};`),
  '};',
  '',
  '/** Which event types travel on which topic. */',
  'export type TopicEvents = {',
  ...Object.entries(topics).map(([topic, { types }]) => `  '${topic}': ${types.map((type) => `'${type}'`).join(' | ')};`),
  '};',
  '',
  '/** The Avro schemas of each event type, oldest first. */',
  'export const schemas: Readonly<Record<keyof Events, readonly string[]>> = {',
  ...events.map(({ key, versions }) => `  '${key}': [\n${versions.map((v) => `    ${JSON.stringify(JSON.stringify(v))},`).join('\n')}\n  ],`),
  '};',
  '',
  `export const topics = ${JSON.stringify(topics, null, 2)} as const;`,
  '',
];

mkdirSync(new URL('./src/generated/', here), { recursive: true });
const target = new URL('./src/generated/events.ts', here);
const text = lines.join('\n');
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('schemas/src/generated/events.ts ne correspond plus aux fichiers Avro : lancez « npm run schemas ».');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
