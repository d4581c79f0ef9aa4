import { type AnySchemaObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

const formats = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/,
  uri: /^[a-z]+:\S+$/,
  'uri-reference': /^\S+$/,
};

const annotations = ['x-auteur', 'x-article', 'x-unite', 'x-format', 'x-source', 'x-categorie', 'x-sensibilite', 'x-destinataires'];

/** A validator of JSON Schema 2020-12 that knows our annotations, and is strict about anything else. */
export const jsonSchema = (schema: AnySchemaObject): ValidateFunction => new Ajv2020({ strict: true, strictTypes: false, formats, keywords: annotations, allErrors: true }).compile(schema);
