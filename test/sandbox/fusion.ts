import { type Contexte } from './contexte.js';
import { activitesDe, type Mutation } from './etat.js';
import { type Usager } from './modele.js';

/**
 * France Travail merges two records of a person: the former number is unknown from then on, what it held goes on under
 * the other, and its appointments get other ids (ID_NON_RECONNU for who kept them).
 */
export function fusionner({ depot }: Contexte, ancien: Usager, nouveau: Usager): Mutation[] {
  const { etat } = depot;
  const de = ancien.numeroFranceTravail;
  const numeroFranceTravail = nouveau.numeroFranceTravail;
  const contrat = etat.contrats.get(de);
  const dossier = etat.dossiers.get(de);
  const inscription = etat.inscriptions.get(de);
  const activites = activitesDe(etat, de);
  return [
    ...(etat.orientations.get(de) ?? []).map((orientation): Mutation => ({ type: 'orientation-enregistree', orientation: { ...orientation, numeroFranceTravail } })),
    ...(etat.manquements.get(de) ?? []).map((manquement): Mutation => ({ type: 'manquement-enregistre', manquement: { ...manquement, numeroFranceTravail } })),
    ...(etat.entretiens.get(de) ?? []).map((entretien): Mutation => ({ type: 'entretien-enregistre', entretien: { ...entretien, numeroFranceTravail } })),
    ...(etat.rendezVous.get(de) ?? []).map((pris): Mutation => ({ type: 'rendez-vous-enregistre', rendezVous: { ...pris, id: depot.uuid('rendez-vous'), numeroFranceTravail } })),
    ...(contrat && !etat.contrats.has(numeroFranceTravail) ? [{ type: 'contrat-enregistre', contrat: { ...contrat, numeroFranceTravail } } as const] : []),
    ...(dossier && !etat.dossiers.has(numeroFranceTravail) ? [{ type: 'dossier-enregistre', dossier: { ...dossier, numeroFranceTravail } } as const] : []),
    ...(inscription && !etat.inscriptions.has(numeroFranceTravail) ? [{ type: 'inscription-enregistree', inscription: { ...inscription, numeroFranceTravail } } as const] : []),
    { type: 'usager-retire', numeroFranceTravail: de },
    ...activites.map((activite): Mutation => ({ type: 'activite-ajoutee', activite: { ...activite, numeroFranceTravail } })),
    { type: 'usager-enregistre', usager: { ...nouveau, nir: nouveau.nir ?? ancien.nir, structures: [...new Set([...nouveau.structures, ...ancien.structures])] } },
  ];
}
