import { z } from 'zod';
import { Validated, versionOf } from '@relais/chassis/http';

export const departementParam = z.string().regex(/^(\d{2}|2[AB]|97\d)$/, 'attendu : un code de département');
export const usagerParam = z.uuid('attendu : un identifiant d’usager (UUID)').transform((id) => id.toLowerCase());
export const sanctionParam = z.uuid('attendu : un identifiant de dossier (UUID)').transform((id) => id.toLowerCase());

const enTetes = z.object({ 'if-match': z.string().optional(), 'idempotency-key': z.string().min(8).max(128).optional() });

/** What a request carries besides its body: its idempotency key, and the version the agent saw. */
export const demandeDe = (headers: unknown): { cle: string | undefined; expectedVersion: number | undefined } => {
  const read = new Validated(enTetes).transform(headers);
  return { cle: read['idempotency-key'], expectedVersion: versionOf(read['if-match']) };
};

export type Reply = { header: (name: string, value: string) => Reply; code: (status: number) => Reply };

/** The body's schema for the documentation. */
export const documented = (schema: z.ZodType) => ({ schema: z.toJSONSchema(schema, { io: 'input', target: 'openapi-3.0' }) as object });
