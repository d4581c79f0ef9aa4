import { SaxesParser } from 'saxes';
import { FichierIllisible } from './fichier-illisible.js';

export type Balise = Readonly<{ nom: string; attributs: Readonly<Record<string, string>> }>;

export type Lecture = Readonly<{
  ouvrir: (balise: Balise) => void;
  fermer?: (nom: string) => void;
  texte?: (texte: string) => void;
}>;

const sansPrefixe = (nom: string): string => nom.slice(nom.indexOf(':') + 1);

const analyseur = ({ ouvrir, fermer, texte }: Lecture): SaxesParser => {
  const parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true });
  parser.on('doctype', () => {
    throw new FichierIllisible('CLASSEUR_XML_INTERDIT');
  });
  parser.on('opentag', ({ name, attributes }) => ouvrir({ nom: sansPrefixe(name), attributs: attributes as Record<string, string> }));
  if (fermer) parser.on('closetag', ({ name }) => fermer(sansPrefixe(name)));
  if (texte) parser.on('text', texte);
  return parser;
};

/**
 * Reads a part of a workbook as it is unpacked, stopping after each piece so that what was found can
 * be taken. No DOCTYPE, so no entity beyond those of XML.
 * @throws FichierIllisible
 */
export async function* lirePartie(octets: AsyncIterable<Uint8Array>, lecture: Lecture): AsyncGenerator<void, void, undefined> {
  const parser = analyseur(lecture);
  const decodeur = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const morceau of octets) {
      parser.write(decodeur.decode(morceau, { stream: true }));
      yield;
    }
    parser.write(decodeur.decode());
    parser.close();
    yield;
  } catch (erreur) {
    throw erreur instanceof FichierIllisible ? erreur : new FichierIllisible('CLASSEUR_ILLISIBLE');
  }
}

/** Reads a part to its end; nothing when the workbook has none. */
export const parcourir = async (octets: AsyncIterable<Uint8Array> | null, lecture: Lecture): Promise<void> => {
  if (octets === null) return;
  for await (const _ of lirePartie(octets, lecture));
};
