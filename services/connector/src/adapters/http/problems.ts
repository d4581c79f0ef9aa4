import { type ProblemTable } from '@relais/chassis/http';

/** What an agent reads for each refusal of this service. */
export const problems = {
  TRANSMISSION_INCONNUE: {
    status: 404,
    title: 'Transmission inconnue',
    detail: 'Aucune transmission ne porte cet identifiant dans ce département. Vérifiez l’adresse.',
  },
} as const satisfies ProblemTable;
