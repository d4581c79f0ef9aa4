import { isLegalDate, type LegalDate } from '@relais/kernel';

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/;
const FRANCAISE = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?$/;
// Five digits: four could be a year. 10 000 is in 1927, 99 999 in 2173.
const SERIE = /^([1-9]\d{4})(?:[.,]0+)?$/;
/** Day 0 of a spreadsheet's calendar of 1900, as it counts after its 29 February 1900, which never was. */
const JOUR_ZERO = Date.UTC(1899, 11, 30);
const JOUR_MS = 86_400_000;

const ecrite = (texte: string): string | null => {
  const iso = ISO.exec(texte)?.[1];
  if (iso) return iso;
  const lue = FRANCAISE.exec(texte);
  return lue ? `${lue[4]}-${(lue[3] ?? '').padStart(2, '0')}-${(lue[1] ?? '').padStart(2, '0')}` : null;
};

/**
 * A date as files write it: `1982-02-01` (midnight allowed), `01/02/1982` (`.` or `-` too, the day
 * first), or a spreadsheet's serial number of five digits. Null when it is none, or not on the calendar.
 */
export const lireDateDeFichier = (texte: string): LegalDate | null => {
  const brut = texte.trim();
  const serie = SERIE.exec(brut)?.[1];
  const date = serie ? new Date(JOUR_ZERO + Number(serie) * JOUR_MS).toISOString().slice(0, 10) : ecrite(brut);
  return date !== null && isLegalDate(date) ? date : null;
};
