import { type OperationDocumentee, type Schema, type Specification } from './specification.js';

/** APIs whose document is not kept with the others: operations, statuses and shapes as the fact sheet tells them. */

const texte: Schema = { type: 'string' };
const date: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const instant: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}' };
const liste = (items: Schema): Schema => ({ type: 'array', items });
const parmi = (...valeurs: string[]): Schema => ({ type: 'string', enum: valeurs });
const objet = (properties: Record<string, Schema>, ...required: string[]): Schema => ({ type: 'object', properties, required });
const ref = (nom: string): Schema => ({ $ref: `#/components/schemas/${nom}` });

type Reponses = Record<number, Schema | null>;
const operation = (methode: string, chemin: string, reponses: Reponses): OperationDocumentee => ({ methode, chemin, reponses: reponses });

const engagements = objet({
  engagementsUsager: liste(objet({ titre: texte, libelles: liste(texte) }, 'titre', 'libelles')),
  engagementsConseiller: liste(objet({ titre: texte, libelles: liste(texte) }, 'titre', 'libelles')),
});
const probleme = ref('Probleme');
const acte = { 200: null, 400: probleme, 403: probleme, 500: probleme };

const contrat: Specification = {
  version: '1',
  base: '/partenaire/contrat-engagement/v1',
  operations: [
    operation('GET', '/lecture', { 200: ref('ContratEngagement'), 204: null, 400: probleme, 403: probleme, 500: probleme }),
    operation('GET', '/lecture/structure', { 200: objet({ engagements: ref('Engagements') }, 'engagements'), 500: probleme }),
    operation('POST', '/signer', acte),
    operation('PATCH', '/signer', acte),
    operation('POST', '/refuser', acte),
    operation('PATCH', '/refuser', acte),
  ],
  schemas: {
    Engagements: engagements,
    Probleme: objet({ type: parmi('about:blank'), status: { type: 'integer' }, title: texte, detail: texte, instance: texte }, 'type', 'status', 'title', 'detail', 'instance'),
    ContratEngagement: objet(
      {
        etat: parmi('SIGNE', 'REFUSE', 'A_SIGNER', 'EN_ATTENTE_SIGNATURE', 'SUSPENDU'),
        dateSignature: instant,
        dateRefus: instant,
        dateSuspension: instant,
        organisme: texte,
        engagements: ref('Engagements'),
        mentionsLegales: objet({
          mentions: liste(objet({ titre: texte, mention: texte, sanctions: liste(texte), notes: liste(texte) })),
          niveauSanction: { type: ['string', 'null'] },
          voiesRecours: texte,
          articles: liste(texte),
        }),
      },
      'etat',
      'organisme',
    ),
  },
};

const CODES = ['ACT366', 'ACT367', 'ACT368', 'ACT369', 'ACT370', 'ACT382', 'ACT414', 'ACT380', 'ACT395'];
const codeLibelle = { code: texte, libelle: texte };
const dansDomaine = { ...codeLibelle, codeDomaine: texte, libelleDomaine: texte };
const activite = objet(
  {
    identifiantActivite: { type: 'string', pattern: '^\\d+\\$[0-9a-f-]{36}$' },
    codeActivite: parmi(...CODES),
    usager: objet({ identifiant: { type: 'string', pattern: '^\\d{11}$' }, typeIdentifiant: parmi('numeroFranceTravail') }, 'identifiant', 'typeIdentifiant'),
    dateCreation: instant,
    dateEcheance: instant,
    dateEcheanceProche: instant,
    attributsSpecifiques: liste(objet({ nom: texte, valeur: texte }, 'nom', 'valeur')),
  },
  'identifiantActivite',
  'codeActivite',
  'dateEcheance',
);
const referentiel = (detail: string): Reponses => ({ 200: ref(detail), 204: null, 500: null });

