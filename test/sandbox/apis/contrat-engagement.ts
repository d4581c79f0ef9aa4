import { type Api, type AppelUsager, type Erreur, type Operation, type Reponse } from '../api.js';
import { existe } from '../cycle-contrat.js';
import { type ContratEngagement, type Organisme } from '../modele.js';
import { champTexte } from '../valeurs.js';

const BASE = '/partenaire/contrat-engagement/v1';

/** A label, not a code; these three as published, spelling included, the others not published. */
const LIBELLES: Record<Organisme, string> = {
  FT: 'France Travail',
  CE: 'Cap Emploi',
  ML: 'Mission Local',
  CD: 'Conseil Départemental',
  CAF: 'CAF',
  IND: 'Indéterminé',
};

/** Names of the Java exceptions, which RFC 9457 titles hold. */
type Titre = 'DonneeEnEntreeInvalideException' | 'SignatureException' | 'RefusException' | 'HabilitationException' | 'Exception';

const probleme = (status: number, title: Titre, { detail, operation }: { detail: string; operation: string }): Reponse => ({
  status,
  corps: { type: 'about:blank', status, title, detail, instance: `/contrat-engagement/v1/${operation}` },
  type: 'application/problem+json',
});

const titreDe = (status: number): Titre => {
  if (status === 403) return 'HabilitationException';
  return status < 500 ? 'DonneeEnEntreeInvalideException' : 'Exception';
};

const erreur = ({ status, message }: Erreur, operation: string): Reponse => probleme(status, titreDe(status), { detail: message, operation });

const ENGAGEMENTS = {
  engagementsUsager: [
    { titre: 'Vos engagements', libelles: ['Participer aux rendez-vous', 'Réaliser les actions prévues à votre plan d’action'] },
  ],
  engagementsConseiller: [{ titre: 'Nos engagements', libelles: ['Vous recevoir', 'Vous proposer des actions adaptées à votre situation'] }],
};

const MENTIONS = {
  mentions: [{ titre: 'Informations', mention: 'Texte du bac à sable, sans valeur juridique.', sanctions: [], notes: [] }],
  niveauSanction: null,
  voiesRecours: 'Texte du bac à sable, sans valeur juridique.',
  articles: [],
};

const lue = ({ etat, dateSignature, dateRefus, dateSuspension, organisme }: ContratEngagement): object => ({
  etat,
  dateSignature,
  dateRefus,
  dateSuspension,
  organisme: LIBELLES[organisme],
  engagements: ENGAGEMENTS,
  mentionsLegales: MENTIONS,
});

const contratDe = ({ contexte, numeroFranceTravail }: AppelUsager): ContratEngagement | undefined =>
  contexte.depot.etat.contrats.get(numeroFranceTravail);

const lire = (appel: AppelUsager): Reponse => {
  const contrat = contratDe(appel);
  return contrat ? { status: 200, corps: lue(contrat) } : { status: 204 };
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;

/** The instant sent under this name, or what is wrong with it. */
const dateRecue = ({ corps, instant }: AppelUsager, champ: 'dateSignature' | 'dateRefus'): { date: string } | { detail: string } => {
  const texte = champTexte(corps, champ);
  if (!texte) return { detail: `Le champ ${champ} est obligatoire.` };
  const at = INSTANT.test(texte) ? Date.parse(texte.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN;
  if (Number.isNaN(at)) return { detail: `Le champ ${champ} doit être au format yyyy-MM-dd'T'HH:mm:ssZ.` };
  if (at > instant.getTime()) return { detail: `Le champ ${champ} ne peut pas être dans le futur.` };
  return { date: new Date(at).toISOString() };
};

type Acte = Readonly<{
  nom: 'signer' | 'refuser';
  champ: 'dateSignature' | 'dateRefus';
  titre: 'SignatureException' | 'RefusException';
  etat: 'SIGNE' | 'REFUSE';
  fait: string;
}>;

const SIGNER: Acte = { nom: 'signer', champ: 'dateSignature', titre: 'SignatureException', etat: 'SIGNE', fait: 'déjà signé' };
const REFUSER: Acte = { nom: 'refuser', champ: 'dateRefus', titre: 'RefusException', etat: 'REFUSE', fait: 'déjà refusé' };

const SUSPENDU = "Le contrat d'engagement existe déjà à l'état suspendu";

/** Why the contract does not let the act be done, in the API's words; POST creates, PATCH changes. */
const empechement = ({ nom, titre, etat, fait }: Acte, methode: 'POST' | 'PATCH', contrat: ContratEngagement | undefined): Reponse | undefined => {
  const refus = (detail: string): Reponse => probleme(400, titre, { detail, operation: nom });
  if (contrat?.etat === 'SUSPENDU') return probleme(500, 'Exception', { detail: SUSPENDU, operation: nom });
  if (methode === 'POST') return existe(contrat) ? refus("Le contrat d'engagement existe déjà") : undefined;
  if (!existe(contrat)) return refus("Le contrat d'engagement n'existe pas");
  return contrat.etat === etat ? refus(`Le contrat d'engagement est ${fait}`) : undefined;
};

const agir =
  (acte: Acte, methode: 'POST' | 'PATCH') =>
  (appel: AppelUsager): Reponse => {
    const { contexte, numeroFranceTravail, usager } = appel;
    const recue = dateRecue(appel, acte.champ);
    if ('detail' in recue) return probleme(400, 'DonneeEnEntreeInvalideException', { detail: recue.detail, operation: acte.nom });
    if (!usager) return probleme(403, 'HabilitationException', { detail: "L'usager est inconnu", operation: acte.nom });
    const ancien = contratDe(appel);
    const refus = empechement(acte, methode, ancien);
    if (refus) return refus;
    const dates = acte.etat === 'SIGNE' ? { dateSignature: recue.date, dateRefus: undefined } : { dateRefus: recue.date, dateSignature: undefined };
    const contrat: ContratEngagement = { numeroFranceTravail, organisme: ancien?.organisme ?? 'CD', etat: acte.etat, ...dates };
    contexte.depot.emettre({ type: 'contrat-enregistre', contrat });
    return { status: methode === 'POST' && contexte.depot.etat.reglages.contratCreeEn201 ? 201 : 200 };
  };

// A fault names an operation: POST and PATCH of a same path are one.
const ecriture = (acte: Acte, methode: 'POST' | 'PATCH'): Operation => ({
  nom: acte.nom,
  methode,
  chemin: `/${acte.nom}`,
  acces: 'usager',
  traiter: agir(acte, methode),
});

/** contrat-engagement v1 (fact sheet section 10): state and dates only, neither hours nor the person's own engagements. */
export const contratEngagement: Api = {
  nom: 'contrat-engagement',
  base: BASE,
  scopes: ['api_contrat-engagementv1', 'contratengagementpart'],
  erreur,
  operations: [
    { nom: 'lecture', methode: 'GET', chemin: '/lecture', acces: 'usager', traiter: lire },
    { nom: 'lecture/structure', methode: 'GET', chemin: '/lecture/structure', acces: 'structure', traiter: () => ({ status: 200, corps: { engagements: ENGAGEMENTS } }) },
    ecriture(SIGNER, 'POST'),
    ecriture(SIGNER, 'PATCH'),
    ecriture(REFUSER, 'POST'),
    ecriture(REFUSER, 'PATCH'),
  ],
};
