import { z } from 'zod';
import { uuidParam } from '@relais/chassis/http';
import { ETATS_TRANSMISSION } from '../../domain/transmission/state.js';

const page = {
  limite: z.coerce.number().int().min(1).max(500).default(100),
  apres: z.coerce.number('attendu : la valeur « suite » de la page précédente').int().min(0).optional(),
};

export const transmissionsQuery = z.strictObject({
  ...page,
  usagerId: uuidParam.optional(),
  etat: z.enum(ETATS_TRANSMISSION, `attendu : ${ETATS_TRANSMISSION.join(', ')}`).optional(),
});

export const livraisonsQuery = z.strictObject({
  ...page,
  usagerId: uuidParam.optional(),
  abonnement: z.string().min(1).max(100).optional(),
  etat: z.enum(['EN_ATTENTE', 'LIVREE', 'MORTE'], 'attendu : EN_ATTENTE, LIVREE ou MORTE').optional(),
});
