import { FluxIllisible } from './flux-illisible.js';

export type Encodage = 'windows-1252' | 'utf-8';

/** Decoded text, and the index in it of the first character that the encoding does not allow. */
export type Decode = Readonly<{ texte: string; faute: number | null }>;

/** Decodes a byte stream piece by piece; `fin` tells whether the last character was whole. */
export type Decodeur = Readonly<{
  attendu: string;
  lire: (octets: Uint8Array) => Decode;
  fin: () => Decode;
}>;

const DECLARATION = /^<\?xml\s[^>]*?\?>/;
const ENCODAGE = /\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
const CONNUS: Readonly<Record<string, Encodage>> = {
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'utf-8': 'utf-8',
};
const ENCODAGES_ATTENDUS = 'un encodage windows-1252, iso-8859-1 ou utf-8';

const debutDuFichier = (attendu: string, trouve: string): FluxIllisible =>
  new FluxIllisible({ ligne: 1, colonne: 1, attendu, trouve });

const marqueUtf8 = (tete: Buffer): boolean => tete[0] === 0xef && tete[1] === 0xbb && tete[2] === 0xbf;
const marqueUtf16 = (tete: Buffer): boolean =>
  (tete[0] === 0xff && tete[1] === 0xfe) || (tete[0] === 0xfe && tete[1] === 0xff);

const encodageAnnonce = (debut: string): string => {
  const declaration = DECLARATION.exec(debut);
  const encodage = declaration && ENCODAGE.exec(declaration[0]);
  return encodage?.[1]?.toLowerCase() ?? 'utf-8';
};

/**
 * The encoding that the XML declaration names (UTF-8 without one, as XML says).
 * @param tete first bytes of the file, long enough for the declaration
 * @throws FluxIllisible for an encoding that is not read here, or that the byte order mark denies
 */
export const detecterEncodage = (tete: Buffer): Encodage => {
  if (marqueUtf16(tete)) throw debutDuFichier(ENCODAGES_ATTENDUS, 'utf-16');
  const marque = marqueUtf8(tete);
  const annonce = encodageAnnonce(tete.toString('latin1', marque ? 3 : 0, 1024));
  const encodage = CONNUS[annonce];
  if (!encodage) throw debutDuFichier(ENCODAGES_ATTENDUS, annonce.slice(0, 40));
  if (marque && encodage !== 'utf-8') throw debutDuFichier(`l’encodage annoncé, ${annonce}`, 'utf-8');
  return encodage;
};

/** True once the XML declaration is complete, or cannot be there. */
export const declarationLue = (tete: Buffer): boolean => tete.length >= 1024 || tete.includes('?>');

// Own table: the TextDecoder of several Node 20 and 22 releases reads windows-1252 as latin1.
const PROPRES = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const A_TRADUIRE = /[\x80-\x9f]/g;
// Not a character of windows-1252, or the second byte of an accented letter in UTF-8.
const FAUTE_1252 = /[\x81\x8d\x8f\x90\x9d]|[\xc2\xc3][\x80-\xbf]/;
const DEBUT_UTF8 = /[\xc2\xc3]$/;
const SUITE_UTF8 = /^[\x80-\xbf]/;

// The character at fault is the last one of the match; a look behind would halve the decoder's speed.
const fauteDans = (brut: string): number | null => {
  const lue = FAUTE_1252.exec(brut);
  return lue === null ? null : lue.index + lue[0].length - 1;
};

const decodeurWindows1252 = (): Decodeur => {
  let debutUtf8 = false;
  return {
    attendu: 'des caractères windows-1252, l’encodage annoncé',
    lire: (octets) => {
      const brut = Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1');
      const faute = debutUtf8 && SUITE_UTF8.test(brut) ? 0 : fauteDans(brut);
      if (brut !== '') debutUtf8 = DEBUT_UTF8.test(brut);
      const texte = brut.replace(A_TRADUIRE, (c) => PROPRES.charAt(c.charCodeAt(0) - 0x80));
      return { texte, faute };
    },
    fin: () => ({ texte: '', faute: null }),
  };
};

const decodeurUtf8 = (): Decodeur => {
  const decodeur = new TextDecoder('utf-8');
  const lu = (texte: string): Decode => {
    const faute = texte.indexOf('\ufffd');
    return { texte, faute: faute < 0 ? null : faute };
  };
  return {
    attendu: 'des caractères utf-8, l’encodage annoncé',
    lire: (octets) => lu(decodeur.decode(octets, { stream: true })),
    fin: () => lu(decodeur.decode()),
  };
};

/** A decoder for one file. */
export const creerDecodeur = (encodage: Encodage): Decodeur =>
  encodage === 'utf-8' ? decodeurUtf8() : decodeurWindows1252();
