import { isUtf8 } from 'node:buffer';
import { creerDecodeur } from '../flux/encodage.js';
import { FichierIllisible } from './fichier-illisible.js';

export type EncodageTexte = 'utf-8' | 'windows-1252';
export type Texte = Readonly<{ encodage: EncodageTexte; texte: string }>;

const MARQUE = Buffer.from([0xef, 0xbb, 0xbf]);

const ligneDe = (texte: string, jusqua: number): number => texte.slice(0, jusqua).split('\n').length;

const refuserBinaire = (octets: Buffer): void => {
  const marque = octets.subarray(0, 2).toString('hex');
  if (marque === 'fffe' || marque === 'feff') throw new FichierIllisible('ENCODAGE_INCONNU', { ligne: 1 });
  const nul = octets.indexOf(0);
  if (nul >= 0) throw new FichierIllisible('ENCODAGE_INCONNU', { ligne: octets.subarray(0, nul).toString('latin1').split('\n').length });
};

/**
 * The text of a file that does not say its encoding: UTF-8 when its bytes are (or when its mark says
 * so: a character of another encoding then becomes U+FFFD, in its line), else windows-1252.
 * @throws FichierIllisible for UTF-16 or bytes that are no text, and for a file that holds both encodings
 */
export const lireTexte = (octets: Buffer): Texte => {
  refuserBinaire(octets);
  if (octets.subarray(0, 3).equals(MARQUE)) return { encodage: 'utf-8', texte: octets.toString('utf8', 3) };
  if (isUtf8(octets)) return { encodage: 'utf-8', texte: octets.toString('utf8') };
  const { texte, faute } = creerDecodeur('windows-1252').lire(octets);
  if (faute !== null) throw new FichierIllisible('ENCODAGES_MELANGES', { ligne: ligneDe(texte, faute) });
  return { encodage: 'windows-1252', texte };
};
