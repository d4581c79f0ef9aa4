import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Failure } from '@relais/kernel';
import { type Coffre, type Scelle } from '../../application/ports.js';

/** Keys of one installation; the maps keep earlier versions readable while a rotation goes on. */
export type ClesCoffre = Readonly<{
  /** Version -> 32 bytes: wraps the data keys of persons. */
  maitresses: ReadonlyMap<string, Buffer>;
  /** Version under which new data keys are wrapped. */
  courante: string;
  /** 32 bytes: makes blind indexes; never used to encrypt. */
  index: Buffer;
}>;

const ALGORITHME = 'aes-256-gcm';
const NONCE = 12;
const SCEAU = 16;
const CLE = 32;

type Usage = 'cle' | 'identite';
type Contexte = Readonly<{ usage: Usage; personne: string; version: string }>;

// Binds a ciphertext to its person and use: moved to another row it does not open.
const lien = ({ usage, personne, version }: Contexte): Buffer => Buffer.from(JSON.stringify([usage, personne, version]));

const chiffrer = (cle: Buffer, clair: Buffer, contexte: Contexte): Buffer => {
  const nonce = randomBytes(NONCE);
  const chiffre = createCipheriv(ALGORITHME, cle, nonce).setAAD(lien(contexte));
  const corps = Buffer.concat([chiffre.update(clair), chiffre.final()]);
  return Buffer.concat([nonce, corps, chiffre.getAuthTag()]);
};

const illisible = (): Failure =>
  new Failure('bug', 'COFFRE_ILLISIBLE', { message: 'Une identité ne peut pas être déchiffrée avec les clés données.' });

const dechiffrer = (cle: Buffer, chiffre: Buffer, contexte: Contexte): Buffer => {
  try {
    const lecture = createDecipheriv(ALGORITHME, cle, chiffre.subarray(0, NONCE), { authTagLength: SCEAU })
      .setAAD(lien(contexte))
      .setAuthTag(chiffre.subarray(-SCEAU));
    return Buffer.concat([lecture.update(chiffre.subarray(NONCE, -SCEAU)), lecture.final()]);
  } catch {
    throw illisible();
  }
};

const maitresse = ({ maitresses }: ClesCoffre, version: string): Buffer => {
  const cle = maitresses.get(version);
  if (!cle) throw new Failure('bug', 'CLE_INCONNUE', { message: 'Clé maîtresse inconnue.', details: { version } });
  return cle;
};

/** A vault under the keys given. Every person has a data key of their own. */
export const creerCoffre = (cles: ClesCoffre): Coffre => {
  const cleDe = (personne: string, { cle, cleVersion }: Omit<Scelle, 'donnees'>): Buffer =>
    dechiffrer(maitresse(cles, cleVersion), cle, { usage: 'cle', personne, version: cleVersion });
  const fermer = (cle: Buffer, personne: string, valeur: unknown): Buffer =>
    chiffrer(cle, Buffer.from(JSON.stringify(valeur)), { usage: 'identite', personne, version: '' });
  return {
    sceller: (personne, valeur) => {
      const cle = randomBytes(CLE);
      const version = cles.courante;
      const enveloppe = chiffrer(maitresse(cles, version), cle, { usage: 'cle', personne, version });
      return { cleVersion: version, cle: enveloppe, donnees: fermer(cle, personne, valeur) };
    },
    ouvrir: (personne, scelle) => {
      const contexte: Contexte = { usage: 'identite', personne, version: '' };
      return JSON.parse(dechiffrer(cleDe(personne, scelle), scelle.donnees, contexte).toString()) as unknown;
    },
    resceller: (personne, cle, valeur) => ({ ...cle, donnees: fermer(cleDe(personne, cle), personne, valeur) }),
    index: (genre, ...valeur) => createHmac('sha256', cles.index).update(JSON.stringify([genre, ...valeur])).digest(),
  };
};
