import { z } from 'zod';
import { Failure, isLegalDate } from '@relais/kernel';
import { type Agent } from '../auth/agent.js';
import { versionOf } from './etag.js';
import { Validated } from './validated.js';

/** A département by its INSEE code: 33, 2A, 974. */
export const departementParam = z.string().regex(/^(\d{2}|2[AB]|97\d)$/, 'attendu : un code de département').meta({ description: 'Code INSEE du département', examples: ['33'] });

/** An id of ours, given back in lower case; the problem says of what: « un identifiant de dossier ». */
export const idParam = (what = 'un identifiant') => z.uuid(`attendu : ${what} (UUID)`).transform((id) => id.toLowerCase()).meta({ description: what });

export const uuidParam = idParam();
export const usagerParam = idParam('un identifiant d’usager');

/** A legal date, `yyyy-MM-dd`. */
export const legalDateParam = z.string().refine(isLegalDate, 'attendue : une date aaaa-mm-jj').meta({ format: 'date' });

const writeHeaders = z.object({ 'if-match': z.string().optional(), 'idempotency-key': z.string().min(8).max(128).optional() });

/** What a write carries besides its body. */
export type WriteRequest = Readonly<{ key: string | undefined; expectedVersion: number | undefined }>;

/** The idempotency key and the version that the caller saw. Throws REQUETE_INVALIDE. */
export const writeRequestOf = (headers: unknown): WriteRequest => {
  const read = new Validated(writeHeaders).transform(headers);
  return { key: read['idempotency-key'], expectedVersion: versionOf(read['if-match']) };
};

/** An agent acts for one département only. Throws DEPARTEMENT_ETRANGER. */
export const ownDepartement = (agent: Agent, departement: string): void => {
  if (agent.departement !== departement) throw new Failure('rejected', 'DEPARTEMENT_ETRANGER', { message: 'another département' });
};

/** What a controller may set on its answer. */
export type Reply = { header: (name: string, value: string) => Reply; code: (status: number) => Reply };
