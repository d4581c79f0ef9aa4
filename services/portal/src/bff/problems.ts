import { type FastifyReply } from 'fastify';

/** RFC 9457, as the services answer; the portal's own refusals have the same form. */
export type Problem = Readonly<{ type: string; title: string; status: number; detail: string; code: string; [extension: string]: unknown }>;

const texts = {
  SESSION_ABSENTE: { status: 401, title: 'Connexion requise', detail: 'Connectez-vous pour continuer.' },
  SESSION_EXPIREE: { status: 401, title: 'Session expirée', detail: 'Reconnectez-vous pour continuer ; votre saisie est conservée.' },
  DEMANDE_ETRANGERE: { status: 403, title: 'Demande refusée', detail: 'Cette demande ne vient pas des pages du portail. Rechargez la page, puis recommencez.' },
  DEPARTEMENT_ABSENT: { status: 403, title: 'Compte sans département', detail: 'Votre compte n’est rattaché à aucun département. Adressez-vous à votre gestionnaire des habilitations.' },
  REQUETE_INVALIDE: { status: 400, title: 'Demande mal formée', detail: 'Rechargez la page, puis recommencez.' },
  INTROUVABLE: { status: 404, title: 'Adresse inconnue', detail: 'Vérifiez l’adresse.' },
  SERVICE_INDISPONIBLE: { status: 503, title: 'Service momentanément indisponible', detail: 'Rien n’a été enregistré. Refaites la même demande dans un instant.' },
  ERREUR_INTERNE: { status: 500, title: 'Erreur interne', detail: 'Rien n’a été enregistré. Signalez-le à l’équipe d’exploitation.' },
} as const;

export type ProblemCode = keyof typeof texts;

/** What the portal itself refuses. */
export class Refused extends Error {
  constructor(readonly code: ProblemCode) {
    super(code);
  }
}

/** The body of a refusal. */
export const problemOf = (code: ProblemCode): Problem => ({ type: `urn:relais:probleme:${code}`, ...texts[code], code });

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply.code(problem.status).type('application/problem+json; charset=utf-8').send(problem);
