import { z } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

type Readable = { format?: string; pattern?: string; minimum?: number; maximum?: number };

/** What a format says already, a pattern need not; nor are the bounds of JavaScript's integers ours. */
const plain = ({ jsonSchema }: { jsonSchema: Readable }): void => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

/** A zod schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, override: plain, unrepresentable: 'any' });
  return JSON.parse(JSON.stringify(rest)) as Json;
};
