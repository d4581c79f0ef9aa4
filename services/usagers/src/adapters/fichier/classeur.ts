import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { FichierIllisible } from './fichier-illisible.js';

/** What a workbook may take, before and after it is unpacked. */
export type LimitesClasseur = Readonly<{
  entrees: number;
  /** Bytes of one entry once unpacked. */
  parEntree: number;
  /** Unpacked bytes for a packed one, looked at above 1 MB: sheets of real files stay under 60. */
  rapport: number;
}>;

export const LIMITES: LimitesClasseur = { entrees: 500, parEntree: 128_000_000, rapport: 150 };
const SANS_RAPPORT = 1_000_000;

/** A workbook whose parts are unpacked as they are read, never larger than they say they are. */
export type Classeur = Readonly<{
  /** Bytes of a part, unpacked as they are asked for; null when the workbook has no such part. */
  lire: (nom: string) => Promise<AsyncIterable<Uint8Array> | null>;
}>;

const illisible = (): FichierIllisible => new FichierIllisible('CLASSEUR_ILLISIBLE');

const borner = ({ uncompressedSize, compressedSize }: Entry, { parEntree, rapport }: LimitesClasseur): void => {
  if (uncompressedSize > parEntree) throw new FichierIllisible('CLASSEUR_DEMESURE', { limite: `${parEntree} octets par partie` });
  if (uncompressedSize > SANS_RAPPORT && uncompressedSize > compressedSize * rapport) {
    throw new FichierIllisible('CLASSEUR_DEMESURE', { limite: `${rapport} octets pour un` });
  }
};

const inventaire = async (zip: ZipFile, limites: LimitesClasseur): Promise<ReadonlyMap<string, Entry>> => {
  if (zip.entryCount > limites.entrees) throw new FichierIllisible('CLASSEUR_DEMESURE', { limite: `${limites.entrees} parties` });
  const entrees = new Map<string, Entry>();
  for await (const entree of zip.eachEntry()) {
    borner(entree, limites);
    if (entrees.has(entree.fileName) || entree.isEncrypted()) throw illisible();
    entrees.set(entree.fileName, entree);
  }
  return entrees;
};

// A part that is longer than it says, or whose bytes are damaged, stops there.
async function* octetsDe(zip: ZipFile, entree: Entry): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const morceau of await zip.openReadStreamPromise(entree)) yield morceau as Uint8Array;
  } catch (erreur) {
    throw erreur instanceof FichierIllisible ? erreur : illisible();
  }
}

/** Opens a workbook held in memory. @throws FichierIllisible when it is none, or would grow too large */
export const ouvrirClasseur = async (octets: Buffer, limites: LimitesClasseur = LIMITES): Promise<Classeur> => {
  try {
    const zip = await fromBufferPromise(octets, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
    const entrees = await inventaire(zip, limites);
    return {
      lire: (nom) => {
        const entree = entrees.get(nom);
        return Promise.resolve(entree ? octetsDe(zip, entree) : null);
      },
    };
  } catch (erreur) {
    throw erreur instanceof FichierIllisible ? erreur : illisible();
  }
};
