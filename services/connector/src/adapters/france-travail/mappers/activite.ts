import { z } from 'zod';
import { type Activite } from '../../../domain/panier/activite.js';
import { listOf, maybeInstant, maybeText } from '../reading.js';

export type PageActivites = Readonly<{ activites: readonly Activite[]; hasMore: boolean; cursor: string | null }>;

const usager = z
  .object({ identifiant: maybeText, typeIdentifiant: maybeText.optional() })
  .transform(({ identifiant, typeIdentifiant }) => (typeIdentifiant === 'numeroFranceTravail' ? identifiant : null))
  .catch(null);

const attribut = z.object({ nom: z.string(), valeur: maybeText });

const activite = z
  .object({
    identifiantActivite: z.string().min(1),
    codeActivite: maybeText.optional(),
    usager: usager.optional(),
    dateCreation: maybeInstant.optional(),
    dateEcheance: maybeInstant.optional(),
    attributsSpecifiques: listOf(attribut).optional(),
  })
  .transform(
    (row): Activite => ({
      identifiantActivite: row.identifiantActivite,
      codeActivite: row.codeActivite ?? null,
      numeroFranceTravail: row.usager ?? null,
      dateCreation: row.dateCreation ?? null,
      dateEcheance: row.dateEcheance ?? null,
      attributs: Object.fromEntries(
        (row.attributsSpecifiques ?? []).flatMap(({ nom, valeur }) => (valeur === null ? [] : [[nom, valeur]])),
      ),
    }),
  );

const page = z.object({
  activites: z.array(z.unknown()),
  hasMore: z.boolean().catch(false).optional(),
  cursor: maybeText.optional(),
});

/** A page of the basket: v2's object, v1's bare array, or nothing at all (204). Undefined when it is none. */
export const readActivites = (json: unknown): PageActivites | undefined => {
  if (json === undefined) return { activites: [], hasMore: false, cursor: null };
  const rows = listOf(activite);
  if (Array.isArray(json)) return { activites: rows.parse(json), hasMore: false, cursor: null };
  const read = page.safeParse(json);
  if (!read.success) return undefined;
  const { activites, hasMore = false, cursor = null } = read.data;
  return { activites: rows.parse(activites), hasMore, cursor };
};
