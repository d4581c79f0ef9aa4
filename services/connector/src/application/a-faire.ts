/** What is left to do once the cause is mended. */
const reprises: Readonly<Partial<Record<string, string>>> = {
  signerContrat: 'relancez la transmission',
  refuserContrat: 'relancez la transmission',
  evenementSanctionRSA: 'relancez la transmission',
  decisionSanctionRSAPartenaire: 'relancez la transmission',
};

/** What the département can do about a code of France Travail, or of ours. */
const consignesPour = (reprise: string): Readonly<Record<string, string>> => ({
  S002: `France Travail ne connaît pas cette personne. Vérifiez son NIR et sa date de naissance, puis ${reprise}.`,
  S003: `France Travail connaît plusieurs personnes sous cette identité. Signalez le doublon à France Travail, puis ${reprise}.`,
  R001: 'France Travail refuse l’accès à cette personne. Vérifiez auprès de France Travail qu’elle relève de votre département.',
  R002: 'France Travail ne rattache pas cette personne à votre département. Vérifiez son adresse auprès de France Travail.',
  R997: `France Travail ne comprend pas l’identité transmise. Corrigez le NIR ou la date de naissance, puis ${reprise}.`,
  R998: `France Travail n’a pas d’adresse pour cette personne. Faites-la renseigner auprès de France Travail, puis ${reprise}.`,
  HTTP_204: 'France Travail ne permet pas d’accéder à cette personne. Signalez-le à France Travail.',
  HTTP_404: `France Travail ne trouve pas cette personne. Vérifiez son identité, puis ${reprise}.`,
  DECISION_DIFFERENTE: 'France Travail montre une autre décision que la vôtre. Relisez le dossier avec France Travail avant toute autre démarche.',
  USAGER_INCONNU: 'Cette personne n’est plus connue du référentiel usagers. Vérifiez le dossier.',
  IDENTITE_INCOMPLETE: `Il manque le NIR ou la date de naissance de cette personne. Complétez le dossier, puis ${reprise}.`,
  CONTRAT_SUSPENDU: 'Le contrat est suspendu chez France Travail : la personne n’y est plus inscrite. Rapprochez-vous de France Travail.',
  C999: 'France Travail a déjà reçu un autre acte sur cette sanction. Relisez le dossier avec France Travail avant toute autre démarche.',
  SANCTION_INTROUVABLE: 'France Travail ne montre plus cette sanction pour cette personne. Rapprochez-vous de France Travail.',
  RELECTURE_IMPOSSIBLE:
    'La réponse de France Travail s’est perdue, et il ne permet pas de relire cette décision : elle n’est pas renvoyée, pour ne pas sanctionner deux fois. Vérifiez auprès de France Travail s’il l’a reçue, puis concluez : prise en compte ou absente.',
  HabilitationException: 'France Travail ne rattache pas cette personne à votre département. Vérifiez son adresse auprès de France Travail.',
});

/** In French, what to do when a transmission is refused; `message` is France Travail's own, without personal data. */
export const aFaire = (code: string, message?: string, operation = 'decisionOrientation'): string => {
  const reprise = reprises[operation] ?? 'décidez de nouveau';
  const consigne = consignesPour(reprise)[code];
  if (consigne !== undefined) return consigne;
  if (message !== undefined) return `France Travail répond : « ${message} ». Corrigez ce qui est signalé, puis ${reprise}.`;
  return `France Travail a refusé avec le code ${code}. Transmettez ce code à l’équipe d’exploitation.`;
};

const RACCORDEMENT = 'Le raccordement à France Travail est à vérifier par l’équipe d’exploitation.';

const attentes: Readonly<Record<string, string>> = {
  INJOIGNABLE: 'France Travail ne répond pas.',
  TOKEN_INJOIGNABLE: 'France Travail ne répond pas.',
  HTTP_429: 'France Travail demande d’attendre.',
  LIMITE_DE_DEBIT: 'Le débit accordé par France Travail est atteint.',
  USAGERS_INDISPONIBLE: 'Le référentiel usagers ne répond pas.',
  HTTP_302: RACCORDEMENT,
  HTTP_403: RACCORDEMENT,
  invalid_client: RACCORDEMENT,
  invalid_scope: RACCORDEMENT,
  REPONSE_INCOMPRISE: RACCORDEMENT,
  NON_PRISE_EN_COMPTE: 'France Travail n’a pas pris en compte le premier envoi.',
  COMPTE_FRANCE_TRAVAIL_ABSENT: 'Le compte France Travail de ce département n’est pas encore configuré.',
  TRAITEMENT_LIMITE: 'Le traitement des données de cette personne est limité à sa demande : rien n’est transmis.',
  INTERRUPTION: 'L’envoi a été interrompu : France Travail va être relu avant tout nouvel envoi.',
};

/** In French, why a transmission still waits; null when nothing has gone wrong. */
export const pourquoiAttend = (code: string | null): string | null =>
  code === null ? null : `${attentes[code] ?? `France Travail n’a pas pu prendre la demande (${code}).`} Un nouvel essai est prévu.`;
