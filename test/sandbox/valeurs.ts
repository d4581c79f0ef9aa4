/** Small readers of values received from outside. */

/** A real calendar day `AAAA-MM-JJ`. */
export function estDate(valeur: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(valeur)) return false;
  const jour = new Date(`${valeur}T00:00:00.000Z`);
  return !Number.isNaN(jour.getTime()) && jour.toISOString().startsWith(valeur);
}

/** The fields of a JSON object, or an empty record for anything else. */
export function champs(valeur: unknown): Record<string, unknown> {
  return typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur) ? (valeur as Record<string, unknown>) : {};
}

/** One text field of a JSON object. */
export function champTexte(valeur: unknown, nom: string): string | undefined {
  const champ = champs(valeur)[nom];
  return typeof champ === 'string' ? champ : undefined;
}

/** An instant `jours` days later, ISO. */
export const plusJours = (instant: Date, jours: number): string =>
  new Date(instant.getTime() + jours * 86_400_000).toISOString();

/** An instant with the offset of Paris in winter and milliseconds, as the published examples write it. */
export const heureParis = (instant: string): string => new Date(Date.parse(instant) + 3_600_000).toISOString().replace('Z', '+01:00');
