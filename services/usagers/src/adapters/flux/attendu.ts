import { type Illisible } from './flux-illisible.js';

type Attente = Pick<Illisible, 'attendu' | 'trouve'>;

/** What the reader knows when the XML parser stops: the element that the last closing tag should have closed. */
export type Contexte = Readonly<{ aFermer: string | null }>;

const court = (nom: string): string => nom.slice(0, 60);
const RACINE = '<Racine>';
const CARACTERE = 'un caractère permis en XML 1.0';
const ENTITE = 'une des entités de XML (&amp; &lt; &gt; &quot; &apos;) ou une référence de caractère';

// Wording of saxes 6 -> what a person can look for in the file.
const PHRASES: readonly (readonly [RegExp, Attente])[] = [
  [/text data outside of root/, { attendu: `rien hors de ${RACINE}`, trouve: 'du texte' }],
  [/must contain a root/, { attendu: RACINE, trouve: 'la fin du fichier' }],
  [/only one root/, { attendu: 'la fin du fichier après </Racine>' }],
  [/unexpected end/, { attendu: 'la suite d’une balise ou d’un commentaire', trouve: 'la fin du fichier' }],
  [/undefined entity|entity name|character entity/, { attendu: ENTITE }],
  [/attribute|unquoted/, { attendu: 'un attribut de la forme nom="valeur"' }],
  [/tag name|closing tag|opening tag|empty close tag/, { attendu: 'une balise bien formée' }],
  [/disallowed character/, { attendu: CARACTERE }],
  [/XML declaration|version number|encoding value|expected/, { attendu: '<?xml version="1.0" encoding="windows-1252"?>' }],
  [/comment/, { attendu: 'un commentaire bien formé' }],
  [/doctype/, { attendu: 'un fichier sans DOCTYPE', trouve: '<!DOCTYPE>' }],
];

/** True when the parser has just closed an element for the sake of another element's closing tag. */
export const fermetureCroisee = (message: string): boolean =>
  /unexpected close tag|unmatched closing tag/.test(message);

/** What was expected where the XML parser stopped; names elements, never values. */
export const attenduDe = (message: string, { aFermer }: Contexte): Attente => {
  if (fermetureCroisee(message) && aFermer !== null) {
    return { attendu: `</${court(aFermer)}>`, trouve: 'une autre balise fermante' };
  }
  const ouverte = /unclosed tag: (.*)$/.exec(message)?.[1];
  if (ouverte) return { attendu: `</${court(ouverte)}>`, trouve: 'la fin du fichier' };
  return PHRASES.find(([motif]) => motif.test(message))?.[1] ?? { attendu: 'un document XML bien formé' };
};
