import { legalDateOf } from '@relais/kernel';
import { compteDeStructure, type Contexte } from './contexte.js';
import { remettreASigner } from './cycle-contrat.js';
import { activitesDe, type Mutation } from './etat.js';
import { type Activite, type Decision, type Organisme, type Orientation, type Parcours, type Structure, type Usager } from './modele.js';
import { plusJours } from './valeurs.js';

/** Life cycle of an orientation (fact sheet section 8.1): each act gives the mutations to emit together. */

const DELAI_DECISION_JOURS = 42;
const DELAI_PREMIER_RDV_JOURS = 30;
const ALERTE_JOURS = 7;

export interface Acte {
  contexte: Contexte;
  instant: Date;
  usager: Usager;
  /** pa-identifiant-agent of the caller. */
  agent: string;
}

export interface Choix {
  parcours: Parcours;
  organisme: Organisme;
  structure?: Structure | undefined;
}

export interface Proposition extends Choix {
  structureDecision?: Structure | undefined;
  /** Deadline of the decision, ISO instant. */
  echeance?: string | undefined;
  criteres?: Record<string, unknown> | undefined;
}

const orientationsDe = ({ contexte, usager }: Acte): Orientation[] =>
  contexte.depot.etat.orientations.get(usager.numeroFranceTravail) ?? [];

/** Latest orientation of the person in this state. */
export const orientationEn = (acte: Acte, ...etats: Orientation['etat'][]): Orientation | undefined =>
  orientationsDe(acte).findLast(({ etat }) => etats.includes(etat));

/** Structure that decides for this person: the first département structure, else the first one. */
export function structureDecideuse(contexte: Contexte, usager: Usager): { organisme: Organisme; structure: Structure } | undefined {
  const comptes = usager.structures.flatMap((code) => compteDeStructure(contexte, code) ?? []);
  const compte = comptes.find(({ structure }) => structure.type === 'CD') ?? comptes[0];
  if (!compte) return undefined;
  const { code_aurore, type, libelle } = compte.structure;
  return { organisme: type, structure: { code_aurore, libelle_structure: libelle } };
}

/** An activity for a basket; `echeance` is an ISO instant. */
export function activite(acte: Acte, pose: Pick<Activite, 'codeActivite' | 'panier' | 'attributs'> & { echeance: string }): Activite {
  const { contexte, instant, usager } = acte;
  const { echeance, ...champs } = pose;
  const uuid = contexte.depot.uuid('activite');
  const proche = new Date(Math.max(instant.getTime(), Date.parse(echeance) - ALERTE_JOURS * 86_400_000));
  return {
    identifiantActivite: `${50_000 + contexte.depot.etat.compteur}$${uuid}`,
    numeroFranceTravail: usager.numeroFranceTravail,
    ...champs,
    dateCreation: instant.toISOString(),
    dateEcheance: echeance,
    dateEcheanceProche: proche.toISOString(),
  };
}

/** A person already oriented is oriented anew: its own activity, where the published list has it. */
const codeDecision = (acte: Acte): string =>
  acte.contexte.depot.etat.reglages.reorientationAct414 && orientationEn(acte, 'OUVERT') ? 'ACT414' : 'ACT382';

function decisionAPrendre(acte: Acte, orientation: Orientation, echeance?: string): Activite {
  const panier = { organisme: orientation.organismeDecision, structure: orientation.structureDecision?.code_aurore ?? null };
  const attributs = [
    { nom: 'typeOrganismeAccompagnateur', valeur: orientation.organisme },
    { nom: 'codeInseeCommune', valeur: acte.usager.adresse?.codeInseeCommune ?? '' },
    { nom: 'typeParcours', valeur: orientation.parcours },
  ].filter(({ valeur }) => valeur !== '');
  return activite(acte, {
    codeActivite: codeDecision(acte),
    echeance: echeance ?? plusJours(acte.instant, DELAI_DECISION_JOURS),
    panier,
    attributs,
  });
}

function premierRendezVous(acte: Acte, orientation: Orientation): Activite {
  const { organisme } = orientation;
  const decideuse = organisme === orientation.organismeDecision ? orientation.structureDecision : undefined;
  const structure = orientation.structure?.code_aurore ?? decideuse?.code_aurore ?? null;
  const echeance = plusJours(acte.instant, DELAI_PREMIER_RDV_JOURS);
  const attributs = [{ nom: 'motif', valeur: 'ACC' }];
  return activite(acte, { codeActivite: 'ACT380', echeance, panier: { organisme, structure }, attributs });
}

