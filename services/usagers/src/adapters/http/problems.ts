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
  EFFACEMENT_INCONNU: {
    status: 404,
    title: 'Effacement inconnu',
    detail: 'Aucun effacement de cette personne ne porte cet identifiant. Vérifiez l’adresse.',
  },
  EFFACEMENT_DROIT_OUVERT: {
    status: 409,
    title: 'Un droit est ouvert',
    detail: 'Tant que son droit au RSA est ouvert, la loi demande de traiter les données de cette personne (RGPD, article 17, 3, b). Refaites la demande après la fermeture du droit.',
  },
  EFFACEMENT_DEJA_DEMANDE: {
    status: 409,
    title: 'Effacement déjà demandé',
    detail: 'L’effacement de cette personne est déjà demandé. Un autre agent peut le confirmer.',
  },
  EFFACEMENT_MEME_AGENT: {
    status: 403,
    title: 'Un autre agent doit confirmer',
    detail: 'Un effacement ne peut pas être défait : celui qui le demande ne le confirme pas. Faites-le confirmer par un autre agent.',
  },
  EFFACEMENT_DEJA_FAIT: {
    status: 409,
    title: 'Effacement déjà fait',
    detail: 'Cette personne est déjà effacée. Lisez le rapport de l’effacement.',
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
  FICHIER_DEJA_IMPORTE: {
    status: 409,
    title: 'Fichier déjà importé',
    detail: 'Ce fichier a déjà été importé en entier : voyez l’import indiqué. Pour l’importer de nouveau, ajoutez rejouer=true.',
  },
  CORPS_ATTENDU: {
    status: 415,
    title: 'Fichier attendu',
    detail: 'Envoyez le flux tel que reçu de la CAF ou de la MSA, avec l’en-tête Content-Type: application/xml.',
  },
  FLUX_ILLISIBLE: {
    status: 422,
    title: 'Fichier illisible',
    detail: 'La lecture s’est arrêtée à la ligne indiquée. Rien n’a été écrit. Corrigez le fichier ou redemandez-le, puis refaites l’import.',
  },
  FREQUENCE_INCONNUE: {
    status: 422,
    title: 'Fréquence du flux inconnue',
    detail: 'Le fichier ne dit pas s’il est mensuel, quotidien ou un stock initial par une valeur déclarée. Rien n’a été écrit. Déclarez cette valeur dans les sources du département.',
  },
  TOTAUX_DISCORDANTS: {
    status: 422,
    title: 'Totaux de contrôle discordants',
    detail: 'Le fichier ne contient pas le nombre de dossiers qu’il annonce : il est incomplet ou altéré. Rien n’a été écrit. Redemandez-le à son émetteur.',
  },
  FLUX_DEPASSE: {
    status: 409,
    title: 'Flux plus ancien que le dernier importé',
    detail: 'Un flux plus récent du même émetteur est déjà importé : celui-ci ferait revenir en arrière. Pour l’importer malgré tout, ajoutez rejouer=true.',
  },
  CONNEXION_PERDUE: {
    status: 400,
    title: 'Envoi interrompu',
    detail: 'Le fichier n’est pas arrivé en entier. Rien n’a été écrit. Refaites le même import.',
  },
  FICHIER_ATTENDU: {
    status: 415,
    title: 'Fichier attendu',
    detail: 'Envoyez le fichier tel qu’il est, avec l’en-tête Content-Type: text/csv, ou celui d’un classeur XLSX.',
  },
  FICHIER_VIDE: { status: 422, title: 'Fichier vide', detail: 'Le fichier ne contient aucune ligne. Vérifiez que vous envoyez le bon.' },
  FICHIER_TROP_GROS: { status: 413, title: 'Fichier trop gros', detail: 'Le fichier dépasse la limite indiquée. Partagez-le en plusieurs fichiers.' },
  ENCODAGE_INCONNU: { status: 422, title: 'Encodage inconnu', detail: 'Le fichier n’est ni en UTF-8 ni en windows-1252. Enregistrez-le en CSV UTF-8, puis envoyez-le de nouveau.' },
  ENCODAGES_MELANGES: {
    status: 422,
    title: 'Encodages mélangés',
    detail: 'Le fichier mêle deux encodages à partir de la ligne indiquée : des noms seraient faussés. Rien n’a été écrit. Enregistrez-le en UTF-8, puis envoyez-le de nouveau.',
  },
  CSV_MAL_FORME: { status: 422, title: 'CSV mal formé', detail: 'Les guillemets ne se referment pas, ou une ligne est démesurée, à la ligne indiquée. Rien n’a été écrit. Corrigez le fichier.' },
  CLASSEUR_ILLISIBLE: { status: 422, title: 'Classeur illisible', detail: 'Le classeur est abîmé, chiffré, ou n’en est pas un. Rien n’a été écrit. Enregistrez-le de nouveau en XLSX, ou en CSV.' },
  CLASSEUR_DEMESURE: { status: 422, title: 'Classeur démesuré', detail: 'Le classeur dépasse une limite une fois décompressé. Rien n’a été écrit. Gardez une seule feuille, sans mise en forme, ou envoyez un CSV.' },
  CLASSEUR_XML_INTERDIT: { status: 422, title: 'Classeur refusé', detail: 'Le classeur contient une déclaration DOCTYPE, qui n’y a pas sa place. Rien n’a été écrit. Enregistrez-le de nouveau avec votre tableur.' },
  COLONNES_MANQUANTES: { status: 422, title: 'Colonnes manquantes', detail: 'Le fichier n’a pas les colonnes indiquées. Corrigez l’en-tête, ou déclarez le nom que ces colonnes portent dans vos fichiers.' },
  COLONNE_EN_DOUBLE: { status: 422, title: 'Colonne en double', detail: 'Deux colonnes du fichier désignent la même information. Supprimez-en une, ou changez les noms déclarés.' },
  DOUTE_INCONNU: {
    status: 404,
    title: 'Doute inconnu',
    detail: 'Aucun doute ne porte cet identifiant dans ce département. Vérifiez l’adresse.',
  },
  DOUTE_DEJA_DECIDE: {
    status: 409,
    title: 'Déjà décidé',
    detail: 'Quelqu’un a déjà décidé de ce doute. Relisez-le ; une fusion peut être annulée.',
  },
  DOUTE_NON_FUSIONNE: {
    status: 409,
    title: 'Rien à annuler',
    detail: 'Ces deux fiches ne sont pas fusionnées par ce doute. Relisez-le avant de recommencer.',
  },
  GARDE_ETRANGERE: {
    status: 422,
    title: 'Fiche étrangère à ce doute',
    detail: 'La fiche à garder doit être l’une des deux fiches comparées.',
  },
  FUSION_EN_CHAINE: {
    status: 409,
    title: 'Fiche déjà fusionnée',
    detail: 'L’une des deux fiches fait déjà partie d’une fusion. Gardez celle qui en a absorbé une autre, ou annulez d’abord cette fusion.',
  },
  OUVERTURE_ARCHIVEE: {
    status: 409,
    title: 'Gardez l’autre fiche',
    detail: 'Le droit ouvert de la fiche absorbée est trop ancien pour passer à l’autre. Gardez la fiche dont le droit est ouvert.',
  },
  IDENTIFIANT_DEJA_PORTE: {
    status: 409,
    title: 'Identifiant d’une autre personne',
    detail: 'Une autre personne porte cet identifiant. Les deux fiches sont à comparer dans la file des doutes du département.',
  },
  IDENTIFIANT_INCONNU: {
    status: 404,
    title: 'Identifiant inconnu',
    detail: 'Cette personne ne porte pas cet identifiant, ou il est déjà clos. Relisez la liste.',
  },
} as const satisfies ProblemTable;
