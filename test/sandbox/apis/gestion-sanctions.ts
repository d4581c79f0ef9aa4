import { type Api, type AppelUsager, type Erreur, type Operation, type Reponse } from '../api.js';
import { type Acte } from '../cycle-orientation.js';
import {
  consequenceConnue,
  demanderRadiation,
  enregistrerDecision,
  traiterEvenement,
} from '../cycle-sanction.js';
import { type ConsequenceSanction, type Manquement, type Mesure, type Usager } from '../modele.js';
import { consequenceOuALaVolee } from '../peuplement.js';
import { champs, estDate } from '../valeurs.js';

const MESSAGES = {
  R010: 'Identifiant Consequence Sanction obligatoire',
  R011: 'Identifiant Consequence Sanction invalide, format donnée non respecté',
  R012: 'Identifiant Consequence Sanction obligatoire',
  R013: 'Identifiant Consequence Sanction invalide, format donnée non respecté',
  R020: 'Type evenement obligatoire',
  R021: 'Type evenement invalide, non présent au référentiel ou non transmissible',
  R030: 'Date evenement obligatoire',
  R031: 'Date evenement erronée, format YYYY-MM-DD non respecté ou date non présente au calendrier',
  R032: 'dateNotificationDecisionSanction obligatoire',
  R033: 'dateNotificationDecisionSanction invalide',
  R040: 'CommentaireEvenement invalide, format non respecté',
  R041: 'Commentaire invalide, format non respecté',
  R050: "Type consequence sanction obligatoire pour le type d'événement transmis",
  R051: 'Type conséquence sanction invalide, seules valeurs acceptées sont SUSP_RSA et SUPPR_RSA',
  R052: "Type consequence sanction obligatoire pour le type d'événement transmis",
  R053: 'Type conséquence sanction invalide, seules valeurs acceptées sont SUSP_RSA et SUPPR_RSA',
  R060: "Montant obligatoire pour le type d'événement transmis",
  R061: 'Montant invalide, format non respecté',
  R062: "Modalité de décision validée incorrecte, doit être 'P' pour pourcentage, 'M' pour montant, ou vide pour une levée de suspension",
  R063: "Modalité de décision validée obligatoire pour le type d'événement transmis et si le « montantValide » est transmis",
  R064: 'Montant invalide pour le type de manquement concerné',
  R070: "Durée obligatoire pour le type d'événement transmis",
  R071: 'Durée invalide, format non respecté',
  R080: 'natureManquement obligatoire',
  R081: 'natureManquement invalide, format non respecté',
  R082: 'rangManquement invalide, format non respecté',
  R090: 'dateManquement obligatoire',
  R091: 'dateManquement invalide, format non respecté',
  R100: 'Justification de la demande de radiation invalide, format non respecté',
} as const;

type Code = keyof typeof MESSAGES;

const refuser = (codeErreur: Code, message: string = MESSAGES[codeErreur]): Reponse => ({ status: 400, corps: { codeErreur, message } });
const erreur = ({ status, message }: Erreur): Reponse => (status >= 500 ? { status } : { status, corps: { message } });

const absent = (valeur: unknown): boolean => valeur === undefined || valeur === null || valeur === '';
const estIdentifiant = (valeur: unknown): valeur is string => typeof valeur === 'string' && /^\d{1,20}$/.test(valeur);
const estJour = (valeur: unknown): valeur is string => typeof valeur === 'string' && estDate(valeur);
const estTexte = (valeur: unknown): boolean => absent(valeur) || (typeof valeur === 'string' && valeur.length <= 4000);
const parmi = (valeur: unknown, valeurs: readonly string[]): boolean => typeof valeur === 'string' && valeurs.includes(valeur);

type Corps = Record<string, unknown>;
/** One field: its code when absent, its code when it does not fit; null: may be absent. */
type Controle = readonly [champ: string, absence: Code | null, forme: Code, convient: (valeur: unknown) => boolean];

function premiere(corps: Corps, controles: readonly Controle[]): Code | undefined {
  for (const [champ, absence, forme, convient] of controles) {
    const valeur = corps[champ];
    if (absent(valeur)) {
      if (absence) return absence;
    } else if (!convient(valeur)) return forme;
  }
  return undefined;
}

const TYPES = ['SUSP_RSA', 'SUPPR_RSA'];
const MESURE: readonly Controle[] = [
  ['modaliteDecisionValidee', 'R063', 'R062', (valeur) => parmi(valeur, ['P', 'M'])],
  ['montantValide', 'R060', 'R061', (valeur) => Number.isInteger(valeur)],
  ['dureeValidee', 'R070', 'R071', (valeur) => [1, 2, 3, 4].includes(valeur as number)],
];

/** A measure that fits its fields and the 30..100 of a rate. */
function problemeMesure(corps: Corps): Code | undefined {
  const probleme = premiere(corps, MESURE);
  if (probleme) return probleme;
  const montant = corps['montantValide'] as number;
  return corps['modaliteDecisionValidee'] === 'P' ? (montant < 30 || montant > 100 ? 'R064' : undefined) : montant <= 0 ? 'R064' : undefined;
}

