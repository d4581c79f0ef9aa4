import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Failure } from '@relais/kernel';

const ALGORITHME = 'aes-256-gcm';
const NONCE = 12;
const SCEAU = 16;

/** What a ciphertext is bound to: moved to another person, use or key version it does not open. */
export type Contexte = Readonly<{ usage: 'cle' | 'identite'; personne: string; version: string }>;

const lien = ({ usage, personne, version }: Contexte): Buffer => Buffer.from(JSON.stringify([usage, personne, version]));

/** AES-256-GCM: nonce, ciphertext, tag. */
export const chiffrer = (cle: Buffer, clair: Buffer, contexte: Contexte): Buffer => {
  const nonce = randomBytes(NONCE);
  const chiffre = createCipheriv(ALGORITHME, cle, nonce).setAAD(lien(contexte));
  const corps = Buffer.concat([chiffre.update(clair), chiffre.final()]);
  return Buffer.concat([nonce, corps, chiffre.getAuthTag()]);
};

const illisible = (): Failure =>
  new Failure('bug', 'COFFRE_ILLISIBLE', { message: 'Une identité ne peut pas être déchiffrée avec les clés données.' });

/** @throws Failure `COFFRE_ILLISIBLE` when the key, the context or the bytes do not fit; says nothing of them */
export const dechiffrer = (cle: Buffer, chiffre: Buffer, contexte: Contexte): Buffer => {
  try {
    const lecture = createDecipheriv(ALGORITHME, cle, chiffre.subarray(0, NONCE), { authTagLength: SCEAU })
      .setAAD(lien(contexte))
      .setAuthTag(chiffre.subarray(-SCEAU));
    return Buffer.concat([lecture.update(chiffre.subarray(NONCE, -SCEAU)), lecture.final()]);
  } catch {
    throw illisible();
  }
};
