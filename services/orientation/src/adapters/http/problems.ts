import { type ProblemTable } from '@relais/chassis/http';
import { type OrientationRejection } from '../../domain/orientation/index.js';

/** What an agent reads for each refusal of this service. */
export const problems = {
  USAGER_INCONNU: {
    status: 404,
    title: 'Personne inconnue',
    detail: 'Aucune orientation n’est connue pour cette personne dans ce département. Vérifiez l’identifiant, ou attendez l’import du flux CAF ou MSA.',
  },
  DECISION_NON_HABILITEE: {
    status: 403,
    title: 'Décision non permise',
    detail: 'Seul un agent du département (ou de son délégataire) habilité à décider peut orienter cette personne.',
  },
  COMPETENCE_FRANCE_TRAVAIL: {
    status: 409,
    title: 'Délai de six semaines dépassé',
    detail: 'France Travail est désormais compétent pour orienter cette personne (D. 262-65-2 CASF). Rapprochez-vous de France Travail.',
  },
  PRECONISATION_ABSENTE: {
    status: 409,
    title: 'Préconisation attendue',
    detail: 'France Travail n’a pas encore préconisé d’orientation pour cette personne. Attendez la préconisation avant de décider.',
  },
  PRECONISATION_INDETERMINEE: {
    status: 409,
    title: 'Préconisation indéterminée',
    detail: 'Les critères n’ont pas suffi à préconiser un parcours. Refusez la préconisation et indiquez votre propre choix.',
  },
  STRUCTURE_INCOHERENTE: {
    status: 422,
    title: 'Structure incohérente',
    detail: 'La structure désignée n’est pas du type de l’organisme choisi. Corrigez l’un ou l’autre.',
  },
  STRUCTURE_ABSENTE: {
    status: 422,
    title: 'Structure à préciser',
    detail: 'Indiquez la mission locale ou le Cap emploi qui accompagnera la personne.',
  },
  ORIENTATION_DEJA_DECIDEE: {
    status: 409,
    title: 'Orientation déjà décidée',
    detail: 'Une autre décision a déjà été prise. Relisez le dossier ; une réorientation est une nouvelle décision.',
  },
  ORIENTATION_CLOSE: {
    status: 409,
    title: 'Orientation close',
    detail: 'Le droit de cette personne est fermé : il n’y a plus d’orientation à décider.',
  },
  ORIENTATION_NON_DECIDEE: {
    status: 409,
    title: 'Orientation à décider d’abord',
    detail: 'Cette personne n’a pas encore été orientée : décidez son orientation, une réorientation vient ensuite.',
  },
  REORIENTATION_SANS_CHANGEMENT: {
    status: 409,
    title: 'Réorientation sans changement',
    detail: 'La personne suit déjà ce parcours avec cet organisme. Choisissez un autre parcours, un autre organisme ou une autre structure.',
  },
} as const satisfies ProblemTable & Record<OrientationRejection['code'], unknown>;