function retirerActivites({ contexte, usager }: Acte, ...codes: string[]): Mutation[] {
  return activitesDe(contexte.depot.etat, usager.numeroFranceTravail)
    .filter(({ codeActivite }) => codes.includes(codeActivite))
    .map(({ identifiantActivite }) => ({ type: 'activite-retiree', identifiantActivite }));
}

function cloturer(acte: Acte, motif: string, garder: string): Mutation[] {
  return orientationsDe(acte)
    .filter(({ id, etat }) => id !== garder && etat !== 'CLOTURE')
    .map((ancienne) => ({
      type: 'orientation-enregistree',
      orientation: {
        ...ancienne,
        etat: 'CLOTURE',
        dateSortieParcours: legalDateOf(acte.instant),
        motifSortieParcours: motif,
        dateModification: acte.instant.toISOString(),
      },
    }));
}

function nouvelle(acte: Acte, choix: Choix, deciseur: { structureDecision?: Structure | undefined }): Orientation {
  const { contexte, instant, usager, agent } = acte;
  const decideuse = structureDecideuse(contexte, usager);
  return {
    id: contexte.depot.uuid('orientation'),
    numeroFranceTravail: usager.numeroFranceTravail,
    ...choix,
    organismeDecision: decideuse?.organisme ?? 'FT',
    structureDecision: deciseur.structureDecision ?? decideuse?.structure,
    statut: 'PRECONISE',
    etat: 'BROUILLON',
    agentCreation: agent,
    agentDerniereModification: agent,
    dateCreation: instant.toISOString(),
    dateModification: instant.toISOString(),
    criteres: {},
  };
}

export interface Resultat {
  orientation: Orientation;
  mutations: Mutation[];
}

/**
 * Writes a proposal: incomplete gives BROUILLON, complete gives EN_ATTENTE and ACT382 for the deciding structure.
 * It takes the place of a proposal not decided yet.
 */
export function proposer(acte: Acte, proposition: Proposition & { complete: boolean }): Resultat {
  const { echeance, criteres, complete, structureDecision, ...choix } = proposition;
  const ancienne = orientationEn(acte, 'BROUILLON', 'EN_ATTENTE');
  const instant = acte.instant.toISOString();
  const orientation: Orientation = {
    ...(ancienne ?? nouvelle(acte, choix, { structureDecision })),
    ...choix,
    ...(structureDecision && { structureDecision }),
    etat: complete ? 'EN_ATTENTE' : 'BROUILLON',
    criteres: { ...ancienne?.criteres, ...criteres },
    dateSaisieDonnees: criteres ? instant : ancienne?.dateSaisieDonnees,
    agentDerniereModification: acte.agent,
    dateModification: instant,
  };
  const mutations: Mutation[] = [{ type: 'orientation-enregistree', orientation }, ...retirerActivites(acte, 'ACT382', 'ACT414')];
  if (complete) mutations.push({ type: 'activite-ajoutee', activite: decisionAPrendre(acte, orientation, echeance) });
  return { orientation, mutations };
}

function ouvrir(acte: Acte, orientation: Orientation): Resultat {
  const mutations: Mutation[] = [
    ...cloturer(acte, 'Nouvelle orientation', orientation.id),
    { type: 'orientation-enregistree', orientation },
    ...remettreASigner(acte.contexte, orientation),
    ...retirerActivites(acte, 'ACT382', 'ACT414', 'ACT380'),
    { type: 'activite-ajoutee', activite: premierRendezVous(acte, orientation) },
  ];
  return { orientation, mutations };
}

/** Decides a proposal: it opens, ACT382 goes, ACT380 comes for the designated organisme, the former orientation closes. */
export function decider(acte: Acte, enAttente: Orientation, issue: { decision: Decision; choix: Choix }): Resultat {
  return ouvrir(acte, {
    ...enAttente,
    ...issue.choix,
    statut: 'DECIDE',
    etat: 'OUVERT',
    organismeDecision: issue.decision.organisme_decision,
    structureDecision: issue.decision.structure_decision ?? enAttente.structureDecision,
    decision: issue.decision,
    dateEntreeParcours: issue.decision.date_decision,
    agentDerniereModification: acte.agent,
    dateModification: acte.instant.toISOString(),
  });
}

/** Orients without criteria (POST /orientation): open at once. */
export function forcer(acte: Acte, demande: Choix & { dateEntreeParcours?: string; structureDecision?: Structure; origine: string }): Resultat {
  const { dateEntreeParcours, structureDecision, origine, ...choix } = demande;
  return ouvrir(acte, {
    ...nouvelle(acte, choix, { structureDecision }),
    statut: 'DECIDE',
    etat: 'OUVERT',
    dateEntreeParcours: dateEntreeParcours ?? legalDateOf(acte.instant),
    criteres: { origine },
  });
}
