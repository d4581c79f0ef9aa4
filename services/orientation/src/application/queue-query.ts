import { z } from 'zod';

/** A code of France Travail; those that were given, whatever they say; those that were not yet. */
const PRECONISATIONS = ['PED', 'PSP', 'PSO', 'IND', 'EO', 'RECUE', 'ATTENDUE'] as const;

/** One page of the queue of decisions to take, most urgent first. */
export const queueInput = z.strictObject({
  statut: z.enum(['A_PRENDRE', 'DECIDEE', 'CLOSE', 'ANNONCEE']).default('A_PRENDRE'),
  preconisation: z.enum(PRECONISATIONS, `attendu : ${PRECONISATIONS.join(', ')}`).optional(),
  limite: z.coerce.number().int().min(1).max(500).default(100),
  apres: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/, 'attendu : la valeur « suite » de la page précédente')
    .optional(),
});

export type QueueInput = z.output<typeof queueInput>;
