import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { type Tampon } from '../../application/ports.js';
import { type FoyerDeclare } from '../../domain/foyer/declaration.js';

const MORCEAU = 262_144;
const ALGORITHME = 'aes-256-ctr';

// The name is gone before the first byte: the file dies with the process, its key with this closure.
const fichierSansNom = async (dossier: string): Promise<FileHandle> => {
  const chemin = path.join(dossier, `relais-flux-${randomUUID()}`);
  const fichier = await open(chemin, 'wx+', 0o600);
  await unlink(chemin);
  return fichier;
};

/** Where a flux waits to be known whole: on disk, under a key that is nowhere else, so that memory stays flat. */
export const ouvrirTampon = async (dossier: string = tmpdir()): Promise<Tampon> => {
  const fichier = await fichierSansNom(dossier);
  const [cle, nonce] = [randomBytes(32), randomBytes(16)];
  const chiffre = createCipheriv(ALGORITHME, cle, nonce);
  let lignes: string[] = [];
  let taille = 0;

  const vider = async (): Promise<void> => {
    const octets = chiffre.update(lignes.join(''), 'utf8');
    lignes = [];
    taille = 0;
    await fichier.appendFile(octets);
  };

  async function* relire(): AsyncGenerator<FoyerDeclare, void, undefined> {
    await vider();
    const dechiffre = createDecipheriv(ALGORITHME, cle, nonce);
    const texte = new StringDecoder('utf8');
    let reste = '';
    for await (const morceau of fichier.createReadStream({ start: 0, autoClose: false, highWaterMark: MORCEAU })) {
      const lues = (reste + texte.write(dechiffre.update(morceau as Buffer))).split('\n');
      reste = lues.pop() ?? '';
      for (const ligne of lues) yield JSON.parse(ligne) as FoyerDeclare;
    }
  }

  return {
    ecrire: (foyer) => {
      const ligne = `${JSON.stringify(foyer)}\n`;
      lignes.push(ligne);
      taille += ligne.length;
      return taille < MORCEAU ? undefined : vider();
    },
    relire,
    fermer: () => fichier.close(),
  };
};
