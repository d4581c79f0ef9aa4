import { z } from 'zod';
import { instantFrom, legalDateFrom } from './dates.js';

/** Tolerant readers: unknown fields ignored, numbers as text, null, "null" and blanks as absent. */

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** A text that may be absent, null, blank, the word "null", or of another type. */
export const maybeText = z
  .unknown()
  .transform((value) => {
    const read = scalar.safeParse(value);
    const text = read.success ? read.data.trim() : '';
    return text === '' || text === 'null' ? null : text;
  });

export const maybeInstant = maybeText.transform((text) => (text === null ? null : (instantFrom(text) ?? null)));
export const maybeLegalDate = maybeText.transform((text) => (text === null ? null : (legalDateFrom(text) ?? null)));

/** An array, or nothing; elements that do not fit are left out. */
export const listOf = <T>(element: z.ZodType<T>) =>
  z.unknown().transform((value): T[] =>
    (Array.isArray(value) ? value : []).flatMap((item: unknown) => {
      const read = element.safeParse(item);
      return read.success ? [read.data] : [];
    }),
  );

/** Drops what is null or undefined, at every level: France Travail takes an absent field, not a null one. */
export const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null && field !== undefined)
      .map(([name, field]) => [name, withoutNulls(field)]),
  );
};