const mesureDe = (corps: Corps): Mesure => ({
  modalite: corps['modaliteDecisionValidee'] as Mesure['modalite'],
  montant: corps['montantValide'] as number,
  duree: corps['dureeValidee'] as number,
});

/** Instants with the offset of Paris in winter, as the published examples have. */
const avecDecalage = (instant: string | undefined): string | undefined =>
  instant && `${new Date(Date.parse(instant) + 3_600_000).toISOString().slice(0, 19)}+01:00`;

const consequenceLue = (consequence: ConsequenceSanction): object => ({
  idConsequenceSanction: consequence.id,
  typeConsequenceSanction: consequence.type,
  delegation: false,
  codeInitiateur: 'FT',
  modaliteProposee: consequence.proposee?.modalite,
  montantPropose: consequence.proposee?.montant,
  dureeProposee: consequence.proposee?.duree,
  modaliteValidee: consequence.validee?.modalite,
  montantValide: consequence.validee?.montant,
  dureeValidee: consequence.validee?.duree,
  dateDebutApplication: avecDecalage(consequence.dateDebut),
  dateFinApplication: avecDecalage(consequence.dateFin),
  dateRemobilisation: avecDecalage(consequence.dateRemobilisation),
  dateLeveeApplication: avecDecalage(consequence.dateLevee),
  // In no order that means anything, as in the published examples.
  evenements: [...consequence.evenements]
    .sort((a, b) => (a.identifiantEvenement < b.identifiantEvenement ? -1 : 1))
    .map((evenement) => ({ ...evenement, dateEvenement: avecDecalage(evenement.dateEvenement) })),
});

const manquementLu = (manquement: Manquement): object => ({
  individu: { numeroFranceTravail: manquement.numeroFranceTravail },
  identifiantManquement: manquement.id,
  familleManquement: manquement.famille,
  dateManquement: avecDecalage(manquement.dateManquement),
  dateAvertissement: avecDecalage(manquement.dateAvertissement),
  faisceauIndices: manquement.indices.map(({ natureDefaut, dateConstatDefaut }) => ({ natureDefaut, dateConstatDefaut: avecDecalage(dateConstatDefaut) })),
  justificationDecisionSanction: manquement.justification,
  consequencesSanction: manquement.consequences.map(consequenceLue),
});

function lire({ requete, contexte, usager }: AppelUsager): Reponse {
  const id = requete['identifiantSanction'];
  if (!id) return refuser('R010');
  if (!estIdentifiant(id)) return refuser('R011', 'Identifiant Consequence Sanction invalide');
  const visee = usager && consequenceOuALaVolee(contexte, usager, id);
  if (!visee) return { status: 204 };
  const corps = manquementLu(visee.manquement);
  const { modaliteALaRacine } = contexte.depot.etat.reglages;
  return { status: 200, corps: modaliteALaRacine ? { ...corps, modaliteProposee: visee.consequence.proposee?.modalite } : corps };
}

type Traitement = (acte: Acte, corps: Corps) => Reponse;

/** A write on a person: 204 when they have left. */
function ecriture(nom: string, scope: string, traiter: Traitement): Operation {
  return {
    nom,
    methode: 'POST',
    chemin: `/${nom}`,
    scopes: ['api_gestion-sanctions-rsav1', 'profil_accedant', scope],
    acces: 'usager',
    traiter: (appel) => {
      const acte = { contexte: appel.contexte, instant: appel.instant, agent: appel.entete('pa-identifiant-agent') ?? '' };
      return traiter({ ...acte, usager: appel.usager as Usager }, champs(appel.corps));
    },
  };
}

const TRANSMISSIBLES = ['SAISIE_SANCTION', 'REFUS_SAISIE_SANCTION', 'VALID_SANCTION', 'REFUS_SANCTION', 'VALID_LEVEE_SUSP', 'REFUS_LEVEE_SUSP', 'ANNULATION_SANCTION'];

function problemeEvenement(corps: Corps): Code | undefined {
  const evenement = champs(corps['evenement']);
  const probleme =
    premiere(corps, [['identifiantConsequenceSanction', 'R010', 'R011', estIdentifiant]]) ??
    premiere(evenement, [
      ['typeEvenement', 'R020', 'R021', (valeur) => parmi(valeur, TRANSMISSIBLES)],
      ['dateEvenement', 'R030', 'R031', estJour],
      ['commentaireEvenement', null, 'R040', estTexte],
    ]);
  if (probleme || evenement['typeEvenement'] !== 'VALID_SANCTION') return probleme;
  return premiere(corps, [['typeConsequenceSanctionValide', 'R050', 'R051', (valeur) => parmi(valeur, TYPES)]]) ?? problemeMesure(corps);
}

