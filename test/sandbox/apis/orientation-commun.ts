import { STATUS_CODES } from 'node:http';
import { type AppelUsager, type Erreur, type Operation, type Reponse } from '../api.js';
import { REGLES_CRITERES } from '../criteres.js';
import { type Acte } from '../cycle-orientation.js';
import { type Orientation, type Usager } from '../modele.js';
import { premierProbleme, type Regle } from '../regles.js';
import { champs } from '../valeurs.js';

/** What both versions of orientation-usager have in common. */

export const ETATS_LUS = ['BROUILLON', 'EN_ATTENTE', 'OUVERT', 'CLOTURE'] as const;
export const MOTIFS_REFUS = [
  'DECLARATION_INEXACTE',
  'SITUATION_NON_COUVERTE',
  'APPRECIATION_DIFFERENTE',
  'MANQUE_CAPACITE_ACCUEIL',
  'ENTRETIEN_ORIENTATION',
  'AUTRE',
];

// Internal Spring paths quoted by the error bodies; those of /orientation and /modificationOrientation are not published.
const CHEMINS: Record<string, string> = {
  calculOrientation: '/calculer',
  calculerOrientation: '/calculer',
  decisionOrientation: '/decider',
  modificationOrientation: '/modifier',
};

const avecDecalage = (instant: Date): string => instant.toISOString().replace('Z', '+00:00');

export function adresseDe({ adresse }: Usager): object | undefined {
  if (!adresse) return undefined;
  return {
    code_commune: adresse.codeInseeCommune,
    libelle_commune: adresse.libelleCommune,
    code_postal: adresse.codePostal,
    numero_type_libelle_voie: adresse.numeroTypeLibelleVoie,
  };
}

/** Criteria as read, with what France Travail knows of the person. */
export function criteresDe(orientation: Orientation, usager: Usager): object {
  return {
    ...orientation.criteres,
    brsa: usager.brsa,
    date_naissance: usager.dateNaissance,
    adresse: adresseDe(usager),
  };
}

export type Traitement = (appel: AppelUsager, acte: Acte, corps: Record<string, unknown>) => Reponse;

export interface Ecriture {
  nom: string;
  methode: 'POST' | 'PUT';
  regles?: readonly Regle[];
  traiter: Traitement;
}

export interface Dialecte {
  erreur: (erreur: Erreur, operation: string) => Reponse;
  refuser: (appel: AppelUsager, operation: string, message: string) => Reponse;
  ecriture: (ecriture: Ecriture) => Operation;
}

/** Spring's errors and the checks that come before any writing, for one version; `agentDe` says who acted. */
export function dialecte(version: 'v1' | 'v2', agentDe: (appel: AppelUsager) => string): Dialecte {
  const erreur: Dialecte['erreur'] = ({ status, message, instant }, operation) => {
    if (status >= 500) return { status, texte: message, type: 'text/plain;charset=UTF-8' };
    const path = `/api-orientationusager/${version}/orientation${CHEMINS[operation] ?? ''}`;
    return { status, corps: { timestamp: avecDecalage(instant), status, error: STATUS_CODES[status], message, path } };
  };
  const refuser: Dialecte['refuser'] = (appel, operation, message) => erreur({ status: 400, message, instant: appel.instant }, operation);
  const ecriture: Dialecte['ecriture'] = ({ nom, methode, regles, traiter }) => ({
    nom,
    methode,
    chemin: `/${nom}`,
    acces: 'usager',
    traiter: (appel) => {
      const { usager, contexte, instant } = appel;
      if (!usager) return refuser(appel, nom, "L'usager est inconnu");
      if (regles && appel.corps === undefined) return refuser(appel, nom, 'Required request body is missing');
      const corps = champs(appel.corps);
      const probleme = premierProbleme(corps, regles ?? []);
      return probleme ? refuser(appel, nom, probleme) : traiter(appel, { contexte, instant, usager, agent: agentDe(appel) }, corps);
    },
  });
  return { erreur, refuser, ecriture };
}

/** The criteria of a body that are known. */
export const connus = (corps: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    REGLES_CRITERES.map(({ champ }) => [champ, corps[champ]] as const).filter(([, valeur]) => valeur !== undefined && valeur !== null),
  );

