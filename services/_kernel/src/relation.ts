/** Who asks, as far as relations to a person go. */
export type Demandeur = Readonly<{ departement: string | null; structure: Readonly<{ code: string; type: string }> | null }>;

/** Where a person stands: its département, and the structure that follows it (its organisme when none was named). */
export type SituationSuivi = Readonly<{
  departement: string;
  structure?: Readonly<{ code: string }> | null | undefined;
  organisme?: string | null | undefined;
}>;

/** True for an agent of the structure that follows the person; of the organisme when no structure was named. */
export const suitLaPersonne = ({ departement, structure }: Demandeur, suivi: SituationSuivi): boolean => {
  if (departement !== suivi.departement || structure === null) return false;
  return suivi.structure ? structure.code === suivi.structure.code : structure.type === suivi.organisme;
};

/** True for an agent of the département that decides for the person, or of its délégataire. Source: R. 262-107 CASF. */
export const decidePourLaPersonne = ({ departement, structure }: Demandeur, suivi: SituationSuivi): boolean =>
  departement === suivi.departement && (structure?.type === 'CD' || structure?.type === 'DCD');
