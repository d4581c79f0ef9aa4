import { type CodeRefusFichier } from './ports-fichier.js';

const CORRIGER = 'Corrigez la ligne, puis importez de nouveau le fichier.';

/** What the reader of a reject file is told for each line, and what to do about it. */
export const LIBELLES_LIGNES: Readonly<Record<CodeRefusFichier, string>> = {
  NIR_LONGUEUR: `Le NIR n’a pas 13 caractères (ou 15 avec sa clé). ${CORRIGER}`,
  NIR_FORME: `Le NIR contient un caractère qui n’y a pas sa place. ${CORRIGER}`,
  NIR_SEXE: `Le premier chiffre du NIR n’existe pas. ${CORRIGER}`,
  NIR_MOIS: `Le mois de naissance du NIR n’existe pas. ${CORRIGER}`,
  NIR_CLE: `La clé du NIR ne correspond pas au numéro. ${CORRIGER}`,
  LIGNE_DECALEE: `La ligne n’a pas le même nombre de colonnes que l’en-tête. ${CORRIGER}`,
  ENCODAGE_MELANGE: 'La ligne contient un caractère d’un autre encodage que le fichier. Enregistrez le fichier en UTF-8, puis importez-le de nouveau.',
  FORMULE_INTERDITE: `Une cellule commence par =, +, - ou @ : un tableur l’exécuterait. ${CORRIGER}`,
  VALEUR_TROP_LONGUE: `Une cellule dépasse 500 caractères. ${CORRIGER}`,
  NOM_ABSENT: `Le nom est absent. ${CORRIGER}`,
  PRENOM_ABSENT: `Le prénom est absent. ${CORRIGER}`,
  DATE_NAISSANCE_ABSENTE: `La date de naissance est absente. ${CORRIGER}`,
  DATE_NAISSANCE_ILLISIBLE: `La date de naissance n’est pas une date (aaaa-mm-jj, jj/mm/aaaa ou jj-mm-aaaa). ${CORRIGER}`,
  DATE_NAISSANCE_FUTURE: `La date de naissance est dans le futur. ${CORRIGER}`,
  REPERE_ABSENT: `La ligne n’a ni NIR, ni matricule, ni numéro de l’outil : rien ne dit de qui elle parle. ${CORRIGER}`,
  TELEPHONE_ILLISIBLE: `Le numéro de téléphone n’en est pas un. ${CORRIGER}`,
  EMAIL_ILLISIBLE: `L’adresse électronique n’en est pas une. ${CORRIGER}`,
  PERSONNE_INCONNUE: 'Personne de ce nom et de cette naissance n’est connue dans ce département. Attendez le flux de la CAF ou de la MSA qui la contient, ou vérifiez la ligne.',
  PERSONNE_AMBIGUE: 'Plusieurs personnes connues correspondent à cette ligne. Ajoutez le NIR, puis importez de nouveau le fichier.',
  PERSONNE_DISCORDANTE: 'Une personne de ce nom et de cette naissance est connue, mais ni son matricule ni son numéro dans l’outil ne sont ceux de la ligne. Vérifiez-les, ou ajoutez le NIR.',
};
