import { type Api, type AppelUsager, type Reponse } from '../api.js';
import { preconiser, REGLE_ORIGINE, REGLES_CRITERES } from '../criteres.js';
import { decider, forcer, orientationEn, proposer, type Acte, type Choix } from '../cycle-orientation.js';
import { ORGANISMES, PARCOURS, type Decision, type Orientation, type Structure, type Usager } from '../modele.js';
import { messageValeurs, premierProbleme, type Regle } from '../regles.js';
import { champTexte } from '../valeurs.js';
import { connus, criteresDe, dialecte, ETATS_LUS, MOTIFS_REFUS } from './orientation-commun.js';

const { erreur, refuser, ecriture } = dialecte('v1', ({ entete }) => entete('pa-identifiant-agent') ?? '');

function commun(orientation: Orientation, usager: Usager): object {
  return {
    parcours: orientation.parcours,
    organisme: orientation.organisme,
    structure: orientation.structure,
    structure_decision: orientation.structureDecision,
    statut: orientation.statut,
    etat: orientation.etat,
    agent_creation: orientation.agentCreation,
    agent_derniere_modification: orientation.agentDerniereModification,
    date_entree_parcours: orientation.dateEntreeParcours,
    date_creation: orientation.dateCreation,
    date_modification: orientation.dateModification,
    criteres_orientation: criteresDe(orientation, usager),
  };
}

function decisionLue(decision: Decision): object {
  return {
    etat_decision: decision.etat_decision,
    date_decision: decision.date_decision,
    organisme_decision: decision.organisme_decision,
    agent_decision: decision.agent_decision,
    motif_refus: decision.motif_refus,
    commentaire_refus: decision.commentaire_refus,
  };
}

function lue(orientation: Orientation, usager: Usager): object {
  return {
    ...commun(orientation, usager),
    organisme_decision: orientation.organismeDecision,
    date_sortie_parcours: orientation.dateSortieParcours,
    motif_sortie_parcours: orientation.motifSortieParcours,
    criteres_orientation: {
      ...criteresDe(orientation, usager),
      // The one instant known to come without a zone.
      date_saisie_donnees: orientation.dateSaisieDonnees?.replace('Z', ''),
    },
    decision: orientation.decision && decisionLue(orientation.decision),
  };
}

function calculer(appel: AppelUsager, acte: Acte, corps: Record<string, unknown>): Reponse {
  const anciens = orientationEn(acte, 'BROUILLON', 'EN_ATTENTE')?.criteres ?? {};
  const criteres = { ...anciens, ...connus(corps) };
  const { orientation, mutations } = proposer(acte, { ...preconiser(criteres), criteres });
  appel.contexte.depot.emettre(...mutations);
  return { status: 200, corps: commun(orientation, acte.usager) };
}

function lire(appel: AppelUsager): Reponse {
  const { usager, requete } = appel;
  const demande = requete['etatOrientation'];
  if (demande !== undefined && !(ETATS_LUS as readonly string[]).includes(demande))
    return refuser(appel, 'lectureOrientation', messageValeurs('etatOrientation', ETATS_LUS));
  if (!usager) return { status: 204 };
  const orientations = appel.contexte.depot.etat.orientations.get(usager.numeroFranceTravail) ?? [];
  const retenues = orientations.filter(({ etat }) => demande === undefined || etat === demande);
  return { status: 200, corps: retenues.map((orientation) => lue(orientation, usager)) };
}

function structureDe(valeur: unknown): Structure | undefined {
  const code_aurore = champTexte(valeur, 'code_aurore');
  const code_safir = champTexte(valeur, 'code_safir');
  if (!code_aurore && !code_safir) return undefined;
  return { ...(code_aurore && { code_aurore }), ...(code_safir && { code_safir }) };
}

function orienter(appel: AppelUsager, acte: Acte, corps: Record<string, unknown>): Reponse {
  const demande = corps as unknown as Choix & { origine: string; date_entree_parcours?: string };
  const structureDecision = structureDe(corps['structure_decision']);
  const { mutations } = forcer(acte, {
    origine: demande.origine,
    parcours: demande.parcours,
    organisme: demande.organisme,
    structure: structureDe(corps['structure']),
    ...(structureDecision && { structureDecision }),
    ...(demande.date_entree_parcours && { dateEntreeParcours: demande.date_entree_parcours }),
  });
  appel.contexte.depot.emettre(...mutations);
  return { status: 201 };
}

const REGLES_MODIFICATION: readonly Regle[] = [
  { champ: 'code_parcours', type: 'enum', valeurs: PARCOURS },
  { champ: 'date_entree_parcours', type: 'date' },
];

interface Modification {
  parcours: string | undefined;
  code: string | undefined;
  date: string | undefined;
}

function problemeModification({ parcours, code, date }: Modification): string | undefined {
  if ([parcours, code, date].every((valeur) => !valeur)) return 'Au moins un champ est obligatoire parmi codeParcours, codeStructure, dateEntreeParcours';
  if (code && !/^(?:[A-Za-z]{3}[0-9]{4}|\d{5})$/.test(code)) return 'Le champ codeStructure doit être un code aurore ou un code safir';
  return premierProbleme({ code_parcours: parcours, date_entree_parcours: date }, REGLES_MODIFICATION);
}

