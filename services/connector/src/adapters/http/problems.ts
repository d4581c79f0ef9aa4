import { type ProblemTable } from '@relais/chassis/http';

/** What an agent reads for each refusal of this service. */
export const problems = {
  TRANSMISSION_INCONNUE: {
    status: 404,
    title: 'Transmission inconnue',
    detail: 'Aucune transmission ne porte cet identifiant dans ce département. Vérifiez l’adresse.',
  },
  RIEN_A_CONCLURE: {
    status: 409,
    title: 'Rien à conclure',
    detail: 'Cette transmission n’attend le constat de personne. Relisez son état.',
  },
  RIEN_A_RELANCER: {
    status: 409,
    title: 'Rien à relancer',
    detail: 'Cette transmission est déjà partie, ou partira d’elle-même. Relisez son état.',
  },
  CONSTAT_NECESSAIRE: {
    status: 409,
    title: 'Constat nécessaire',
    detail: 'Cette transmission est peut-être arrivée, et rien ne permet de la relire. Vérifiez auprès de France Travail, puis concluez : prise en compte ou absente.',
  },
  TRANSMISSION_DEPASSEE: {
    status: 409,
    title: 'Transmission dépassée',
    detail: 'Un acte plus récent concerne la même personne : renvoyer celui-ci le déferait. Si France Travail ne montre pas ce qui devrait y être, décidez de nouveau.',
  },
} as const satisfies ProblemTable;
