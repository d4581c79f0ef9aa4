/** What one complete reading of the basket changes. */
export type DiffPanier<A> = Readonly<{
  /** Never seen before. */
  nouvelles: readonly A[];
  /** Seen before and still there. */
  connues: readonly string[];
  /** Seen before, gone in between, there again. */
  revenues: readonly string[];
  /** Seen before, no longer there: the act is done, here or elsewhere. France Travail sends no other sign. */
  disparues: readonly string[];
}>;

/** What is known of an activity: whether it is in the basket as far as we know. */
export type Connaissance = Readonly<{ identifiantActivite: string; presente: boolean }>;

/**
 * Compares what is known with what a complete reading shows; an activity shown twice counts once.
 * @param vues every page of the reading: an incomplete one would make the rest look gone
 */
export const diffPanier = <A extends Readonly<{ identifiantActivite: string }>>(
  connaissances: readonly Connaissance[],
  vues: readonly A[],
): DiffPanier<A> => {
  const known = new Map(connaissances.map(({ identifiantActivite, presente }) => [identifiantActivite, presente]));
  const shown = new Map(vues.map((activite) => [activite.identifiantActivite, activite]));
  const kept = [...known.keys()].filter((id) => shown.has(id));
  return {
    nouvelles: [...shown.values()].filter(({ identifiantActivite }) => !known.has(identifiantActivite)),
    connues: kept.filter((id) => known.get(id)),
    revenues: kept.filter((id) => !known.get(id)),
    disparues: [...known].filter(([id, presente]) => presente && !shown.has(id)).map(([id]) => id),
  };
};
