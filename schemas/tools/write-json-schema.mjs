import { latestOf } from './contract.mjs';

const primitive = { boolean: 'boolean', int: 'integer', long: 'integer', double: 'number', string: 'string' };
const logical = {
  date: { type: 'string', format: 'date' },
  'timestamp-millis': { type: 'string', format: 'date-time' },
  uuid: { type: 'string', format: 'uuid' },
};

const shapeOf = (type, field, referentiel) => {
  if (Array.isArray(type)) return { anyOf: [shapeOf(type.find((branch) => branch !== 'null'), field, referentiel), { type: 'null' }] };
  if (type.logicalType) return logical[type.logicalType];
  if (type.type === 'array') return { type: 'array', items: shapeOf(type.items, field, referentiel) };
  if (type.type === 'record') return objectOf(type, referentiel);
  if (field.valeurs) return { enum: field.valeurs };
  const motif = referentiel.formats[field.format]?.motif;
  return { type: primitive[type], ...(motif === undefined ? {} : { pattern: motif }) };
};

const propertyOf = (field, referentiel) => {
  const { unite, format, source, categorie, sensibilite, destinataires } = field;
  return {
    description: field.doc,
    ...shapeOf(field.type, field, referentiel),
    ...(unite === undefined ? {} : { 'x-unite': referentiel.unites[unite].libelle }),
    ...(format === undefined ? {} : { 'x-format': referentiel.formats[format].libelle }),
    'x-source': source,
    'x-categorie': categorie,
    'x-sensibilite': sensibilite,
    'x-destinataires': destinataires,
  };
};

const objectOf = (schema, referentiel) => ({
  type: 'object',
  properties: Object.fromEntries(schema.fields.map((field) => [field.name, propertyOf(field, referentiel)])),
  required: schema.fields.map(({ name }) => name),
});

/** JSON Schema 2020-12 of the data of a version, as JSON carries them. A reader takes fields it does not know. */
export const jsonSchemaOf = (event, { number, schema }, referentiel) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:relais:schema:${event.key}:${number}`,
  title: schema.name,
  description: schema.doc,
  'x-auteur': schema.auteur,
  'x-article': schema.article,
  ...objectOf(schema, referentiel),
});

export const jsonSchemaFileOf = ({ context, name }, { number }) => `schemas/generated/json-schema/${context}/${name}/${number}.json`;

/** The JSON Schema of every number of every event. */
export const jsonSchemaFiles = ({ events, referentiel }) =>
  Object.fromEntries(
    events.flatMap((event) =>
      event.versions.map((version) => [jsonSchemaFileOf(event, version), `${JSON.stringify(jsonSchemaOf(event, version, referentiel), null, 2)}\n`]),
    ),
  );

/** What a webhook carries: a CloudEvent in structured JSON, whose data a partner sees in part. */
export const structuredSchemaOf = (event, referentiel) => {
  const attributes = referentiel.enveloppe;
  const version = latestOf(event);
  const { required: _all, $schema: _dialect, $id: _id, ...data } = jsonSchemaOf(event, version, referentiel);
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(attributes.map(({ nom, doc, schema }) => [nom, { description: doc, ...schema }])),
      data: { ...data, required: ['usagerId', 'departement'] },
    },
    required: [...attributes.filter(({ obligatoire }) => obligatoire).map(({ nom }) => nom), 'data'],
  };
};
