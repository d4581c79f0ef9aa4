import { z } from 'zod';
import { type LegalDate } from '@relais/kernel';
import { type ContratVu } from '../../../domain/contrat/acte.js';
import { maybeLegalDate, maybeText } from '../reading.js';

const date = maybeLegalDate.optional().transform((value) => value ?? null);

const contrat = z
  .object({ etat: maybeText.optional(), dateSignature: date, dateRefus: date })
  .transform(({ etat, dateSignature, dateRefus }): ContratVu => ({ etat: etat ?? null, dateSignature, dateRefus }));

/** lecture v1: a contract, or nothing (204). Undefined when it is neither. */
export const readContrat = (json: unknown): ContratVu | null | undefined => {
  if (json === undefined) return null;
  const read = contrat.safeParse(json);
  return read.success ? read.data : undefined;
};

/** The API wants an instant for a day: midnight UTC, as in its examples, is that same day in Paris. */
export const writeJour = (jour: LegalDate): string => `${jour}T00:00:00.000Z`;
