import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

const here = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** Parsed JSON of a file of the contract, by its path from the root. */
export const contractJson = <T = AnySchemaObject>(file: string): T => JSON.parse(readFileSync(here(file), 'utf8')) as T;

const formats = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
  uri: /^[a-z]+:\S+$/,
  'uri-reference': /^\S+$/,
};

const annotations = ['x-auteur', 'x-article', 'x-unite', 'x-format', 'x-source', 'x-categorie', 'x-sensibilite', 'x-destinataires'];

/** A validator of JSON Schema 2020-12 that knows our annotations, and is strict about anything else. */
export const jsonSchema = (schema: AnySchemaObject): ValidateFunction => new Ajv2020({ strict: true, strictTypes: false, formats, keywords: annotations, allErrors: true }).compile(schema);

const specs = createRequire(import.meta.url)('@asyncapi/specs') as { schemas: Readonly<Record<'3.0.0', AnySchemaObject>> };

/** By the official JSON Schema of AsyncAPI 3.0. It holds a copy of draft-07, which ajv must not know beside it. */
export const asyncApi = (): ValidateFunction => new Ajv({ meta: false, validateSchema: false, strict: false, validateFormats: false, allErrors: true }).compile(specs.schemas['3.0.0']);
