import { Failure, type Rejection } from '@relais/kernel';
import { z } from 'zod';

/** What an agent reads when something is refused: a status, a title and what to do, in French. */
export type ProblemText = Readonly<{ status: number; title: string; detail: string }>;

/** One table a service: stable code -> problem. Merged with the chassis' own. */
export type ProblemTable = Readonly<Record<string, ProblemText>>;

/** RFC 9457, with a stable code and the trace id; some refusals say more. */
export const problemSchema = z.looseObject({
  type: z.string().meta({ examples: ['urn:relais:probleme:REQUETE_INVALIDE'] }),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('Ce qu’il faut faire'),
  code: z.string().describe('Code stable : c’est sur lui qu’un programme décide'),
  traceId: z.string().optional().describe('À transmettre à l’exploitation'),
  champs: z
    .array(z.object({ champ: z.string(), probleme: z.string() }))
    .optional()
    .describe('Ce qui ne convient pas dans la demande, champ par champ'),
});
export type Problem = Readonly<z.output<typeof problemSchema>>;

export const chassisProblems = {
  JETON_ABSENT: { status: 401, title: 'Identification requise', detail: 'Joignez un jeton d’accès : en-tête Authorization: Bearer.' },
  JETON_INVALIDE: { status: 401, title: 'Jeton refusé', detail: 'Ce jeton n’est pas reconnu. Demandez-en un nouveau au fournisseur d’identité.' },
  JETON_EXPIRE: { status: 401, title: 'Jeton expiré', detail: 'Demandez un nouveau jeton au fournisseur d’identité, puis refaites la demande.' },
  ROLE_INSUFFISANT: { status: 403, title: 'Action non permise', detail: 'Votre profil ne permet pas cette action. Adressez-vous à votre gestionnaire des habilitations.' },
  AUTHENTIFICATION_FAIBLE: { status: 403, title: 'Second facteur requis', detail: 'Reconnectez-vous avec un second facteur (code, clé ou application) : sans lui, aucune donnée personnelle n’est montrée.' },
  ADRESSE_INATTENDUE: { status: 403, title: 'Adresse inattendue', detail: 'Ce compte n’est pas attendu depuis cette adresse. L’appel a été refusé et consigné ; faites déclarer vos adresses auprès de l’exploitation.' },
  COMPTE_FREINE: { status: 403, title: 'Compte arrêté', detail: 'Ce compte a consulté bien plus de personnes que d’habitude : il est arrêté par précaution. Adressez-vous au responsable de la sécurité, qui seul peut lever l’arrêt.' },
  DEPARTEMENT_ETRANGER: { status: 403, title: 'Département hors de votre périmètre', detail: 'Votre compte n’agit pas pour ce département.' },
  AGENT_NON_HABILITE: { status: 403, title: 'Personne hors de votre périmètre', detail: 'Rien ne vous ouvre ces données pour cette personne : ni votre rôle, ni votre structure. L’accès a été refusé et consigné.' },
  REQUETE_INVALIDE: { status: 400, title: 'Demande mal formée', detail: 'Corrigez les champs signalés, puis refaites la demande.' },
  INTROUVABLE: { status: 404, title: 'Adresse inconnue', detail: 'Vérifiez l’adresse et la méthode de la demande.' },
  VERSION_INATTENDUE: { status: 412, title: 'Le dossier a changé', detail: 'Relisez le dossier, vérifiez votre décision, puis refaites la demande.' },
  CLE_IDEMPOTENCE_REUTILISEE: { status: 422, title: 'Clé d’idempotence déjà employée', detail: 'Cette clé a servi pour une autre demande. Employez une nouvelle clé.' },
  COMMANDE_ILLISIBLE: { status: 400, title: 'Commande illisible', detail: 'La commande n’a pas pu être lue ; elle est mise de côté. Vérifiez son schéma et ses en-têtes, puis envoyez-la de nouveau.' },
  MISE_DE_COTE_INCONNUE: { status: 404, title: 'Mise de côté inconnue', detail: 'Rien n’attend sous cet identifiant : relisez la liste des mises de côté.' },
  MISE_DE_COTE_CHANGEE: { status: 409, title: 'La file a changé', detail: 'Un autre message est maintenant le premier. Relisez la mise de côté, puis recommencez avec sa position.' },
  CORRECTION_NON_CONFORME: { status: 422, title: 'Correction non conforme', detail: 'Les champs signalés ne conviennent pas au schéma de l’événement, ou désignent une autre personne. Corrigez-les.' },
  CORRECTION_TYPE_INCONNU: { status: 422, title: 'Type de l’événement à préciser', detail: 'Le message ne dit pas clairement son type : indiquez-le (type), parmi ceux de ce sujet.' },
  CORRECTION_SEQUENCE: { status: 422, title: 'Rang de l’événement à préciser', detail: 'Le message ne dit pas son rang (sequence) : indiquez-le. Un rang que le message dit ne se change pas.' },
  PROJECTION_ABSENTE: { status: 409, title: 'Pas de projection ici', detail: 'Ce service décide : ce qu’il a écrit ne se refait pas depuis le bus. Reprenez, corrigez ou passez les messages mis de côté.' },
  PROJECTIONS_INCOMPARABLES: { status: 409, title: 'Projections incomparables', detail: 'La projection en service et la reconstruite n’en sont pas au même point. Vérifiez que le service lit le bus, puis recommencez.' },
  RECONSTRUCTION_EN_COURS: { status: 409, title: 'Reconstruction en cours', detail: 'Une reconstruction est déjà en cours sur cette base. Attendez qu’elle finisse.' },
  REJEU_TROP_LARGE: { status: 422, title: 'Trop de personnes à rejouer', detail: 'Choisissez un instant plus récent, ou reconstruisez la projection entière.' },
  TROU_ABSENT: { status: 409, title: 'Rien ne manque', detail: 'Aucun événement ne manque avant celui-ci : reprenez, corrigez, ou écartez le message lui-même.' },
  SERVICE_INDISPONIBLE: { status: 503, title: 'Service momentanément indisponible', detail: 'Rien n’a été enregistré. Refaites la même demande dans un instant.' },
  ERREUR_INTERNE: { status: 500, title: 'Erreur interne', detail: 'Rien n’a été enregistré. Transmettez l’identifiant de trace à l’équipe d’exploitation.' },
} as const satisfies ProblemTable;

/** Turns a refusal of the domain into what the HTTP filter understands. */
export const refusal = ({ code, details }: Rejection): Failure =>
  new Failure('rejected', code, { message: code, ...(details ? { details } : {}) });
