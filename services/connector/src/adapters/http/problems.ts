import { type ProblemTable } from '@relais/chassis/http';

/** What an agent reads for each refusal of this service. */
export const problems = {
  DEPARTEMENT_ETRANGER: {
    status: 403,
    title: 'Département hors de votre périmètre',
    detail: 'Votre compte n’agit pas pour ce département.',
  },
  TRANSMISSION_INCONNUE: {
    status: 404,
    title: 'Transmission inconnue',
    detail: 'Aucune transmission ne porte cet identifiant dans ce département. Vérifiez l’adresse.',
  },
} as const satisfies ProblemTable;
