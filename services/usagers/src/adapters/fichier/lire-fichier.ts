import { type LegalDate } from '@relais/kernel';
import { type Colonnes, placerColonnes, type Plan } from '../../domain/fichier/colonnes.js';
import { type LigneLue, lireLigne } from '../../domain/fichier/ligne.js';
import { FichierIllisible } from './fichier-illisible.js';
import { detecterSeparateur, type Enregistrement, lireCsv, type Separateur } from './lire-csv.js';
import { lireClasseur } from './lire-classeur.js';
import { type EncodageTexte, lireTexte } from './texte.js';

/** How a file is written. */
export type Forme =
  | Readonly<{ format: 'CSV'; encodage: EncodageTexte; separateur: Separateur }>
  | Readonly<{ format: 'XLSX'; encodage: null; separateur: null }>;

/** A file whose header is placed; `lignes` reads it, from the start each time. */
export type FichierLu = Readonly<{ forme: Forme; plan: Plan; entete: readonly string[]; lignes: () => AsyncGenerator<LigneLue, void, undefined> }>;

export type Regard = Readonly<{ colonnes: Colonnes; aujourdhui: LegalDate }>;

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** Bytes of a département's file: 150,000 persons take 20 million. */
export const TAILLE_MAX = 32_000_000;

/** The whole of a file, in memory: a workbook is read from its end. @throws FichierIllisible beyond the limit */
export const toutLire = async (octets: AsyncIterable<Uint8Array>, tailleMax = TAILLE_MAX): Promise<Buffer> => {
  const morceaux: Uint8Array[] = [];
  let taille = 0;
  for await (const morceau of octets) {
    taille += morceau.length;
    if (taille > tailleMax) throw new FichierIllisible('FICHIER_TROP_GROS', { limite: `${tailleMax} octets` });
    morceaux.push(morceau);
  }
  return Buffer.concat(morceaux);
};

const lecteurDe = (octets: Buffer, colonnes: Colonnes): Readonly<{ forme: Forme; lire: () => AsyncGenerator<Enregistrement, void, undefined> }> => {
  if (octets.subarray(0, 4).equals(ZIP)) {
    return { forme: { format: 'XLSX', encodage: null, separateur: null }, lire: () => lireClasseur(octets) };
  }
  const { encodage, texte } = lireTexte(octets);
  const separateur = detecterSeparateur(texte, colonnes);
  return { forme: { format: 'CSV', encodage, separateur }, lire: () => lireCsv(texte, separateur) };
};

const premiere = async (lignes: AsyncGenerator<Enregistrement, void, undefined>): Promise<Enregistrement> => {
  for await (const ligne of lignes) return ligne;
  throw new FichierIllisible('FICHIER_VIDE');
};

async function* lireLignes(enregistrements: AsyncGenerator<Enregistrement, void, undefined>, de: { plan: Plan; aujourdhui: LegalDate }): AsyncGenerator<LigneLue, void, undefined> {
  let entete = true;
  for await (const { ligne, valeurs } of enregistrements) {
    if (!entete) yield { ligne, lue: lireLigne(valeurs, de) };
    entete = false;
  }
}

const sansVidesDuBout = (noms: readonly string[]): readonly string[] => noms.slice(0, noms.findLastIndex((nom) => nom.trim() !== '') + 1);

/**
 * Opens a département's file, CSV or XLSX: what it is, and where its columns are.
 * @throws FichierIllisible when the file as a whole cannot be used
 */
export const ouvrirFichier = async (octets: Buffer, { colonnes, aujourdhui }: Regard): Promise<FichierLu> => {
  if (octets.length === 0) throw new FichierIllisible('FICHIER_VIDE');
  const { forme, lire } = lecteurDe(octets, colonnes);
  const { valeurs, ligne } = await premiere(lire());
  const entete = sansVidesDuBout(valeurs);
  const places = placerColonnes(entete, colonnes);
  if (!places.ok) throw new FichierIllisible(places.error.code, { colonnes: String(places.error.details?.colonnes), ligne });
  const plan = places.value;
  return { forme, plan, entete, lignes: () => lireLignes(lire(), { plan, aujourdhui }) };
};
