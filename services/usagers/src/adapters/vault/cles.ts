import { z } from 'zod';
import { type ClesCoffre } from './coffre.js';

const cle32 = z.base64().transform((texte, contexte) => {
  const cle = Buffer.from(texte, 'base64');
  if (cle.length === 32) return cle;
  contexte.addIssue({ code: 'custom', message: 'une clé de 32 octets en base64 est attendue' });
  return z.NEVER;
});

/**
 * Keys as configuration gives them: `maitresses` is `version:base64,version:base64`, the first one
 * being used for new data keys; `index` is base64. Messages never repeat what was given.
 */
export const clesCoffreSchema = z
  .object({
    maitresses: z
      .string()
      .transform((texte) => texte.split(',').map((entree) => entree.trim().split(':')))
      .pipe(z.array(z.tuple([z.string().regex(/^[a-z0-9-]{1,20}$/), cle32])).min(1)),
    index: cle32,
  })
  .transform(({ maitresses, index }): ClesCoffre => {
    return { maitresses: new Map(maitresses), courante: maitresses[0]?.[0] ?? '', index };
  });
