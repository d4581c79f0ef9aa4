import { type ProblemTable } from '@relais/chassis/http';

/** What an agent reads for each refusal of this service. */
export const problems = {
  USAGER_INCONNU: {
    status: 404,
    title: 'Personne inconnue',
    detail: 'Cette personne n’est pas connue ici. Vérifiez l’identifiant, ou attendez l’import du flux CAF ou MSA qui la contient.',
  },
  USAGER_NON_RATTACHE: {
    status: 403,
    title: 'Personne hors de votre périmètre',
    detail: 'Votre structure n’accompagne pas cette personne. L’accès a été refusé et consigné.',
  },
  IMPORT_INCONNU: {
    status: 404,
    title: 'Import inconnu',
    detail: 'Aucun import ne porte cet identifiant dans ce département. Vérifiez l’adresse.',
  },
  IMPORT_EN_COURS: {
    status: 409,
    title: 'Un import est en cours',
    detail: 'Un autre flux est en cours d’import pour ce département. Attendez sa fin, puis refaites la demande.',
  },
  CORPS_ATTENDU: {
    status: 415,
    title: 'Fichier attendu',
    detail: 'Envoyez le flux tel que reçu de la CAF ou de la MSA, avec l’en-tête Content-Type: application/xml.',
  },
  FLUX_ILLISIBLE: {
    status: 422,
    title: 'Fichier illisible',
    detail: 'L’import s’est arrêté à la ligne indiquée ; ce qui précède est enregistré. Corrigez le fichier ou redemandez-le, puis refaites le même import.',
  },
  CONNEXION_PERDUE: {
    status: 400,
    title: 'Envoi interrompu',
    detail: 'Le fichier n’est pas arrivé en entier ; ce qui est arrivé est enregistré. Refaites le même import.',
  },
} as const satisfies ProblemTable;