function modifiee(ouverte: Orientation, { parcours, code, date }: Modification, acte: Acte): Orientation {
  return {
    ...ouverte,
    ...(parcours && { parcours: parcours as Orientation['parcours'] }),
    ...(code && { structure: /^\d/.test(code) ? { code_safir: code } : { code_aurore: code } }),
    ...(date && { dateEntreeParcours: date }),
    agentDerniereModification: acte.agent,
    dateModification: acte.instant.toISOString(),
  };
}

function modifier(appel: AppelUsager, acte: Acte): Reponse {
  const demande = { parcours: appel.entete('codeParcours'), code: appel.entete('codeStructure'), date: appel.entete('dateEntreeParcours') };
  const ouverte = orientationEn(acte, 'OUVERT');
  const probleme = problemeModification(demande) ?? (ouverte ? undefined : "L'usager n'a pas d'orientation ouverte");
  if (probleme || !ouverte) return refuser(appel, 'modificationOrientation', probleme ?? '');
  const orientation = modifiee(ouverte, demande, acte);
  appel.contexte.depot.emettre({ type: 'orientation-enregistree', orientation });
  const { organisme, structure, structureDecision: structure_decision, statut, etat } = orientation;
  return { status: 200, corps: { parcours: orientation.parcours, organisme, structure, structure_decision, statut, etat } };
}

const REGLES_CHOIX: readonly Regle[] = [
  { champ: 'parcours', type: 'enum', valeurs: PARCOURS },
  { champ: 'organisme', type: 'enum', valeurs: ORGANISMES },
  { champ: 'structure', type: 'structure' },
];

const REGLES_DECISION: readonly Regle[] = [
  { champ: 'etat_decision', type: 'enum', valeurs: ['ACCEPTEE', 'REFUSEE'], obligatoire: true },
  { champ: 'date_decision', type: 'date', obligatoire: true },
  { champ: 'organisme_decision', type: 'enum', valeurs: ['CD', 'ML', 'CAF', 'CE', 'FT'], obligatoire: true },
  { champ: 'agent_decision', type: 'texte', obligatoire: true },
  { champ: 'structure_decision', type: 'structure' },
  { champ: 'motif_refus', type: 'enum', valeurs: MOTIFS_REFUS },
  { champ: 'commentaire_refus', type: 'texte' },
  ...REGLES_CHOIX,
];

const REGLES_SI_REFUS: readonly Regle[] = REGLES_DECISION.filter(({ champ }) =>
  ['motif_refus', 'parcours', 'organisme'].includes(champ),
).map((regle) => ({ ...regle, obligatoire: true }));

function problemeDecision(corps: Record<string, unknown>, enAttente: Orientation | undefined): string | undefined {
  if (corps['etat_decision'] === 'REFUSEE') {
    const manque = premierProbleme(corps, REGLES_SI_REFUS);
    if (manque) return manque;
  }
  if (!enAttente) return "L'usager n'a pas d'orientation en attente de décision";
  const indecidable = !(PARCOURS as readonly string[]).includes(enAttente.parcours) || enAttente.organisme === 'IND';
  return corps['etat_decision'] === 'ACCEPTEE' && indecidable
    ? "L'orientation préconisée est indéterminée : elle ne peut être que refusée avec un parcours et un organisme"
    : undefined;
}

function prendreDecision(appel: AppelUsager, acte: Acte, corps: Record<string, unknown>): Reponse {
  const enAttente = orientationEn(acte, 'EN_ATTENTE');
  const probleme = problemeDecision(corps, enAttente);
  if (probleme || !enAttente) return refuser(appel, 'decisionOrientation', probleme ?? '');
  const recue = corps as unknown as Decision & Choix;
  const refusee = recue.etat_decision === 'REFUSEE';
  const decision: Decision = {
    etat_decision: recue.etat_decision,
    date_decision: recue.date_decision,
    organisme_decision: recue.organisme_decision,
    agent_decision: recue.agent_decision,
    structure_decision: structureDe(recue.structure_decision),
    ...(refusee && { motif_refus: recue.motif_refus, commentaire_refus: recue.commentaire_refus ?? undefined }),
  };
  const choix: Choix = refusee
    ? { parcours: recue.parcours, organisme: recue.organisme, structure: structureDe(recue.structure) }
    : { parcours: enAttente.parcours, organisme: enAttente.organisme, structure: enAttente.structure };
  appel.contexte.depot.emettre(...decider(acte, enAttente, { decision, choix }).mutations);
  return { status: 201 };
}

/** orientation-usager v1 (fact sheet section 8). */
export const orientationV1: Api = {
  nom: 'orientationusager',
  base: '/partenaire/orientationusager/v1',
  scopes: ['api_orientationusagerv1', 'orientationusager'],
  erreur,
  operations: [
    ecriture({ nom: 'calculOrientation', methode: 'POST', regles: REGLES_CRITERES, traiter: calculer }),
    { nom: 'lectureOrientation', methode: 'GET', chemin: '/lectureOrientation', acces: 'usager', traiter: lire },
    ecriture({
      nom: 'orientation',
      methode: 'POST',
      regles: [
        REGLE_ORIGINE,
        ...REGLES_CHOIX.map((regle) => ({ ...regle, obligatoire: regle.type === 'enum' })),
        { champ: 'date_entree_parcours', type: 'date' },
        { champ: 'structure_decision', type: 'structure' },
      ],
      traiter: orienter,
    }),
    ecriture({ nom: 'modificationOrientation', methode: 'PUT', traiter: modifier }),
    ecriture({ nom: 'decisionOrientation', methode: 'POST', regles: REGLES_DECISION, traiter: prendreDecision }),
  ],
};
