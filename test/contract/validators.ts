import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';

const here = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** Parsed JSON of a file of the contract, by its path from the root. */
export const contractJson = <T = AnySchemaObject>(file: string): T => JSON.parse(readFileSync(here(file), 'utf8')) as T;

export { jsonSchema } from './json-schema.js';

const specs = createRequire(import.meta.url)('@asyncapi/specs') as { schemas: Readonly<Record<'3.0.0', AnySchemaObject>> };

/** By the official JSON Schema of AsyncAPI 3.0. It holds a copy of draft-07, which ajv must not know beside it. */
export const asyncApi = (): ValidateFunction => new Ajv({ meta: false, validateSchema: false, strict: false, validateFormats: false, allErrors: true }).compile(specs.schemas['3.0.0']);

/** What the official schemas of OpenAPI 3.1 say against a document, its references resolved; nothing when it passes. */
export const openApiErrors = async (document: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  return valid ? undefined : errors;
};
