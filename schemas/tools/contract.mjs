import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './json-file.mjs';
import { readServices } from './services.mjs';

const NOT_CONTEXTS = ['src', 'dist', 'test', 'tools', 'generated', 'golden', 'contrat'];

const folders = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-zA-Z]+$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();

/**
 * Everything that the contract is made of, read under `root`: the Avro files with their numbers, topics.json,
 * referentiel.json, habilitations.json, frozen.json, and what the services say and hear. Nothing is judged here.
 */
export const readContract = (root) => {
  const text = (file) => readFileSync(join(root, file), 'utf8');
  const json = (file) => readJson(file, text(file));
  const frozenFile = 'schemas/frozen.json';
  const events = folders(join(root, 'schemas'))
    .filter((context) => !NOT_CONTEXTS.includes(context))
    .flatMap((context) => folders(join(root, 'schemas', context)).map((name) => readEvent({ root, context, name, json })));
  return {
    root,
    events,
    topics: topicsOf(JSON.parse(text('schemas/topics.json')), events),
    referentiel: JSON.parse(text('schemas/referentiel.json')),
    habilitations: JSON.parse(text('schemas/habilitations.json')),
    frozen: existsSync(join(root, frozenFile)) ? JSON.parse(text(frozenFile)) : {},
    services: readServices(root),
  };
};

const readEvent = ({ root, context, name, json }) => {
  const folder = `schemas/${context}/${name}`;
  const files = readdirSync(join(root, folder)).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return {
    key: `${context}.${name}`,
    context,
    name,
    folder,
    strays: files.filter((file) => !/^[1-9]\d*\.avsc$/.test(file)),
    versions: files
      .filter((file) => /^[1-9]\d*\.avsc$/.test(file))
      .map((file) => {
        const read = json(`${folder}/${file}`);
        return { number: Number.parseInt(file, 10), file: read.file, json: read, schema: read.value };
      }),
  };
};

/** A topic carries all that is said in one context: a new event needs no row. */
const topicsOf = (declared, events) =>
  Object.fromEntries(
    Object.entries(declared).map(([topic, { context, ...manifest }]) => [
      topic,
      { ...manifest, types: events.filter((event) => event.context === context).map(({ key }) => key) },
    ]),
  );

/** The newest number of an event. */
export const latestOf = ({ versions }) => versions.at(-1);

/** The topic that carries a type, or undefined when it depends on who receives. */
export const topicOf = ({ topics }, key) => Object.keys(topics).find((topic) => topics[topic].types.includes(key));

/** Services that say a type: the owner of its topic, and those that declare it. */
export const speakersOf = (contract, key) => {
  const owner = contract.topics[topicOf(contract, key)]?.owner;
  const declared = contract.services.says[key] ?? [];
  return [...new Set([...(owner === undefined ? [] : [owner]), ...declared])].sort();
};

/** Services that do something of a type. */
export const listenersOf = ({ services }, key) => services.hears[key] ?? [];

/** Fields of a record and of the records in it: `{ field, path, name }`, `path` as in the JSON. */
export const fieldsOf = (schema, path = [], prefix = '') =>
  (Array.isArray(schema?.fields) ? schema.fields : []).flatMap((field, index) => {
    const here = [...path, 'fields', index];
    const name = `${prefix}${field.name}`;
    return [{ field, path: here, name }, ...recordsIn(field.type, [...here, 'type']).flatMap((inner) => fieldsOf(inner.schema, inner.path, `${name}.`))];
  });

/** Records defined in a type, with their place. */
export const recordsIn = (type, path) => {
  if (Array.isArray(type)) return type.flatMap((branch, index) => recordsIn(branch, [...path, index]));
  if (type?.type === 'record') return [{ schema: type, path }];
  if (type?.type === 'array') return recordsIn(type.items, [...path, 'items']);
  return type !== null && typeof type?.type === 'object' ? recordsIn(type.type, [...path, 'type']) : [];
};
