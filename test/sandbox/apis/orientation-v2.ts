import { type Api, type AppelUsager, type Reponse } from '../api.js';
import { preconiser, REGLES_CRITERES } from '../criteres.js';
import { decider, forcer, orientationEn, proposer, type Acte, type Choix } from '../cycle-orientation.js';
import { ORGANISMES, PARCOURS, type Decision, type Organisme, type Orientation, type Structure, type Usager } from '../modele.js';
import { messageValeurs, type Regle } from '../regles.js';
import { champs, champTexte } from '../valeurs.js';
import { adresseDe, connus, criteresDe, dialecte, ETATS_LUS, MOTIFS_REFUS } from './orientation-commun.js';

// The agent of v2 is derived from the account, never from what is sent.
const { erreur, refuser, ecriture } = dialecte('v2', ({ client }) => client.clientId);

interface Entite {
  organisme: { code: Organisme };
  structure?: { code: string; libelle?: string | undefined } | undefined;
}

const entite = (code: Organisme, structure: Structure | undefined): Entite => ({
  organisme: { code },
  structure: structure?.code_aurore === undefined ? undefined : { code: structure.code_aurore, libelle: structure.libelle_structure },
});

/** Has the person been oriented before this one? */
const dejaOriente = (orientation: Orientation, toutes: readonly Orientation[]): boolean =>
  toutes.some((autre) => autre.id !== orientation.id && autre.decision !== undefined && autre.dateCreation < orientation.dateCreation);

function statutDe(orientation: Orientation, toutes: readonly Orientation[]): string {
  if (orientation.modifiee) return 'MODIFIE';
  return dejaOriente(orientation, toutes) ? `${orientation.statut}_REORIENTATION` : orientation.statut;
}

function commun(orientation: Orientation, usager: Usager, toutes: readonly Orientation[]): object {
  const { organisme, structure, organismeDecision, structureDecision, decision } = orientation;
  return {
    parcours: orientation.parcours,
    responsable_usager: entite(usager.brsa ? 'CD' : 'FT', usager.brsa && organismeDecision === 'CD' ? structureDecision : undefined),
    competent_decision: entite(organismeDecision, structureDecision),
    prise_decision: decision && entite(decision.organisme_decision, decision.structure_decision ?? structureDecision),
    referent_parcours: entite(organisme, structure),
    statut: statutDe(orientation, toutes),
    etat: orientation.etat,
    agent_creation: orientation.agentCreation,
    agent_derniere_modification: orientation.agentDerniereModification,
    date_entree_parcours: orientation.dateEntreeParcours,
    date_sortie_parcours: orientation.dateSortieParcours,
    motif_sortie_parcours: orientation.motifSortieParcours,
    date_creation: orientation.dateCreation,
    date_modification: orientation.dateModification,
  };
}

const decisionLue = ({ decision, organisme, structure }: Orientation): object | undefined =>
  decision && {
    etat_decision: decision.etat_decision,
    date_decision: decision.date_decision,
    agent_decision: decision.agent_decision,
    motif_refus: decision.motif_refus,
    commentaire_refus: decision.commentaire_refus,
    referent_parcours: decision.etat_decision === 'REFUSEE' ? entite(organisme, structure) : undefined,
  };

const orientationsDe = ({ contexte, usager }: Acte): Orientation[] => contexte.depot.etat.orientations.get(usager.numeroFranceTravail) ?? [];

function lire(appel: AppelUsager): Reponse {
  const { usager, requete, contexte } = appel;
  const demande = requete['etatOrientation'];
  if (demande !== undefined && !(ETATS_LUS as readonly string[]).includes(demande)) return refuser(appel, 'lectureOrientation', messageValeurs('etatOrientation', ETATS_LUS));
  if (!usager) return { status: 204 };
  const toutes = contexte.depot.etat.orientations.get(usager.numeroFranceTravail) ?? [];
  const corps = toutes
    .filter(({ etat }) => demande === undefined || etat === demande)
    .map((orientation) => ({
      ...commun(orientation, usager, toutes),
      origine: orientation.criteres['origine'],
      criteres_orientation: { ...criteresDe(orientation, usager), date_saisie_donnees: orientation.dateSaisieDonnees?.replace('Z', '') },
      decision: decisionLue(orientation),
    }));
  return { status: 200, corps };
}

