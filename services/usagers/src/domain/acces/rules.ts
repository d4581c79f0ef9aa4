import { ok, refuse, type Rejection, type Result } from '@relais/kernel';

/** The agent who asks, as far as access goes. */
export type Demandeur = Readonly<{
  departement: string | null;
  structure: Readonly<{ code: string; type: string }> | null;
}>;

export type SituationUsager = Readonly<{
  departement: string;
  /** The structure that follows the person now. */
  structureCode: string | null;
}>;

export type FondementAcces = 'RATTACHEMENT' | 'CONSEIL_DEPARTEMENTAL';

/**
 * Who may read a person's identity: the structure that follows the person, while it does, and the
 * conseil départemental that decides for that person. Source: R. 262-107 CASF (agents individually
 * habilitated, need to know); CNIL SAN-2026-003 (rights too wide).
 */
export const lectureIdentite = (
  { departement, structure }: Demandeur,
  usager: SituationUsager,
): Result<FondementAcces, Rejection<'USAGER_NON_RATTACHE'>> => {
  if (structure && structure.code === usager.structureCode) return ok('RATTACHEMENT');
  if (structure?.type === 'CD' && departement === usager.departement) return ok('CONSEIL_DEPARTEMENTAL');
  return refuse({ code: 'USAGER_NON_RATTACHE' });
};
