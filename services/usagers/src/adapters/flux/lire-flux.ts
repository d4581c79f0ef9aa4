import { createHash } from 'node:crypto';
import { type FluxRecu } from '../../application/recevoir-flux.js';
import { type ElementFlux } from '../../domain/foyer/flux.js';
import { Assembleur } from './assembleur.js';
import { creerDecodeur, type Decode, type Decodeur, declarationLue, detecterEncodage } from './encodage.js';

/** Characters that one foyer, or what stands between two, may take: a large one takes 0.2 million. */
const TAILLE_MAX = 2_000_000;

const lirePiece = (assembleur: Assembleur, { attendu }: Decodeur, { texte, faute }: Decode): void => {
  assembleur.lire(faute === null ? texte : texte.slice(0, faute));
  if (faute !== null) assembleur.refuser({ attendu, trouve: 'un caractère d’un autre encodage' });
};

/** Joins pieces until the XML declaration is whole. */
async function* avecTeteEntiere(octets: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let tete: Buffer | null = Buffer.alloc(0);
  for await (const piece of octets) {
    const vue = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    if (tete === null) {
      yield vue;
      continue;
    }
    tete = Buffer.concat([tete, vue]);
    if (declarationLue(tete)) {
      yield tete;
      tete = null;
    }
  }
  if (tete !== null) yield tete;
}

async function* etapes(octets: AsyncIterable<Uint8Array>, assembleur: Assembleur): AsyncGenerator<() => void> {
  let decodeur: Decodeur | null = null;
  for await (const piece of avecTeteEntiere(octets)) {
    const lecteur = (decodeur ??= creerDecodeur(detecterEncodage(piece)));
    yield () => lirePiece(assembleur, lecteur, lecteur.lire(piece));
  }
  if (decodeur) {
    const lecteur = decodeur;
    yield () => lirePiece(assembleur, lecteur, lecteur.fin());
  }
  yield () => assembleur.finir();
}

/**
 * Reads a flux bénéficiaires CAF/MSA (VRSB0801) as it arrives: its header, then each foyer, then the
 * sender's totals. Memory does not grow with the file. What is whole before a fault is given first.
 * @param octets the file, cut anywhere
 * @param tailleMax characters allowed for one foyer
 * @throws FluxIllisible for broken XML, an encoding other than announced, a DOCTYPE, an unknown root,
 * a mandatory element missing, a foyer too large
 */
export async function* lireFlux(
  octets: AsyncIterable<Uint8Array>,
  tailleMax: number = TAILLE_MAX,
): AsyncGenerator<ElementFlux, void, undefined> {
  const assembleur = new Assembleur(tailleMax);
  for await (const etape of etapes(octets, assembleur)) {
    try {
      etape();
    } catch (erreur) {
      yield* assembleur.lus.splice(0);
      throw erreur;
    }
    yield* assembleur.lus.splice(0);
  }
}

/** The same, with the SHA-256 of the bytes that were read. */
export const recevoirFlux = (octets: AsyncIterable<Uint8Array>): FluxRecu => {
  const hachage = createHash('sha256');
  async function* comptes(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const morceau of octets) {
      hachage.update(morceau);
      yield morceau;
    }
  }
  return { elements: lireFlux(comptes()), empreinte: () => hachage.digest() };
};
