import { findingAt } from './finding.mjs';

const KEYS = ['name', 'type', 'valeurs', 'default', 'doc', 'unite', 'format', 'exemple', 'source', 'categorie', 'sensibilite', 'destinataires'];
const PRIMITIVES = ['boolean', 'int', 'long', 'double', 'string'];
const LOGICAL = { date: 'int', 'timestamp-millis': 'long', uuid: 'string' };
const NUMBERS = ['int', 'long', 'double'];

/** What a field must say, and from which list: annotation -> list of the référentiel. */
const ONE_OF = { categorie: 'categories', sensibilite: 'sensibilites', unite: 'unites', format: 'formats' };
const SOME_OF = { destinataires: 'destinataires', source: 'acteurs' };

/** What is wrong in one field of a version. */
export const checkField = (version, { field, path, name }, { referentiel }) => {
  const at = (keys, told) => findingAt(version, [...path, ...keys], told);
  return [
    ...Object.keys(field).filter((key) => !KEYS.includes(key)).map((key) => at([key], { rule: `${name} : annotation inconnue « ${key} »`, mend: `Un champ porte ${KEYS.join(', ')}.` })),
    ...missing(field).map((key) => at(['name'], { rule: `${name} : « ${key} » manque`, mend: MENDS[key] })),
    ...Object.entries(ONE_OF).flatMap(([key, list]) => unknown([field[key]], referentiel[list]).map(({ value }) => at([key], strange({ name, key, value, list, referentiel })))),
    ...Object.entries(SOME_OF).flatMap(([key, list]) => unknown(field[key], referentiel[list]).map(({ value, index }) => at([key, index], strange({ name, key, value, list, referentiel })))),
    ...unforeseen(field.type).map((what) => at(['name'], { rule: `${name} : type non prévu (${what})`, mend: 'Types admis : null avec un autre, boolean, int, long, double, string, date, timestamp-millis, uuid, array, record. Une liste de valeurs est une chaîne avec « valeurs ».' })),
  ];
};

const MENDS = {
  doc: 'Dites en français ce que porte le champ.',
  categorie: 'Donnez une catégorie de données de schemas/referentiel.json.',
  sensibilite: 'Donnez la sensibilité : ordinaire, pseudonyme, personnelle ou sante.',
  destinataires: 'Donnez la liste de ceux qui peuvent le recevoir.',
  source: 'Dites de qui vient la valeur (« acteurs » de schemas/referentiel.json).',
  unite: 'Un nombre dit son « unite » (« unites » de schemas/referentiel.json).',
  format: 'Une chaîne dit son « format » (« formats » de schemas/referentiel.json) ou ses « valeurs ».',
};

const missing = (field) => {
  const texts = ['doc', 'categorie', 'sensibilite'].filter((key) => typeof field[key] !== 'string' || field[key].trim() === '');
  const lists = Object.keys(SOME_OF).filter((key) => !Array.isArray(field[key]) || field[key].length === 0);
  const plain = leaves(field.type);
  const unite = plain.some((type) => NUMBERS.includes(type)) && field.unite === undefined ? ['unite'] : [];
  const format = plain.includes('string') && field.format === undefined && field.valeurs === undefined ? ['format'] : [];
  return [...texts, ...lists, ...unite, ...format];
};

const unknown = (values, known) => (Array.isArray(values) ? values : []).map((value, index) => ({ value, index })).filter(({ value }) => value !== undefined && !Object.hasOwn(known, value));

const strange = ({ name, key, value, list, referentiel }) => ({
  rule: `${name} : ${key} inconnu·e « ${value} »`,
  mend: `Choisissez parmi ${Object.keys(referentiel[list]).join(', ')}, ou complétez « ${list} » dans schemas/referentiel.json.`,
});

/** The types of values in a field, those of records in it excepted; a logical type counts for itself. */
const leaves = (type) => {
  if (Array.isArray(type)) return type.flatMap(leaves);
  if (typeof type === 'string') return [type];
  if (type.logicalType !== undefined) return [type.logicalType];
  if (type.type === 'array') return leaves(type.items);
  return type.type === 'record' ? [] : leaves(type.type);
};

/** Types that the generated forms do not know. */
const unforeseen = (type) => {
  if (Array.isArray(type)) return type.length === 2 && type.includes('null') ? unforeseen(type.find((branch) => branch !== 'null')) : [JSON.stringify(type)];
  if (typeof type === 'string') return PRIMITIVES.includes(type) ? [] : [type];
  if (type.logicalType !== undefined) return LOGICAL[type.logicalType] === type.type ? [] : [`${type.logicalType} sur ${JSON.stringify(type.type)}`];
  if (type.type === 'array') return unforeseen(type.items);
  return type.type === 'record' ? [] : [JSON.stringify(type.type)];
};
