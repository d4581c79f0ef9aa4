import { type ProblemTable } from '@relais/chassis/http';
import { type Refus } from '../../application/lire-chiffres.js';

/** What an agent reads for each refusal of this service. */
export const problems = {
  INDICATEUR_INCONNU: {
    status: 404,
    title: 'Indicateur inconnu',
    detail: 'Aucun indicateur ne porte ce code. La liste est donnée par GET /v1/pilotage/indicateurs.',
  },
  DATE_A_VENIR: {
    status: 422,
    title: 'Date à venir',
    detail: 'Les chiffres sont connus jusqu’à aujourd’hui. Choisissez une date passée, ou n’en donnez pas.',
  },
  DEPARTEMENT_ETRANGER: {
    status: 403,
    title: 'Département hors de votre périmètre',
    detail: 'Votre compte ne lit pas les chiffres de ce département.',
  },
} as const satisfies ProblemTable & Record<Refus['code'], unknown>;
