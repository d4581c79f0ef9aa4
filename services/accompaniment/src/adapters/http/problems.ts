import { type ProblemTable } from '@relais/chassis/http';
import { type AccompagnementRejection } from '../../domain/accompagnement/index.js';

/** What an agent reads for each refusal of this service. */
export const problems = {
  USAGER_INCONNU: {
    status: 404,
    title: 'Personne inconnue',
    detail: 'Aucun contrat d’engagement n’est connu pour cette personne dans votre département. Vérifiez l’identifiant, ou attendez que son orientation soit décidée.',
  },
  AGENT_HORS_STRUCTURE: {
    status: 403,
    title: 'Personne suivie par une autre structure',
    detail: 'Seule la structure qui a reçu cette personne peut consulter ou tenir son contrat. Rapprochez-vous d’elle, ou du département.',
  },
  CONTRAT_SUSPENDU: {
    status: 409,
    title: 'Contrat suspendu',
    detail: 'Cette personne n’est plus soumise aux droits et devoirs. Le contrat reprendra avec une nouvelle décision d’orientation.',
  },
  CONTRAT_DEJA_SIGNE: {
    status: 409,
    title: 'Contrat déjà signé',
    detail: 'Une signature est déjà enregistrée. Relisez le contrat ; une nouvelle signature suit une nouvelle décision d’orientation.',
  },
  CONTRAT_DEJA_REFUSE: {
    status: 409,
    title: 'Refus déjà enregistré',
    detail: 'Un refus est déjà enregistré à une autre date. Relisez le contrat.',
  },
  CONTRAT_NON_SIGNE: {
    status: 409,
    title: 'Contrat non signé',
    detail: 'Les heures se déclarent au titre d’un contrat signé. Enregistrez d’abord la signature.',
  },
  DATE_ANTERIEURE_A_LA_DECISION: {
    status: 422,
    title: 'Date antérieure à la décision',
    detail: 'La date donnée précède la décision d’orientation. Corrigez-la : on ne signe, ni ne refuse, un contrat avant d’être orienté.',
  },
  DATE_FUTURE: {
    status: 422,
    title: 'Date à venir',
    detail: 'La date donnée est dans l’avenir. Enregistrez la signature ou le refus une fois qu’ils ont eu lieu.',
  },
  HEURES_EXCESSIVES: {
    status: 422,
    title: 'Plus de 48 heures dans la semaine',
    detail: 'Une semaine ne peut compter plus de 48 heures, toutes activités comprises. Corrigez le nombre d’heures.',
  },
  INTENSITE_INCOHERENTE: {
    status: 422,
    title: 'Intensité incohérente',
    detail: 'Une intensité nulle demande une dispense ; une dispense n’a pas d’heures ; un motif de réduction ne vaut qu’en dessous de 15 heures. Corrigez l’un ou l’autre.',
  },
  REDUCTION_SANS_MOTIF: {
    status: 422,
    title: 'Motif de réduction à préciser',
    detail: 'L’intensité est inférieure à 15 heures par semaine. Indiquez pourquoi elle est réduite.',
  },
  SEMAINE_HORS_CONTRAT: {
    status: 422,
    title: 'Semaine hors du contrat',
    detail: 'Cette semaine n’existe pas, précède la signature, ou n’a pas commencé. Choisissez une semaine couverte par le contrat.',
  },
  RENDEZ_VOUS_INCONNU: {
    status: 404,
    title: 'Rendez-vous inconnu',
    detail: 'Aucun rendez-vous de cette personne ne porte cet identifiant. Relisez ses rendez-vous.',
  },
  RENDEZ_VOUS_DEJA_CLOS: {
    status: 409,
    title: 'Issue déjà enregistrée',
    detail: 'Une autre issue est déjà enregistrée pour ce rendez-vous. Relisez le dossier.',
  },
  RENDEZ_VOUS_A_VENIR: {
    status: 409,
    title: 'Rendez-vous à venir',
    detail: 'Ce rendez-vous n’a pas encore eu lieu. Vous pouvez seulement l’annuler.',
  },
} as const satisfies ProblemTable & Record<AccompagnementRejection['code'], unknown>;
