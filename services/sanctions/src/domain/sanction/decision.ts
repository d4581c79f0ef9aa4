import { type LegalDate, ok, plusMonths, refuse, type Result } from '@relais/kernel';
import { horsBornes } from './bornes.js';
import { type Classer, type DeciderSanction, type Sanctionner } from './commands.js';
import { contradictoireManquant } from './contradictoire.js';
import { dejaDecidee, no, type Outcome, peutDecider } from './droits.js';
import { type Decision } from './events.js';
import { type SanctionRejection } from './rejections.js';
import { borneDe, type Composition, type Rang, type Regles } from './rules.js';
import { type Dossier, estOuvert, type Sanctions } from './state.js';

type Cas = Readonly<{ regles: Regles; state: Sanctions; dossier: Dossier }>;

/** A decision on a known case: who decides, then what. */
export const decider = (command: DeciderSanction, cas: Cas): Outcome => {
  const { acteur, departement, choix } = command;
  if (!peutDecider(acteur, departement)) return no('DECISION_NON_HABILITEE');
  if (!estOuvert(cas.dossier)) return memeDecision(command, cas.dossier);
  return choix.sens === 'CLASSER' ? classer(command, choix, cas.dossier) : sanctionner(command, choix, cas);
};

/** The same decision again changes nothing. */
const memeDecision = ({ acteur, choix }: DeciderSanction, dossier: Dossier): Outcome => {
  const { decision } = dossier;
  const same =
    decision?.sens === choix.sens &&
    decision.decideurId === acteur.id &&
    (choix.sens === 'CLASSER' ? decision.motif === choix.motif : decision.taux === choix.taux && decision.dureeMois === choix.dureeMois);
  return same ? ok([]) : dejaDecidee(dossier);
};

const classer = (command: DeciderSanction, { motif }: Classer, dossier: Dossier): Outcome => {
  const { usagerId, departement, sanctionId, aujourdhui, acteur } = command;
  const { identifiantActivite, idConsequenceSanction } = dossier;
  const decideur = { decideurId: acteur.id, decideurStructure: acteur.structure?.code ?? '' };
  const data = { usagerId, departement, sanctionId, motif, dateDecision: aujourdhui, ...decideur, identifiantActivite, idConsequenceSanction };
  return ok([{ type: 'SanctionClassee', data }]);
};

const empechement = ({ acteur, situation }: DeciderSanction, { proposeurs, motifLegitime }: Dossier): SanctionRejection | undefined => {
  if (situation.droit !== 'OUVERT') return { code: 'DROIT_FERME' };
  // À confirmer: impartiality (L. 100-2 CRPA); no text on the RSA that was found says it of who proposes.
  if (proposeurs.includes(acteur.id)) return { code: 'DECIDEUR_PROPOSANT' };
  return motifLegitime === 'RETENU' ? { code: 'MOTIF_LEGITIME_RETENU' } : undefined;
};

const sanctionner = (command: DeciderSanction, choix: Sanctionner, cas: Cas): Outcome => {
  const { dossier, regles } = cas;
  const refusal = empechement(command, dossier);
  if (refusal) return refuse(refusal);
  const rang = rangDe(choix, command.aujourdhui, cas);
  if (!rang.ok) return rang;
  const composition = choix.composition ?? command.situation.composition;
  if (!composition) return no('COMPOSITION_INCONNUE');
  const type = choix.sens === 'SUPPRIMER' ? 'SUPPRESSION' : 'SUSPENSION';
  const mesure = { type, taux: choix.taux, dureeMois: choix.dureeMois } as const;
  const forbidden =
    suppressionInterdite(choix, rang.value, command.aujourdhui) ??
    horsBornes(mesure, borneDe(dossier.proposition.manquement, rang.value), composition) ??
    contradictoireManquant(regles, dossier, { mesure, le: command.aujourdhui });
  return forbidden ? refuse(forbidden) : prononcer(command, choix, { dossier, rang: rang.value, composition });
};

/** The rank asked for, or the one that the history shows; a réitération must be established. */
const rangDe = ({ rang, sanctionPrecedenteLe }: Sanctionner, aujourdhui: LegalDate, { regles, state, dossier }: Cas): Result<Rang, SanctionRejection> => {
  const depuis = plusMonths(aujourdhui, -regles.reiterationMois);
  const earlier = Object.values(state.dossiers)
    .filter(({ sanctionId, statut, levee }) => sanctionId !== dossier.sanctionId && isSanction(statut) && levee?.motif !== 'RETRAIT')
    .map(({ decision }) => decision?.dateDecision ?? '');
  const established = [...earlier, sanctionPrecedenteLe ?? ''].some((date) => date >= depuis && date <= aujourdhui);
  if (rang === 'REITERATION' && !established) return no('REITERATION_NON_ETABLIE', { depuis });
  return ok(rang ?? (established ? 'REITERATION' : 'PREMIER'));
};

const isSanction = (statut: Dossier['statut']): boolean => statut === 'SUSPENDUE' || statut === 'SUPPRIMEE' || statut === 'LEVEE';

const suppressionInterdite = ({ sens, avisEquipeLe }: Sanctionner, rang: Rang, aujourdhui: LegalDate): SanctionRejection | undefined => {
  if (sens !== 'SUPPRIMER') return undefined;
  if (rang === 'PREMIER') return { code: 'SUPPRESSION_AU_PREMIER_MANQUEMENT' };
  if (avisEquipeLe === null) return { code: 'AVIS_EQUIPE_ABSENT' };
  return avisEquipeLe > aujourdhui ? { code: 'DATE_INCOHERENTE', details: { champ: 'avisEquipeLe', auPlusTard: aujourdhui } } : undefined;
};

type Prononce = Readonly<{ dossier: Dossier; rang: Rang; composition: Composition }>;

const prononcer = (command: DeciderSanction, choix: Sanctionner, { dossier, rang, composition }: Prononce): Outcome => {
  const { usagerId, departement, sanctionId, acteur, aujourdhui } = command;
  const { manquement, dateManquement } = dossier.proposition;
  const decision: Decision = {
    manquement,
    dateManquement,
    rang,
    taux: choix.taux,
    dureeMois: choix.dureeMois,
    nombrePersonnes: composition.nombrePersonnes,
    majorationParentIsole: composition.majorationParentIsole,
    compositionOrigine: composition.origine,
    dateDecision: aujourdhui,
    // The letter leaves the day it is decided: the measure runs from there.
    dateNotification: aujourdhui,
    dateFin: plusMonths(aujourdhui, choix.dureeMois),
    decideurId: acteur.id,
    decideurStructure: acteur.structure?.code ?? '',
    identifiantActivite: dossier.identifiantActivite,
    idConsequenceSanction: dossier.idConsequenceSanction,
    regle: borneDe(manquement, rang).id,
  };
  const data = { usagerId, departement, sanctionId, ...decision };
  if (choix.sens === 'SUSPENDRE' || choix.avisEquipeLe === null) return ok([{ type: 'SuspensionDecidee', data }]);
  return ok([{ type: 'SuppressionDecidee', data: { ...data, avisEquipeLe: choix.avisEquipeLe } }]);
};

