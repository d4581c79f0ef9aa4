import { z } from 'zod';
import { type Agent } from '@relais/chassis/auth';
import { refusal } from '@relais/chassis/http';
import { isLegalDate } from '@relais/kernel';
import { lireNir } from '../../domain/nir/nir.js';

export const departementParam = z.string().regex(/^(\d{2}|2[AB]|97\d)$/, 'attendu : un code de département');
export const uuidParam = z.uuid('attendu : un identifiant (UUID)').transform((id) => id.toLowerCase());
export const dateLegale = z.string().refine(isLegalDate, 'attendue : une date aaaa-mm-jj');

/** A NIR of 13 or 15 characters, given back on 13. The problem says nothing of the number. */
export const nir = z.string().transform((texte, contexte) => {
  const lu = lireNir(texte);
  if (lu.ok) return lu.value;
  contexte.addIssue({ code: 'custom', message: `NIR refusé : ${lu.error.code}` });
  return z.NEVER;
});

/** An agent acts for one département only. */
export const dansSonDepartement = (agent: Agent, departement: string): void => {
  if (agent.departement !== departement) throw refusal({ code: 'DEPARTEMENT_ETRANGER' });
};
