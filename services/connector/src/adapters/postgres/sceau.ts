import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts what only this service may read; bound to the row it belongs to. */
export type Sceau = Readonly<{
  sceller: (objet: string, clair: string) => Buffer;
  /** Throws an Error that shows nothing when the key, the row or the bytes do not fit. */
  ouvrir: (objet: string, scelle: Buffer) => string;
}>;

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/**
 * AES-256-GCM: version, nonce, tag, ciphertext. `objet` (the kind and id of the row) is authenticated, so
 * that a sealed value cannot be moved to another row.
 * @param cle 32 bytes
 */
export const createSceau = (cle: Buffer): Sceau => ({
  sceller: (objet, clair) => {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', cle, nonce).setAAD(Buffer.from(objet));
    const texte = Buffer.concat([cipher.update(clair, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), texte]);
  },
  ouvrir: (objet, scelle) => {
    if (scelle[0] !== VERSION || scelle.length < 1 + NONCE + TAG) throw new Error(`sealed value of ${objet} cannot be read`);
    const nonce = scelle.subarray(1, 1 + NONCE);
    const tag = scelle.subarray(1 + NONCE, 1 + NONCE + TAG);
    const decipher = createDecipheriv('aes-256-gcm', cle, nonce).setAAD(Buffer.from(objet)).setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(scelle.subarray(1 + NONCE + TAG)), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new Error(`sealed value of ${objet} cannot be read`, { cause });
    }
  },
});