const publier: Traitement = (acte, corps) => {
  const probleme = problemeEvenement(corps);
  if (probleme) return refuser(probleme);
  const visee = acte.usager && consequenceOuALaVolee(acte.contexte, acte.usager, corps['identifiantConsequenceSanction'] as string);
  if (!visee) return { status: 204 };
  const { typeEvenement: type, commentaireEvenement, motifEvenement } = champs(corps['evenement']) as Record<string, string>;
  const validation = type === 'VALID_SANCTION' ? { ...mesureDe(corps), type: corps['typeConsequenceSanctionValide'] as 'SUSP_RSA' } : undefined;
  const mutations = traiterEvenement(acte, { type: type as string, commentaire: commentaireEvenement, motif: motifEvenement, validation }, visee);
  if (!mutations) return { status: 200, corps: { codeSortie: 'C999' } };
  acte.contexte.depot.emettre(...mutations);
  return { status: 200, corps: { codeSortie: 'C001' } };
};

const FAMILLES: Record<string, Manquement['famille']> = { N61: 'F01', N63: 'F03', N64: 'F03', N65: 'F04' };

const DECISION: readonly Controle[] = [
  ['dateNotificationDecisionSanction', 'R032', 'R033', estJour],
  ['natureManquement', 'R080', 'R081', (valeur) => parmi(valeur, Object.keys(FAMILLES))],
  ['rangManquement', null, 'R082', (valeur) => parmi(valeur, ['R1', 'R2'])],
  ['dateManquement', 'R090', 'R091', estJour],
  ['typeSanctionValide', 'R052', 'R053', (valeur) => parmi(valeur, TYPES)],
  ['justificationDecisionSanction', null, 'R041', estTexte],
];

const decider: Traitement = (acte, corps) => {
  const probleme = premiere(corps, DECISION) ?? problemeMesure(corps);
  if (probleme) return refuser(probleme);
  if (!acte.usager) return { status: 204 };
  const { manquement, id, mutations } = enregistrerDecision(acte, {
    ...mesureDe(corps),
    type: corps['typeSanctionValide'] as 'SUSP_RSA',
    famille: FAMILLES[corps['natureManquement'] as string] ?? 'F01',
    dateManquement: corps['dateManquement'] as string,
    justification: corps['justificationDecisionSanction'] as string | undefined,
  });
  acte.contexte.depot.emettre(...mutations);
  const message = 'Sanction partenaire créée et prise en compte par France Travail';
  return { status: 200, corps: { codeSortie: 'C001', identifiantConsequenceSanction: id, identifiantManquement: manquement.id, message } };
};

const RADIATIONS = {
  C000: 'Demande de radiation créée',
  C001: 'Demande de radiation non créée car le DE est déjà en statut radié suite à sanction',
  C002: "Demande de radiation non créée car non conforme aux cas d'usages",
  C003: 'Demande de radiation non créée car l’identifiantConsequenceSanction n’est pas rattaché au demandeur d’emploi',
  C004: 'Demande de radiation non créée car une radiation a déjà été appliquée pour cette même sanction financière',
} as const;

const radier: Traitement = (acte, corps) => {
  const probleme = premiere(corps, [
    ['identifiantConsequenceSanction', 'R012', 'R013', estIdentifiant],
    ['justificationDemandeRadiation', null, 'R100', estTexte],
  ]);
  if (probleme) return refuser(probleme);
  const id = corps['identifiantConsequenceSanction'] as string;
  const visee = acte.usager && consequenceOuALaVolee(acte.contexte, acte.usager, id);
  if (!visee) {
    const ailleurs = { codeSortie: 'C003', message: RADIATIONS.C003 };
    return consequenceConnue(acte.contexte, id) ? { status: 200, corps: ailleurs } : { status: 204 };
  }
  const issue = demanderRadiation(acte, visee);
  if (issue.code === 'C000') acte.contexte.depot.emettre(...issue.mutations);
  const cree = issue.code === 'C000' ? { idConsequenceSanctionCree: issue.id } : {};
  return { status: 200, corps: { codeSortie: issue.code, ...cree, message: RADIATIONS[issue.code] } };
};

const MANQUEMENTS = 'gestiondesmanquements';

/** gestion-sanctions-rsa v1 (fact sheet section 13). C001 is a success in two operations, a refusal in the last. */
export const gestionSanctions: Api = {
  nom: 'gestion-sanctions-rsa',
  base: '/partenaire/gestion-sanctions-rsa/v1',
  scopes: ['api_gestion-sanctions-rsav1', 'profil_accedant', MANQUEMENTS],
  erreur,
  operations: [
    { nom: 'detailManquement', methode: 'GET', chemin: '/detailManquement', acces: 'usager', traiter: lire },
    ecriture('evenementSanctionRSA', MANQUEMENTS, publier),
    ecriture('decisionSanctionRSAPartenaire', 'decisionSanctionPartenaire', decider),
    ecriture('demandeRadiation', 'demandeRadiation', radier),
  ],
};
