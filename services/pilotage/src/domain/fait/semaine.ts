import { invalid, type LegalDate, plusDays } from '@relais/kernel';

const SEMAINE = /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/;
const DAYS = 7;

/** First day of an ISO 8601 week (`2026-W48` -> 2026-11-23). Throws SEMAINE_ILLISIBLE for another text. */
export const lundiDe = (semaine: string): LegalDate => {
  const [, annee = '', numero = ''] = SEMAINE.exec(semaine) ?? [];
  if (annee === '') throw invalid('SEMAINE_ILLISIBLE', 'not an ISO week');
  // 4 January is always in week 1.
  const quatre = `${annee}-01-04`;
  const depuisLundi = (new Date(`${quatre}T00:00:00.000Z`).getUTCDay() + DAYS - 1) % DAYS;
  return plusDays(quatre, (Number(numero) - 1) * DAYS - depuisLundi);
};
