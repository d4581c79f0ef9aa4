import { type Classeur, LIMITES, type LimitesClasseur, ouvrirClasseur } from './classeur.js';
import { FichierIllisible } from './fichier-illisible.js';
import { type Enregistrement } from './lire-csv.js';
import { type Balise, type Lecture, lirePartie, parcourir } from './xml-de-classeur.js';

const COLONNES_MAX = 256;
const TEXTES_MAX = 32_000_000;

const cheminDe = (cible: string): string => (cible.startsWith('/') ? cible.slice(1) : `xl/${cible}`);

const refuserDates1904 = ({ attributs }: Balise): void => {
  if (['1', 'true'].includes(attributs.date1904 ?? '')) throw new FichierIllisible('CLASSEUR_ILLISIBLE', { limite: 'le calendrier de 1900' });
};

/** The part that holds the first sheet. */
const premiereFeuille = async (classeur: Classeur): Promise<string> => {
  let premiere: string | undefined;
  await parcourir(await classeur.lire('xl/workbook.xml'), {
    ouvrir: (balise) => {
      if (balise.nom === 'workbookPr') refuserDates1904(balise);
      if (balise.nom === 'sheet') premiere ??= balise.attributs['r:id'];
    },
  });
  let cible: string | undefined;
  await parcourir(await classeur.lire('xl/_rels/workbook.xml.rels'), {
    ouvrir: ({ nom, attributs }) => {
      if (nom === 'Relationship' && attributs.Id === premiere) cible = attributs.Target;
    },
  });
  return cheminDe(cible ?? 'worksheets/sheet1.xml');
};

/** Keeps the text of `t` elements, the phonetic reading of a text aside. */
class Textes {
  courant = '';
  private phonetique = false;
  private dedans = false;

  ouvrir(nom: string): void {
    if (nom === 'rPh') this.phonetique = true;
    this.dedans = (nom === 't' && !this.phonetique) || nom === 'v';
  }

  ajouter(texte: string): void {
    if (this.dedans) this.courant += texte;
  }

  fermer(nom: string): void {
    this.dedans = false;
    if (nom === 'rPh') this.phonetique = false;
  }
}

const textesPartages = async (classeur: Classeur): Promise<readonly string[]> => {
  const partages: string[] = [];
  const textes = new Textes();
  let taille = 0;
  await parcourir(await classeur.lire('xl/sharedStrings.xml'), {
    ouvrir: ({ nom }) => {
      if (nom === 'si') textes.courant = '';
      textes.ouvrir(nom);
    },
    texte: (texte) => textes.ajouter(texte),
    fermer: (nom) => {
      textes.fermer(nom);
      if (nom !== 'si') return;
      taille += textes.courant.length;
      if (taille > TEXTES_MAX) throw new FichierIllisible('CLASSEUR_DEMESURE', { limite: `${TEXTES_MAX} caractères partagés` });
      partages.push(textes.courant);
    },
  });
  return partages;
};

// `AB12` -> 27
const rangDe = (reference: string): number | null => {
  const lettres = /^[A-Z]{1,3}/.exec(reference)?.[0];
  return lettres ? [...lettres].reduce((rang, lettre) => rang * 26 + lettre.charCodeAt(0) - 64, 0) - 1 : null;
};

// `2.690549588157E12`, as a sheet may keep a whole number.
const nombre = (texte: string): string => {
  const entier = /e/i.test(texte) ? Number(texte) : Number.NaN;
  return Number.isSafeInteger(entier) ? String(entier) : texte;
};

class Feuille implements Lecture {
  readonly lignes: Enregistrement[] = [];
  private readonly textes = new Textes();
  private ligne = 0;
  private rang = -1;
  private genre = '';
  private valeurs: string[] = [];
  private largeur = 0;

  constructor(private readonly partages: readonly string[]) {}

  readonly ouvrir = ({ nom, attributs }: Balise): void => {
    if (nom === 'row') {
      this.ligne = Number(attributs.r ?? this.ligne + 1);
      this.rang = -1;
      this.valeurs = [];
    } else if (nom === 'c') {
      this.rang = rangDe(attributs.r ?? '') ?? this.rang + 1;
      if (this.rang >= COLONNES_MAX) throw new FichierIllisible('CLASSEUR_DEMESURE', { ligne: this.ligne, limite: `${COLONNES_MAX} colonnes` });
      this.genre = attributs.t ?? 'n';
      this.textes.courant = '';
    }
    this.textes.ouvrir(nom);
  };

  readonly texte = (texte: string): void => this.textes.ajouter(texte);

  readonly fermer = (nom: string): void => {
    this.textes.fermer(nom);
    if (nom === 'c') this.valeurs[this.rang] = this.valeur();
    if (nom === 'row') this.finirLigne();
  };

  private valeur(): string {
    const { courant } = this.textes;
    if (this.genre === 's') return this.partages[Number(courant)] ?? '';
    if (this.genre === 'n') return nombre(courant);
    return this.genre === 'e' ? '' : courant;
  }

  // A sheet does not write the empty cells that end a line.
  private finirLigne(): void {
    const longueur = Math.max(this.valeurs.length, this.largeur);
    const valeurs = Array.from({ length: longueur }, (_, rang) => this.valeurs[rang] ?? '');
    if (valeurs.every((valeur) => valeur === '')) return;
    if (this.largeur === 0) this.largeur = longueur;
    this.lignes.push({ ligne: this.ligne, valeurs });
  }
}

/** The lines of the first sheet of an XLSX, as it is unpacked; dates and numbers as the file stores them. @throws FichierIllisible */
export async function* lireClasseur(octets: Buffer, limites: LimitesClasseur = LIMITES): AsyncGenerator<Enregistrement, void, undefined> {
  const classeur = await ouvrirClasseur(octets, limites);
  const partie = await classeur.lire(await premiereFeuille(classeur));
  if (partie === null) throw new FichierIllisible('CLASSEUR_ILLISIBLE');
  const feuille = new Feuille(await textesPartages(classeur));
  for await (const _ of lirePartie(partie, feuille)) yield* feuille.lignes.splice(0);
}
