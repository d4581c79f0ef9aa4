import { legalDateOf } from '@relais/kernel';
import { type Events } from '@relais/schemas';
import { type Manquement, type RecevoirProposition, type Situation } from '../../domain/sanction/index.js';

/**
 * Families of manquement as France Travail codes them. F03 does not say whether the person refused to draw
 * up the contract or to update it: the bounds are the same (R. 262-68 CASF).
 */
const FAMILLES: Readonly<Record<string, Manquement>> = { F01: 'OBLIGATIONS_CONTRAT', F03: 'REFUS_ELABORER', F04: 'REFUS_OFFRES' };

/** The command that a proposal of France Travail asks for; a share in euros has no rate. */
export const commandeDe = (
  data: Events['connector.PropositionSanctionRecue'],
  { sanctionId, situation }: Readonly<{ sanctionId: string; situation: Situation }>,
): RecevoirProposition => ({
  type: 'RecevoirProposition',
  usagerId: data.usagerId,
  departement: data.departement,
  sanctionId,
  identifiantActivite: data.identifiantActivite,
  idConsequenceSanction: data.idConsequenceSanction,
  typeSanction: data.typeSanction === 'SUPPR_RSA' ? 'SUPPRESSION' : 'SUSPENSION',
  manquement: FAMILLES[data.familleManquement ?? ''] ?? 'AUTRE',
  dateManquement: data.dateManquement,
  dateAvertissement: data.dateAvertissement,
  taux: data.modalite === 'P' ? data.montant : null,
  dureeMois: data.dureeMois,
  dateProposition: legalDateOf(data.dateCreation),
  echeance: data.dateEcheance === null ? null : legalDateOf(data.dateEcheance),
  situation,
});
