import { z } from 'zod';
import { type Shown } from '@relais/chassis/http';
import { ETATS_TRANSMISSION } from '../domain/transmission/state.js';

const page = { suite: z.string().nullable() };

/** What the operators see of a delivery: where it stands, never what it says. */
const livraisonVue = z.object({
  id: z.uuid(),
  abonnement: z.string(),
  departement: z.string(),
  usagerId: z.uuid(),
  faitId: z.uuid(),
  type: z.string(),
  sequence: z.int(),
  etat: z.enum(['EN_ATTENTE', 'LIVREE', 'MORTE']),
  essais: z.int(),
  code: z.string().nullable(),
  traceId: z.string().nullable(),
  creeLe: z.iso.datetime(),
  prochainEssai: z.iso.datetime().nullable(),
  closeLe: z.iso.datetime().nullable(),
});
export type LivraisonVue = Shown<typeof livraisonVue>;

export const livraisonsVues = z.object({ livraisons: z.array(livraisonVue), ...page });
export type LivraisonsVues = Shown<typeof livraisonsVues>;

/** What an agent sees of a transmission; never what was sent. */
const transmissionVue = z.object({
  id: z.uuid(),
  usagerId: z.uuid(),
  faitId: z.uuid(),
  api: z.string(),
  operation: z.string(),
  etat: z.enum(ETATS_TRANSMISSION),
  code: z.string().nullable(),
  message: z.string().nullable(),
  envois: z.int(),
  version: z.int().describe('Change à chaque étape : on conclut sur celle que l’on a lue'),
  traceId: z.string().nullable(),
  creeLe: z.iso.datetime(),
  prochainEssai: z.iso.datetime().nullable().describe('Quand quelque chose sera tenté de nouveau'),
  closeLe: z.iso.datetime().nullable(),
});
export type TransmissionVue = Shown<typeof transmissionVue>;

const tentativeVue = z.object({
  genre: z.string(),
  debut: z.iso.datetime(),
  fin: z.iso.datetime().nullable(),
  issue: z.string().nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  traceId: z.string().nullable(),
  agent: z.string().nullable().describe('Qui a conclu ou relancé'),
  justification: z.string().nullable(),
});
export type TentativeVue = Shown<typeof tentativeVue>;

const explication = { explication: z.string().nullable().describe('Pourquoi elle attend, ou que faire') };

export const transmissionsVues = z.object({ transmissions: z.array(transmissionVue.extend(explication)), ...page });
export const transmissionDetaillee = transmissionVue.extend({ tentatives: z.array(tentativeVue), ...explication });

export const repriseVue = z.object({ id: z.uuid(), etat: z.enum(ETATS_TRANSMISSION), code: z.string().nullable() });
