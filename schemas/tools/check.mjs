import { checkField } from './check-field.mjs';
import { checkHabilitations } from './check-habilitations.mjs';
import { checkVersions } from './check-versions.mjs';
import { incompatibilities } from './compatibility.mjs';
import { fieldsOf, recordsIn } from './contract.mjs';
import { findingAt } from './finding.mjs';
import { avroError } from './avro.mjs';

/** All that is wrong in the contract: `[{ file, line, rule, mend }]`, in the order of the files. */
export const checkContract = (contract) => [
  ...checkEvents(contract),
  ...checkFrozenGone(contract),
  ...checkHabilitations(contract),
];

const checkEvents = (contract) => {
  const found = contract.events.flatMap((event) => checkEvent(event, contract));
  // Names are compared once each schema is known to be one.
  return found.length > 0 ? found : checkNames(contract.events);
};

const checkEvent = (event, contract) => {
  const strays = event.strays.map((file) => ({
    file: `${event.folder}/${file}`,
    line: 1,
    rule: 'ce fichier n’est pas un numéro de schéma',
    mend: 'Nommez-le 1.avsc, 2.avsc… ou ôtez-le.',
  }));
  const schemas = event.versions.flatMap((version) => checkSchema(event, version, contract));
  return [...strays, ...schemas, ...(schemas.length > 0 ? [] : checkVersions(event, contract))];
};

const checkSchema = (event, version, contract) => {
  const { json, schema } = version;
  if (json.error) {
    const { line, message } = json.error;
    return [{ file: version.file, line, rule: `ce n’est pas du JSON (${message})`, mend: 'Corrigez la ponctuation à cette ligne ou juste avant.' }];
  }
  const identity = checkIdentity(event, version, contract);
  if (identity.length > 0) return identity;
  const { path, message } = avroError(schema) ?? {};
  if (message !== undefined) {
    return [findingAt(version, path, { rule: `le schéma Avro n’est pas valide (${message})`, mend: 'Corrigez le type ou la valeur par défaut de ce champ.' })];
  }
  return fieldsOf(schema).flatMap((place) => checkField(version, place, contract));
};

const RECORD_KEYS = ['type', 'name', 'namespace', 'doc', 'auteur', 'article', 'fields'];

/** What an event says of itself, before its fields. */
const checkIdentity = ({ context, name }, version, { referentiel }) => {
  const { schema } = version;
  const wrong = (condition, path, told) => (condition ? [findingAt(version, path, told)] : []);
  const text = (key) => typeof schema[key] === 'string' && schema[key].trim() !== '';
  const authors = Array.isArray(schema.auteur) && schema.auteur.length > 0 ? schema.auteur : undefined;
  return [
    ...wrong(schema.type !== 'record', ['type'], { rule: 'un événement est un « record »', mend: 'Écrivez "type": "record".' }),
    ...wrong(schema.name !== name, ['name'], { rule: `le nom n’est pas celui du dossier (${name})`, mend: `Écrivez "name": "${name}", ou renommez le dossier.` }),
    ...wrong(!/^[A-Z][A-Za-z]+$/.test(name), ['name'], { rule: 'un nom d’événement est en lettres ASCII, avec une majuscule', mend: 'Renommez le dossier et le « name », au passé : OrientationDecidee.' }),
    ...wrong(schema.namespace !== `fr.relais.${context}`, ['namespace'], { rule: 'l’espace de noms n’est pas celui du contexte', mend: `Écrivez "namespace": "fr.relais.${context}".` }),
    ...['doc', 'article'].flatMap((key) => wrong(!text(key), [key], { rule: `l’événement n’a pas de « ${key} »`, mend: key === 'doc' ? 'Dites en français ce qui s’est passé.' : 'Citez l’article, ou écrivez « à confirmer ».' })),
    ...wrong(authors === undefined, ['auteur'], { rule: 'l’événement n’a pas d’« auteur »', mend: `Donnez une liste d’acteurs : ${Object.keys(referentiel.acteurs).join(', ')}.` }),
    ...(authors ?? []).flatMap((author, index) => wrong(!Object.hasOwn(referentiel.acteurs, author), ['auteur', index], { rule: `auteur inconnu « ${author} »`, mend: `Choisissez parmi ${Object.keys(referentiel.acteurs).join(', ')}, ou ajoutez-le à schemas/referentiel.json.` })),
    ...Object.keys(schema).filter((key) => !RECORD_KEYS.includes(key)).map((key) => findingAt(version, [key], { rule: `annotation inconnue « ${key} »`, mend: `Un événement porte ${RECORD_KEYS.join(', ')}.` })),
    ...wrong(schema.fields?.[0]?.name !== 'usagerId' || schema.fields?.[1]?.name !== 'departement', ['fields'], { rule: 'les deux premiers champs ne sont pas usagerId et departement', mend: 'Placez usagerId puis departement en tête.' }),
  ];
};

/** One name is one type: an event's short name in the whole contract, and the record behind an Avro full name. */
const checkNames = (events) => {
  const [short, shapes] = [new Map(), new Map()];
  const found = [];
  for (const event of events) {
    const [version] = event.versions;
    const other = short.get(event.name);
    if (other && version) found.push(findingAt(version, ['name'], { rule: `deux types ont le même nom : ${other} et ${event.key}`, mend: 'Renommez l’un des deux événements.' }));
    short.set(event.name, event.key);
    for (const each of event.versions) found.push(...checkShapes(each, shapes));
  }
  return found;
};

/** A record may grow from one event or number to another, as long as each shape reads the others. */
const checkShapes = (version, shapes) =>
  fieldsOf(version.schema).flatMap(({ field, path }) =>
    recordsIn(field.type, [...path, 'type']).flatMap(({ schema, path: place }) => {
      const fullName = `${schema.namespace ?? version.schema.namespace}.${schema.name}`;
      const known = shapes.get(fullName) ?? [];
      shapes.set(fullName, [...known, { schema, file: version.file }]);
      const other = known.find((shape) => incompatibilities(shape.schema, schema).length > 0);
      return other === undefined
        ? []
        : [findingAt(version, [...place, 'name'], { rule: `deux types ont le même nom : ${fullName} ne se lit pas ici comme dans ${other.file}`, mend: 'Renommez ce type, ou rendez ses champs compatibles.' })];
    }),
  );

const checkFrozenGone = ({ events, frozen }) => {
  const present = new Set(events.flatMap(({ versions }) => versions.map(({ file }) => file)));
  return Object.keys(frozen)
    .filter((file) => file.endsWith('.avsc') && !present.has(file))
    .map((file) => ({ file, line: 1, rule: 'un schéma publié a disparu', mend: `Remettez-le : git checkout -- ${file}.` }));
};
