import { champs, estDate } from './valeurs.js';

/** One field rule of a JSON body written in snake_case. */
export interface Regle {
  champ: string;
  type: 'enum' | 'date' | 'texte' | 'booleen' | 'entier' | 'structure';
  valeurs?: readonly string[];
  obligatoire?: boolean;
}

/** The internal name under which the API's messages quote a field: `etat_decision` gives `etatDecision`. */
export const nomInterne = (champ: string): string =>
  champ.replaceAll(/_([a-z])/g, (_trouve, lettre: string) => lettre.toUpperCase());

/** Message for a value outside an enumeration, as published. */
export const messageValeurs = (nom: string, valeurs: readonly string[]): string =>
  `Le champ ${nom} doit avoir une de ces valeurs : [${valeurs.join(', ')}]`;

const CODES = { code_aurore: /^[A-Za-z]{3}[0-9]{4}$/, code_safir: /^\d{5}$/ };

function verifierStructure(valeur: unknown, nom: string): string | undefined {
  if (typeof valeur !== 'object' || Array.isArray(valeur)) return `Le champ ${nom} doit être un objet`;
  for (const [champ, motif] of Object.entries(CODES)) {
    const code = champs(valeur)[champ];
    if (!absente(code) && !(typeof code === 'string' && motif.test(code)))
      return `Le champ ${nomInterne(champ)} doit respecter le format ${motif.source}`;
  }
  return undefined;
}

type Controle = (valeur: unknown, nom: string, regle: Regle) => string | undefined;

const CONTROLES: Record<Regle['type'], Controle> = {
  enum: (valeur, nom, { valeurs = [] }) =>
    typeof valeur === 'string' && valeurs.includes(valeur) ? undefined : messageValeurs(nom, valeurs),
  date: (valeur, nom) =>
    typeof valeur === 'string' && estDate(valeur) ? undefined : `Le champ ${nom} doit être une date au format yyyy-MM-dd`,
  texte: (valeur, nom) => (typeof valeur === 'string' ? undefined : `Le champ ${nom} doit être une chaîne de caractères`),
  booleen: (valeur, nom) => (typeof valeur === 'boolean' ? undefined : `Le champ ${nom} doit être un booléen`),
  entier: (valeur, nom) =>
    [1, 2, 3, 4, 5].includes(valeur as number) ? undefined : `Le champ ${nom} doit être compris entre 1 et 5`,
  structure: verifierStructure,
};

const absente = (valeur: unknown): boolean => valeur === undefined || valeur === null || valeur === '';

/** First problem of a body under these rules (unknown fields are tolerated), or undefined. */
export function premierProbleme(corps: Record<string, unknown>, regles: readonly Regle[]): string | undefined {
  for (const regle of regles) {
    const valeur = corps[regle.champ];
    const nom = nomInterne(regle.champ);
    if (absente(valeur) && regle.obligatoire) return `Le champ ${nom} est obligatoire`;
    const probleme = absente(valeur) ? undefined : CONTROLES[regle.type](valeur, nom, regle);
    if (probleme) return probleme;
  }
  return undefined;
}
