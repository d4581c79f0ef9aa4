import { z } from 'zod';
import { type Instant, type LegalDate, legalDateOf } from '@relais/kernel';
import { type ContratVu } from '../../../domain/contrat/acte.js';
import { midnightOf } from '../dates.js';
import { maybeInstant, maybeText } from '../reading.js';

const date = maybeInstant.optional().transform((value) => (value ? legalDateOf(value) : null));

const contrat = z
  .object({ etat: maybeText.optional(), dateSignature: date, dateRefus: date })
  .transform(({ etat, dateSignature, dateRefus }): ContratVu => ({ etat: etat ?? null, dateSignature, dateRefus }));

/** lecture v1: a contract, or nothing (204). Undefined when it is neither. */
export const readContrat = (json: unknown): ContratVu | null | undefined => {
  if (json === undefined) return null;
  const read = contrat.safeParse(json);
  return read.success ? read.data : undefined;
};

/** The API wants an instant for a day, and none of the future: midnight in Paris, for midnight UTC comes an hour or two after the day began. */
export const writeJour = (jour: LegalDate): Instant => midnightOf(jour);
