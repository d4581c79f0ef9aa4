import { z } from 'zod';
import { Secret } from '@relais/chassis/config';
import { type ClesCoffre } from './coffre.js';

const MAITRESSE = /^(?:([a-z0-9-]{1,20}):)?([A-Za-z0-9+/]{43}=)$/;

const deBase64 = (texte: string): Buffer => Buffer.from(texte, 'base64');
const entrees = (texte: string): (RegExpExecArray | null)[] => texte.split(',').map((entree) => MAITRESSE.exec(entree.trim()));

/** A setting: 32 bytes in base64. Its problem never repeats it. */
export const cleIndex = z
  .string()
  .refine((texte) => /^[A-Za-z0-9+/]{43}=$/.test(texte), 'une clé de 32 octets en base64 est attendue')
  .transform((texte) => new Secret(texte));

/**
 * A setting: master keys, `base64` alone (version 1) or `version:base64,version:base64`, newest
 * first: the first one wraps new data keys, the others are still read.
 */
export const clesMaitresses = z
  .string()
  .refine((texte) => entrees(texte).every((entree) => entree !== null), 'des clés de 32 octets en base64 sont attendues : version:clé,version:clé')
  .transform((texte) => new Secret(texte));

/** The vault's keys, from settings that passed the schemas above. */
export const lireCles = ({ maitresses, index }: Readonly<{ maitresses: Secret; index: Secret }>): ClesCoffre => {
  const lues = entrees(maitresses.reveal()).flatMap((entree) => {
    const cle = entree?.[2];
    return cle ? [[entree[1] ?? '1', deBase64(cle)] as const] : [];
  });
  return { maitresses: new Map(lues), courante: lues[0]?.[0] ?? '', index: deBase64(index.reveal()) };
};
