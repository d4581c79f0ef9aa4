import { z } from 'zod';
import { type Agent } from '@relais/chassis/auth';
import { refusal } from '@relais/chassis/http';
import { ETATS_TRANSMISSION } from '../../domain/transmission/state.js';

export const departementParam = z.string().regex(/^(\d{2}|2[AB]|97\d)$/, 'attendu : un code de département');
export const idParam = z.uuid('attendu : un identifiant (UUID)').transform((id) => id.toLowerCase());

const page = {
  limite: z.coerce.number().int().min(1).max(500).default(100),
  apres: z.coerce.number('attendu : la valeur « suite » de la page précédente').int().min(0).optional(),
};

export const transmissionsQuery = z.strictObject({
  ...page,
  usagerId: idParam.optional(),
  etat: z.enum(ETATS_TRANSMISSION, `attendu : ${ETATS_TRANSMISSION.join(', ')}`).optional(),
});

export const livraisonsQuery = z.strictObject({
  ...page,
  usagerId: idParam.optional(),
  abonnement: z.string().min(1).max(100).optional(),
  etat: z.enum(['EN_ATTENTE', 'LIVREE', 'MORTE'], 'attendu : EN_ATTENTE, LIVREE ou MORTE').optional(),
});

/** An agent sees one département only. */
export const dansSonDepartement = (agent: Agent, departement: string): void => {
  if (agent.departement !== departement) throw refusal({ code: 'DEPARTEMENT_ETRANGER' });
};