const activites = (version: 'v1' | 'v2', page: Schema): Specification => ({
  version,
  base: `/partenaire/activites-operationnelles/${version}`,
  operations: [
    operation('GET', '/activites/chercher', { 200: page, 204: null, 400: ref('Erreur'), 500: null }),
    operation('GET', '/referentiel-activites', { 200: liste(ref('Domaine')), 500: null }),
    operation('GET', '/referentiel-activites/activites/{codeActivite}', referentiel('ActiviteConnue')),
    operation('GET', '/referentiel-activites/domaines/{code}', referentiel('Domaine')),
    operation('GET', '/referentiel-activites/domaines/{code}/detail', referentiel('Domaine')),
    operation('GET', '/referentiel-activites/familles/{code}', referentiel('Famille')),
    operation('GET', '/referentiel-activites/familles/{code}/detail', referentiel('Famille')),
  ],
  schemas: {
    Activite: activite,
    Erreur: objet({ code: parmi('PARAM_INCOHERENT'), message: texte, details: { type: 'object' } }, 'code', 'message'),
    ActiviteConnue: objet({ ...dansDomaine, codeFamille: texte, libelleFamille: texte }, 'code'),
    Famille: objet({ ...dansDomaine, activites: liste(ref('ActiviteConnue')) }, 'code'),
    Domaine: objet({ ...codeLibelle, familles: liste(ref('Famille')) }, 'code'),
  },
});

const PARCOURS = ['PED', 'PSP', 'PSO', 'EO', 'IND'];
const lueV2: Record<string, Schema> = {
  parcours: parmi(...PARCOURS),
  responsable_usager: ref('Entite'),
  competent_decision: ref('Entite'),
  prise_decision: ref('Entite'),
  referent_parcours: ref('Entite'),
  statut: parmi('PRECONISE', 'PRECONISE_REORIENTATION', 'DECIDE', 'DECIDE_REORIENTATION', 'RECLASSEMENT', 'MODIFIE', 'CORRIGE'),
  etat: parmi('EN_ATTENTE', 'BROUILLON', 'SAISIE_COMPLETE', 'OUVERT', 'CLOTURE', 'ABANDON'),
  origine: texte,
  agent_creation: texte,
  agent_derniere_modification: texte,
  date_entree_parcours: date,
  date_sortie_parcours: date,
  motif_sortie_parcours: texte,
  date_creation: instant,
  date_modification: instant,
  criteres_orientation: { type: 'object' },
  msa_calculee: texte,
  msa_calculee_libelle: texte,
  decision: objet(
    {
      etat_decision: parmi('ACCEPTEE', 'REFUSEE'),
      date_decision: date,
      agent_decision: texte,
      motif_refus: texte,
      commentaire_refus: texte,
      parcours: parmi(...PARCOURS),
      referent_parcours: ref('Entite'),
    },
    'etat_decision',
    'date_decision',
  ),
};

const orientationV2 = (prefixe: '' | 'test'): Specification => ({
  version: '2.0',
  base: `/partenaire/${prefixe}orientationusager/v2`,
  operations: [
    operation('POST', '/calculerOrientation', { 200: ref('Orientation'), 400: ref('Erreur'), 500: null }),
    operation('GET', '/lectureOrientation', { 200: liste(ref('Orientation')), 400: ref('Erreur'), 500: null }),
    operation('POST', '/orientation', { 201: null, 400: ref('Erreur'), 500: null }),
    operation('PUT', '/modificationOrientation', { 200: ref('Orientation'), 400: ref('Erreur'), 500: null }),
    operation('POST', '/decisionOrientation', { 201: null, 400: ref('Erreur'), 500: null }),
  ],
  schemas: {
    Entite: objet({
      organisme: objet({ code: parmi('CD', 'FT', 'ML', 'CE', 'CAF', 'IND') }, 'code'),
      structure: objet({ code: { type: 'string', pattern: '^[A-Za-z]{3}\\d{4}$' }, libelle: texte }, 'code'),
    }),
    Orientation: objet(lueV2, 'parcours', 'statut', 'etat'),
    Erreur: objet({ timestamp: instant, status: { type: 'integer' }, error: texte, message: texte, path: texte }, 'timestamp', 'status', 'error', 'message', 'path'),
  },
});

/** By the name under which their scenarios are. */
export const FICHES: Record<string, Specification> = {
  'contrat-engagement': contrat,
  'activites-operationnelles': activites('v2', objet({ size: { type: 'integer' }, activites: liste(ref('Activite')), hasMore: { type: 'boolean' }, cursor: texte }, 'size', 'activites', 'hasMore')),
  'activites-operationnelles-v1': activites('v1', liste(ref('Activite'))),
  'orientation-usager-v2': orientationV2(''),
  'testorientation-usager-v2': orientationV2('test'),
};
