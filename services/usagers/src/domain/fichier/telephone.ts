import { ok, refuse, type Result } from '@relais/kernel';

const SEPARATEURS = /[\s.\-/()\u00a0\u202f]/g;
const NATIONAL = /^0[1-9]\d{8}$/;
// A spreadsheet takes a number for a quantity: the zero in front goes, a decimal part may come.
const SANS_ZERO = /^[1-9]\d{8}(?:[.,]0+)?$/;
const INTERNATIONAL = /^\+[1-9]\d{7,14}$/;
// Numbers of France and of the DROM, written the same inside the country: 0 and nine digits.
const FRANCE = /^\+(?:33|262|590|594|596)0?([1-9]\d{8})$/;

/**
 * A phone number as files write it, zero lost or not: `698943255`, `06.98.94.32.55`, `+33 (0)6 98 94 32 55`.
 * @returns `0` and nine digits, or `+` and the number of another country; null when there is none
 */
export const lireTelephone = (texte: string): Result<string | null, 'TELEPHONE_ILLISIBLE'> => {
  const brut = texte.trim();
  if (brut === '') return ok(null);
  if (SANS_ZERO.test(brut)) return ok(`0${brut.slice(0, 9)}`);
  const compact = brut.replace(SEPARATEURS, '').replace(/^00/, '+');
  if (NATIONAL.test(compact)) return ok(compact);
  if (SANS_ZERO.test(compact)) return ok(`0${compact}`);
  const francais = FRANCE.exec(compact)?.[1];
  if (francais) return ok(`0${francais}`);
  return INTERNATIONAL.test(compact) ? ok(compact) : refuse('TELEPHONE_ILLISIBLE');
};