function calculer(appel: AppelUsager, acte: Acte, corps: Record<string, unknown>): Reponse {
  const criteres = { ...orientationEn(acte, 'BROUILLON', 'EN_ATTENTE')?.criteres, ...connus(corps) };
  const { orientation, mutations } = proposer(acte, { ...preconiser(criteres), criteres });
  appel.contexte.depot.emettre(...mutations);
  const { usager } = acte;
  const lus = { ...orientation.criteres, date_naissance: usager.dateNaissance, adresse: adresseDe(usager) };
  return { status: 200, corps: { ...commun(orientation, usager, orientationsDe(acte)), criteres_orientation: lus } };
}

const organismeRecu = (corps: Record<string, unknown>): string | undefined => champTexte(champs(corps['referent_parcours'])['organisme'], 'code');

/** The organisme chosen, or what is wrong with it. */
function problemeReferent(corps: Record<string, unknown>, obligatoire: boolean): string | undefined {
  const code = organismeRecu(corps);
  if (code === undefined) return obligatoire ? 'Le champ referentParcours est obligatoire' : undefined;
  return (ORGANISMES as readonly string[]).includes(code) ? undefined : messageValeurs('organisme', ORGANISMES);
}

/** The day the former orientation was left: a new one cannot be entered before. */
function problemeEntree(acte: Acte, date: unknown): string | undefined {
  const sortie = orientationsDe(acte).findLast(({ etat }) => etat === 'CLOTURE')?.dateSortieParcours;
  return typeof date === 'string' && sortie !== undefined && date < sortie
    ? 'Le champ dateEntreeParcours ne doit pas être antérieur à la date de sortie de parcours de l’orientation précédente'
    : undefined;
}

function orienter(appel: AppelUsager, acte: Acte, corps: Record<string, unknown>): Reponse {
  const probleme = problemeReferent(corps, true) ?? problemeEntree(acte, corps['date_entree_parcours']);
  if (probleme) return refuser(appel, 'orientation', probleme);
  const demande = corps as { origine: string; parcours: Choix['parcours']; date_entree_parcours?: string };
  const { mutations } = forcer(acte, {
    origine: demande.origine,
    parcours: demande.parcours,
    organisme: organismeRecu(corps) as Organisme,
    ...(demande.date_entree_parcours && { dateEntreeParcours: demande.date_entree_parcours }),
  });
  appel.contexte.depot.emettre(...mutations);
  return { status: 201 };
}

const AURORE = /^[A-Za-z]{3}\d{4}$/;

function modifier(appel: AppelUsager, acte: Acte, corps: Record<string, unknown>): Reponse {
  const code = champTexte(corps['structure_referente_parcours'], 'code');
  const { parcours, date_entree_parcours: date } = corps as { parcours?: Choix['parcours']; date_entree_parcours?: string };
  const ouverte = orientationEn(acte, 'OUVERT');
  const probleme =
    [parcours, code, date].every((valeur) => !valeur) ? 'Au moins un champ est obligatoire parmi parcours, structureReferenteParcours, dateEntreeParcours'
    : code && !AURORE.test(code) ? `Le champ code doit respecter le format ${AURORE.source}`
    : problemeEntree(acte, date);
  if (probleme || !ouverte) return refuser(appel, 'modificationOrientation', probleme ?? "L'usager n'a pas d'orientation ouverte");
  const orientation: Orientation = {
    ...ouverte,
    ...(parcours && { parcours }),
    ...(code && { structure: { code_aurore: code } }),
    ...(date && { dateEntreeParcours: date }),
    modifiee: true,
    agentDerniereModification: acte.agent,
    dateModification: acte.instant.toISOString(),
  };
  appel.contexte.depot.emettre({ type: 'orientation-enregistree', orientation });
  return { status: 200, corps: commun(orientation, acte.usager, orientationsDe(acte)) };
}

function problemeDecision(corps: Record<string, unknown>, enAttente: Orientation | undefined): string | undefined {
  if (!enAttente) return "L'usager n'a pas d'orientation en attente de décision";
  const indecidable = !(PARCOURS as readonly string[]).includes(enAttente.parcours) || enAttente.organisme === 'IND';
  if (corps['etat_decision'] === 'ACCEPTEE') return indecidable ? "L'orientation préconisée est indéterminée : elle ne peut être que refusée avec un parcours et un organisme" : undefined;
  if (!corps['motif_refus']) return 'Le champ motifRefus est obligatoire';
  if (indecidable && !corps['parcours']) return 'Le champ parcours est obligatoire';
  return problemeReferent(corps, indecidable);
}

