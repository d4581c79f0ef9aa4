import { z } from 'zod';

export const accesInput = z
  .strictObject({
    usagerId: z.uuid().optional().describe('Qui a consulté cette personne'),
    agent: z.string().min(1).max(100).optional().describe('Qui cet agent a-t-il consulté'),
    depuis: z.iso.datetime({ offset: true }).optional(),
    avant: z.coerce.number().int().positive().optional().describe('La suite d’une page : le plus petit numéro qu’elle montrait'),
    limite: z.coerce.number().int().min(1).max(500).default(100),
  })
  .refine(({ usagerId, agent }) => (usagerId === undefined) !== (agent === undefined), 'indiquez usagerId, ou agent');

export const accesVus = z.object({
  acces: z.array(
    z.object({
      numero: z.int(),
      le: z.iso.datetime(),
      agent: z.string(),
      structure: z.string().nullable(),
      sujet: z.string().describe('L’identifiant interne de la personne'),
      nature: z.enum(['consultation', 'modification', 'transmission']),
      action: z.string(),
      finalite: z.string(),
      accorde: z.boolean(),
      raison: z.string().nullable(),
      origine: z.string().nullable().describe('L’adresse, ou « bus »'),
    }),
  ),
  suite: z.int().nullable().describe('« avant » de la page suivante'),
});
