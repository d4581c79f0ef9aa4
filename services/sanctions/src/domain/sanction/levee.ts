import { ok } from '@relais/kernel';
import { type LeverSuspension } from './commands.js';
import { no, type Outcome, peutDecider } from './droits.js';
import { type SanctionRejection } from './rejections.js';
import { type DecisionPrise, type Dossier } from './state.js';

/** A suspension ends before its term when the contract is drawn up or the obligations are met (R. 262-68, R. 262-68-1 CASF). */
export const lever = (command: LeverSuspension, dossier: Dossier): Outcome => {
  const { usagerId, departement, sanctionId, acteur, motif, dateLevee } = command;
  if (!peutDecider(acteur, departement)) return no('DECISION_NON_HABILITEE');
  const { statut, decision, levee, identifiantActivite, idConsequenceSanction } = dossier;
  if (levee?.motif === motif && levee.dateLevee === dateLevee) return ok([]);
  if (statut !== 'SUSPENDUE' || !decision) return no('LEVEE_IMPOSSIBLE', { statut });
  const refusal = dateInterdite(command, decision);
  if (refusal) return no(refusal.code, refusal.details);
  const decideur = { decideurId: acteur.id, decideurStructure: acteur.structure?.code ?? '' };
  return ok([{ type: 'SuspensionLevee', data: { usagerId, departement, sanctionId, motif, dateLevee, ...decideur, identifiantActivite, idConsequenceSanction } }]);
};

/** From the decision to its term; only a withdrawal goes beyond. */
const dateInterdite = ({ dateLevee, motif, aujourdhui }: LeverSuspension, { dateDecision, dateFin }: DecisionPrise): SanctionRejection | undefined => {
  if (dateLevee < dateDecision || dateLevee > aujourdhui) {
    return { code: 'DATE_INCOHERENTE', details: { champ: 'dateLevee', auPlusTot: dateDecision, auPlusTard: aujourdhui } };
  }
  const over = dateFin !== null && dateLevee >= dateFin && motif !== 'RETRAIT';
  return over ? { code: 'LEVEE_IMPOSSIBLE', details: { statut: 'SUSPENDUE', dateFin } } : undefined;
};
