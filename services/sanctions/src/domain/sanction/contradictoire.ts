import { type LegalDate, ok, plusDays, refuse } from '@relais/kernel';
import { horsBornes } from './bornes.js';
import { type EnregistrerObservations, type OuvrirContradictoire } from './commands.js';
import { dejaDecidee, no, type Outcome, peutAgir } from './droits.js';
import { type SanctionRejection } from './rejections.js';
import { borneDe, type Mesure, plusSevere, regleContradictoire, type Regles } from './rules.js';
import { type Contradictoire, type Dossier, estOuvert } from './state.js';

type Annonce = Mesure & Readonly<{ taux: number; dureeMois: number }>;

const annonceDe = ({ annonce }: OuvrirContradictoire, { proposition }: Dossier): Annonce | undefined => {
  if (annonce) return { type: annonce.typeSanction, taux: annonce.taux, dureeMois: annonce.dureeMois };
  const { type, taux, dureeMois } = proposition;
  return taux === null || dureeMois === null ? undefined : { type, taux, dureeMois };
};

/** The person is told of the facts and of the sanction: the days to answer run from the day they received it. */
export const ouvrirContradictoire = (regles: Regles, command: OuvrirContradictoire, dossier: Dossier): Outcome => {
  const { acteur, departement, dateReception, aujourdhui } = command;
  if (!peutAgir(acteur, departement)) return no('ACTE_NON_HABILITE');
  if (!estOuvert(dossier)) return dejaDecidee(dossier);
  if (dateReception > aujourdhui) return no('DATE_INCOHERENTE', { champ: 'dateReception', auPlusTard: aujourdhui });
  if (dateReception < dossier.dateProposition) return no('DATE_INCOHERENTE', { champ: 'dateReception', auPlusTot: dossier.dateProposition });
  const annonce = annonceDe(command, dossier);
  if (!annonce) return no('ANNONCE_ABSENTE');
  const refusal = horsBornes(annonce, borneDe(dossier.proposition.manquement, 'REITERATION'), null);
  return refusal ? refuse(refusal) : annoncer(regles, command, { dossier, annonce });
};

const annoncer = (regles: Regles, command: OuvrirContradictoire, { dossier, annonce }: { dossier: Dossier; annonce: Annonce }): Outcome => {
  const { usagerId, departement, sanctionId, acteur, dateReception, aujourdhui } = command;
  const present = dossier.contradictoire;
  const { type, taux, dureeMois } = annonce;
  if (present?.dateReception === dateReception && present.type === type && present.taux === taux && present.dureeMois === dureeMois) return ok([]);
  const jours = regles.contradictoireJours;
  const data = {
    usagerId,
    departement,
    sanctionId,
    typeSanction: type,
    taux,
    dureeMois,
    dateReception,
    jours,
    dateLimite: plusDays(dateReception, jours),
    plusSevere: plusSevere(annonce, dossier.proposition),
    agentId: acteur.id,
    dateOuverture: aujourdhui,
    identifiantActivite: dossier.identifiantActivite,
    idConsequenceSanction: dossier.idConsequenceSanction,
    regle: regleContradictoire(regles),
  };
  return ok([{ type: 'ContradictoireOuvert', data }]);
};

export const enregistrerObservations = (command: EnregistrerObservations, dossier: Dossier): Outcome => {
  const { acteur, aujourdhui, usagerId, departement, sanctionId, dateReception, forme, assistee, motifLegitime } = command;
  if (!peutAgir(acteur, departement)) return no('ACTE_NON_HABILITE');
  if (!estOuvert(dossier)) return dejaDecidee(dossier);
  if (dateReception > aujourdhui) return no('DATE_INCOHERENTE', { champ: 'dateReception', auPlusTard: aujourdhui });
  const data = { usagerId, departement, sanctionId, dateReception, forme, assistee, motifLegitime, agentId: acteur.id };
  return ok([{ type: 'ObservationsRecues', data }]);
};

/** France Travail heard the person before it proposed: that counts for a sanction no harsher than its proposal. */
const tenuParFranceTravail = (regles: Regles, { auteur, proposition }: Dossier): Contradictoire | null => {
  const { dateAvertissement: dateReception, type, taux, dureeMois } = proposition;
  if (auteur !== 'FT' || dateReception === null) return null;
  return { type, taux, dureeMois, dateReception, dateLimite: plusDays(dateReception, regles.contradictoireJours) };
};

/** What is missing before a measure may be decided on that day (L. 262-37 III CASF). */
export const contradictoireManquant = (
  regles: Regles,
  dossier: Dossier,
  { mesure, le }: Readonly<{ mesure: Mesure; le: LegalDate }>,
): SanctionRejection | undefined => {
  const tenu = dossier.contradictoire ?? tenuParFranceTravail(regles, dossier);
  if (!tenu) return { code: 'CONTRADICTOIRE_ABSENT' };
  const { dateLimite, taux, dureeMois } = tenu;
  if (le <= dateLimite) return { code: 'CONTRADICTOIRE_EN_COURS', details: { dateLimite, decisionPossibleLe: plusDays(dateLimite, 1) } };
  if (!plusSevere(mesure, tenu)) return undefined;
  return { code: 'CONTRADICTOIRE_A_REFAIRE', details: { typeAnnonce: tenu.type, tauxAnnonce: taux, dureeAnnoncee: dureeMois } };
};
