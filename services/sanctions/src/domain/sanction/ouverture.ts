import { ok, refuse } from '@relais/kernel';
import { type ProposerSanction, type RecevoirProposition } from './commands.js';
import { horsBornes } from './bornes.js';
import { no, type Outcome, peutAgir } from './droits.js';
import { type SanctionProposee } from './events.js';
import { borneDe, type Composition, echeanceInstruction, regleInstruction, type Regles } from './rules.js';
import { estOuvert, type Sanctions } from './state.js';

type Foyer = Pick<SanctionProposee['data'], 'nombrePersonnes' | 'majorationParentIsole' | 'compositionOrigine'>;

const foyerDe = (composition: Composition | null): Foyer => ({
  nombrePersonnes: composition?.nombrePersonnes ?? null,
  majorationParentIsole: composition?.majorationParentIsole ?? false,
  compositionOrigine: composition?.origine ?? null,
});

/** France Travail proposes: a case opens, once for each consequence of sanction. */
export const recevoir = (regles: Regles, { type: _, situation, echeance, ...proposition }: RecevoirProposition, state: Sanctions): Outcome => {
  const known = Object.values(state.dossiers).some(({ idConsequenceSanction }) => idConsequenceSanction === proposition.idConsequenceSanction);
  if (known) return ok([]);
  const data = {
    ...proposition,
    ...foyerDe(situation.composition),
    auteur: 'FT' as const,
    proposeurId: null,
    echeance: echeance ?? echeanceInstruction(regles, proposition.dateProposition),
    regle: regleInstruction(regles),
  };
  return ok([{ type: 'SanctionProposee', data }]);
};

/** An agent of the département proposes; somebody else will decide. */
export const proposer = (regles: Regles, command: ProposerSanction, state: Sanctions): Outcome => {
  const { acteur, departement, situation, aujourdhui, dateManquement } = command;
  if (!peutAgir(acteur, departement)) return no('ACTE_NON_HABILITE');
  if (situation.droit === 'INCONNU') return no('USAGER_INCONNU');
  if (situation.droit === 'FERME') return no('DROIT_FERME');
  if (dateManquement > aujourdhui) return no('DATE_INCOHERENTE', { champ: 'dateManquement', auPlusTard: aujourdhui });
  const same = Object.values(state.dossiers).find(
    (dossier) =>
      estOuvert(dossier) &&
      dossier.auteur === 'CD' &&
      dossier.proposition.manquement === command.manquement &&
      dossier.proposition.dateManquement === dateManquement,
  );
  if (same) return no('SANCTION_DEJA_PROPOSEE', { sanctionId: same.sanctionId });
  return ouvrir(regles, command);
};

const ouvrir = (regles: Regles, command: ProposerSanction): Outcome => {
  const { acteur, aujourdhui, typeSanction, manquement, taux, dureeMois } = command;
  const composition = command.composition ?? command.situation.composition;
  // The rank is judged at the decision: the widest row here.
  const refusal = horsBornes({ type: typeSanction, taux, dureeMois }, borneDe(manquement, 'REITERATION'), composition);
  if (refusal && refusal.code !== 'COMPOSITION_A_VERIFIER') return refuse(refusal);
  const { usagerId, departement, sanctionId, dateManquement } = command;
  const data = {
    usagerId,
    departement,
    sanctionId,
    auteur: 'CD' as const,
    proposeurId: acteur.id,
    identifiantActivite: null,
    idConsequenceSanction: null,
    typeSanction,
    manquement,
    dateManquement,
    dateAvertissement: null,
    taux,
    dureeMois,
    ...foyerDe(composition),
    dateProposition: aujourdhui,
    echeance: echeanceInstruction(regles, aujourdhui),
    regle: regleInstruction(regles),
  };
  return ok([{ type: 'SanctionProposee', data }]);
};