function prendreDecision(appel: AppelUsager, acte: Acte, corps: Record<string, unknown>): Reponse {
  const enAttente = orientationEn(acte, 'EN_ATTENTE');
  const probleme = problemeDecision(corps, enAttente);
  if (probleme || !enAttente) return refuser(appel, 'decisionOrientation', probleme ?? '');
  const { structure } = appel.client;
  const refusee = corps['etat_decision'] === 'REFUSEE';
  const decision: Decision = {
    etat_decision: refusee ? 'REFUSEE' : 'ACCEPTEE',
    date_decision: corps['date_decision'] as string,
    organisme_decision: structure.type,
    agent_decision: acte.agent,
    structure_decision: { code_aurore: structure.code_aurore, libelle_structure: structure.libelle },
    ...(refusee && { motif_refus: champTexte(corps, 'motif_refus'), commentaire_refus: champTexte(corps, 'commentaire_refus') }),
  };
  const { parcours, organisme, structure: preconisee } = enAttente;
  const choisi = (refusee ? organismeRecu(corps) : undefined) as Organisme | undefined;
  const choix: Choix = {
    parcours: ((refusee ? corps['parcours'] : undefined) as Choix['parcours'] | undefined) ?? parcours,
    organisme: choisi ?? organisme,
    structure: choisi === undefined || choisi === organisme ? preconisee : undefined,
  };
  appel.contexte.depot.emettre(...decider(acte, enAttente, { decision, choix }).mutations);
  return { status: 201 };
}

const REGLE_DATE: Regle = { champ: 'date_entree_parcours', type: 'date' };
const REGLE_PARCOURS: Regle = { champ: 'parcours', type: 'enum', valeurs: PARCOURS };
const REGLES_CREATION: readonly Regle[] = [
  { champ: 'origine', type: 'enum', valeurs: ['INSCRIPTION_CONSEILLER_CD', 'INSCRIPTION_AUTO_MILO'], obligatoire: true },
  { ...REGLE_PARCOURS, obligatoire: true },
  REGLE_DATE,
];
const REGLES_DECISION: readonly Regle[] = [
  { champ: 'etat_decision', type: 'enum', valeurs: ['ACCEPTEE', 'REFUSEE'], obligatoire: true },
  { champ: 'date_decision', type: 'date', obligatoire: true },
  { champ: 'motif_refus', type: 'enum', valeurs: MOTIFS_REFUS },
  { champ: 'commentaire_refus', type: 'texte' },
  REGLE_PARCOURS,
];

/** One of the two places of v2: production, or the published « bac à sable » whose path and scopes begin with `test`. */
function version(prefixe: '' | 'test'): Api {
  const technique = `api_${prefixe}orientationusagerv2`;
  const ecrire = [technique, `${prefixe}decisionorientationusager`];
  return {
    nom: `${prefixe}orientationusager-v2`,
    base: `/partenaire/${prefixe}orientationusager/v2`,
    scopes: ecrire,
    erreur,
    operations: [
      ecriture({ nom: 'calculerOrientation', methode: 'POST', regles: REGLES_CRITERES, traiter: calculer }),
      { nom: 'lectureOrientation', methode: 'GET', chemin: '/lectureOrientation', acces: 'usager', scopes: [technique, `${prefixe}lireorientationusager`], traiter: lire },
      ecriture({ nom: 'orientation', methode: 'POST', regles: REGLES_CREATION, traiter: orienter }),
      ecriture({ nom: 'modificationOrientation', methode: 'PUT', regles: [REGLE_PARCOURS, REGLE_DATE], traiter: modifier }),
      ecriture({ nom: 'decisionOrientation', methode: 'POST', regles: REGLES_DECISION, traiter: prendreDecision }),
    ],
  };
}

/** orientation-usager v2 (fact sheet section 9). */
export const orientationV2 = version('');

/** The same on the published test path; persons and orientations are those of every other API here. */
export const testOrientationV2 = version('test');
