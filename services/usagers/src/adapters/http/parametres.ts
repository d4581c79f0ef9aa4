import { z } from 'zod';
import { lireNir } from '../../domain/nir/nir.js';

/** A NIR of 13 or 15 characters, given back on 13. The problem says nothing of the number. */
export const nir = z.string().transform((texte, contexte) => {
  const lu = lireNir(texte);
  if (lu.ok) return lu.value;
  contexte.addIssue({ code: 'custom', message: `NIR refusé : ${lu.error.code}` });
  return z.NEVER;
});

/** A numéro France Travail: eleven digits today; eight characters, one of them a letter, in older records. */
export const numeroFranceTravail = z.string().regex(/^[0-9A-Z]{8,11}$/, 'attendu : un numéro France Travail');
