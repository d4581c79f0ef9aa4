import { z } from 'zod';
import { type Shown } from '@relais/chassis/http';
import { ORGANISMES, PARCOURS } from '../domain/orientation/index.js';

const structure = z.object({ code: z.string(), type: z.string() }).nullable();

const preconisation = z.object({
  identifiantActivite: z.string(),
  parcours: z.string().describe('Tel que France Travail l’écrit : PED, PSP, PSO, EO, IND ou un code à venir'),
  organisme: z.string(),
  structure,
  datePreconisation: z.iso.datetime().nullable(),
});

const decision = z.object({
  sens: z.enum(['ACCEPTEE', 'REFUSEE', 'REORIENTATION']),
  parcours: z.enum(PARCOURS),
  organisme: z.enum(ORGANISMES),
  structure,
  motifRefus: z.string().nullable(),
  commentaireRefus: z.string().nullable(),
  dateDecision: z.iso.date(),
  decideurId: z.string(),
});

/** What an agent sees of a person's orientation. */
export const orientationVue = z.object({
  usagerId: z.uuid(),
  departement: z.string(),
  orientationId: z.uuid(),
  statut: z.enum(['ANNONCEE', 'A_PRENDRE', 'DECIDEE', 'CLOSE']),
  version: z.int(),
  dateReception: z.iso.date().nullable(),
  echeance: z.iso.date().nullable().describe('Dernier jour de compétence du département (D. 262-65-2 CASF)'),
  preconisation: preconisation.nullable(),
  decision: decision.nullable(),
  transmission: z
    .object({ etat: z.string(), code: z.string().nullable(), aFaire: z.string().nullable(), le: z.iso.datetime().nullable() })
    .nullable()
    .describe('Où en est France Travail'),
});
export type OrientationRow = Shown<typeof orientationVue>;

export const orientationsVues = z.object({ orientations: z.array(orientationVue), suite: z.string().nullable() });
export type OrientationsVues = Shown<typeof orientationsVues>;

/** What is answered to a decision. */
export const decisionVue = orientationVue.omit({ transmission: true }).extend({
  statut: z.literal('DECIDEE'),
  dateReception: z.iso.date(),
  echeance: z.iso.date(),
  decision,
});
export type DecisionVue = Shown<typeof decisionVue>;
