import { type CodeRefus } from '../domain/foyer/constats.js';

/** What the reader of an import report is told for each refusal, and what to do about it. */
export const LIBELLES_REFUS: Readonly<Record<CodeRefus, string>> = {
  NIR_ABSENT: 'Le NIR est absent. Demandez à la CAF ou à la MSA de compléter le dossier.',
  NIR_LONGUEUR: 'Le NIR n’a pas 13 caractères (ou 15 avec sa clé). Faites-le corriger par la CAF ou la MSA.',
  NIR_FORME: 'Le NIR contient un caractère qui n’y a pas sa place. Faites-le corriger par la CAF ou la MSA.',
  NIR_SEXE: 'Le premier chiffre du NIR n’existe pas. Faites-le corriger par la CAF ou la MSA.',
  NIR_MOIS: 'Le mois de naissance du NIR n’existe pas. Faites-le corriger par la CAF ou la MSA.',
  NIR_CLE: 'La clé du NIR ne correspond pas au numéro. Faites-le corriger par la CAF ou la MSA.',
  DATE_NAISSANCE_ABSENTE: 'La date de naissance est absente. Demandez à la CAF ou à la MSA de compléter le dossier.',
  DATE_NAISSANCE_ILLISIBLE: 'La date de naissance n’est pas une date du calendrier. Faites-la corriger par la CAF ou la MSA.',
  DATE_NAISSANCE_FUTURE: 'La date de naissance est dans le futur. Faites-la corriger par la CAF ou la MSA.',
  NOM_ABSENT: 'Le nom est absent. Demandez à la CAF ou à la MSA de compléter le dossier.',
  PRENOM_ABSENT: 'Le prénom est absent. Demandez à la CAF ou à la MSA de compléter le dossier.',
  SOUMISSION_ILLISIBLE: 'L’indicateur « soumis aux droits et devoirs » n’est ni 0 ni 1. Signalez-le à la CAF ou à la MSA.',
  ETAT_DOSSIER_INCONNU: 'L’état du dossier RSA n’est pas connu (0 à 6 attendus). Le foyer est laissé tel quel ; signalez-le à la CAF ou à la MSA.',
  ORGANISME_INCONNU: 'L’organisme payeur n’est ni la CAF ni la MSA. Le foyer est laissé tel quel ; signalez-le à l’émetteur.',
  AUTRE_DEPARTEMENT: 'Ce foyer relève d’un autre département. Vérifiez que vous importez le bon fichier.',
};
