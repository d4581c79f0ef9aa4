import { z } from 'zod';
import { Secret } from '@relais/chassis/config';
import { type ClesCoffre } from './coffre.js';

const VERSIONNEE = /^(?:([a-z0-9-]{1,20}):)?([A-Za-z0-9+/]{43}=)$/;

const deBase64 = (texte: string): Buffer => Buffer.from(texte, 'base64');
const entrees = (texte: string): (RegExpExecArray | null)[] => texte.split(',').map((entree) => VERSIONNEE.exec(entree.trim()));

/**
 * A setting: 32-byte keys, `base64` alone (version 1) or `version:base64,version:base64`, newest
 * first: the first one is for what is written, the others are still read. Its problem never repeats it.
 */
const clesVersionnees = z
  .string()
  .refine((texte) => entrees(texte).every((entree) => entree !== null), 'des clés de 32 octets en base64 sont attendues : version:clé,version:clé')
  .transform((texte) => new Secret(texte));

/** Keys of the blind indexes. */
export const cleIndex = clesVersionnees;

/** Master keys, which wrap the data keys of persons. */
export const clesMaitresses = clesVersionnees;

const lire = (secret: Secret): (readonly [string, Buffer])[] =>
  entrees(secret.reveal()).flatMap((entree) => {
    const cle = entree?.[2];
    return cle ? [[entree[1] ?? '1', deBase64(cle)] as const] : [];
  });

/** The vault's keys, from settings that passed the schemas above. */
export const lireCles = ({ maitresses, index }: Readonly<{ maitresses: Secret; index: Secret }>): ClesCoffre => {
  const lues = lire(maitresses);
  const [courant = ['1', Buffer.alloc(0)] as const, ...anciens] = lire(index);
  return {
    maitresses: new Map(lues),
    courante: lues[0]?.[0] ?? '',
    index: courant[1],
    indexVersion: courant[0],
    anciensIndex: anciens.map(([, cle]) => cle),
  };
};
