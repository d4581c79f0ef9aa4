import { z } from 'zod';
import { type Shown } from '@relais/chassis/http';
import { AMENAGEMENTS, ISSUES, MODALITES, MOTIFS_RENDEZ_VOUS, ORGANISMES } from '../domain/accompagnement/index.js';

const structure = z.object({ code: z.string(), type: z.string() }).nullable();
const minutesHebdomadaires = z.int().describe('Minutes d’activité par semaine');
const minutesParNature = z.record(z.string(), z.int()).describe('Minutes, par nature d’activité');
const etat = z.enum(['A_SIGNER', 'SIGNE', 'REFUSE', 'SUSPENDU']);

/** What an agent sees of a person's contract. */
export const contratVu = z.object({
  usagerId: z.uuid(),
  departement: z.string(),
  contratId: z.uuid(),
  etat,
  version: z.int(),
  organisme: z.enum(ORGANISMES),
  structure,
  dateNotification: z.iso.date(),
  echeance: z.iso.date().describe('Dernier jour pour signer (D. 5411-14-1 C. trav.)'),
  dateSignature: z.iso.date().nullable(),
  minutesHebdomadaires: minutesHebdomadaires.nullable(),
  amenagement: z.enum(AMENAGEMENTS).nullable(),
  dateRefus: z.iso.date().nullable(),
  dateSuspension: z.iso.date().nullable(),
  transmission: z
    .object({ etat: z.string(), code: z.string().nullable(), aFaire: z.string().nullable(), le: z.iso.datetime().nullable() })
    .nullable()
    .describe('Où en est France Travail'),
});
export type ContratRow = Shown<typeof contratVu>;

export const contratsVus = z.object({ contrats: z.array(contratVu), suite: z.string().nullable() });
export type ContratsVus = Shown<typeof contratsVus>;

const rendezVousVu = z.object({
  rendezVousId: z.uuid(),
  dateHeure: z.iso.datetime(),
  modalite: z.enum(MODALITES),
  motif: z.enum(MOTIFS_RENDEZ_VOUS),
  issue: z.enum(ISSUES).nullable(),
});
export type RendezVousRow = Shown<typeof rendezVousVu>;

/** Minutes done in a week beside those the contract set when they were declared. */
const semaineVue = z.object({ semaine: z.string(), minutes: z.int(), minutesHebdomadaires, natures: minutesParNature });
export type SemaineRow = Shown<typeof semaineVue>;

export const dossierVu = contratVu.extend({
  motifAmenagement: z.string().nullable().optional().describe('Pour la structure qui suit la personne seulement'),
  rendezVous: z.array(rendezVousVu),
  semaines: z.array(semaineVue),
});
export type Dossier = Shown<typeof dossierVu>;

/** The contract after an act. */
export const contratApresActe = z.object({
  usagerId: z.uuid(),
  departement: z.string(),
  contratId: z.uuid(),
  orientationId: z.uuid(),
  etat,
  organisme: z.enum(ORGANISMES),
  structure,
  dateNotification: z.iso.date(),
  echeance: z.iso.date(),
  signature: z.object({ dateSignature: z.iso.date(), minutesHebdomadaires, amenagement: z.enum(AMENAGEMENTS) }).optional(),
  dateRefus: z.iso.date().optional(),
  dateSuspension: z.iso.date().optional(),
  version: z.int(),
});
export type ContratApresActe = Shown<typeof contratApresActe>;

export const rendezVousApresActe = z.object({
  usagerId: z.uuid(),
  rendezVousId: z.uuid(),
  dateHeure: z.iso.datetime(),
  issue: z.enum(ISSUES).nullable(),
  version: z.int(),
});
export type RendezVousApresActe = Shown<typeof rendezVousApresActe>;

export const semaineApresActe = z.object({
  usagerId: z.uuid(),
  semaine: z.string(),
  minutes: z.int().describe('Déclarées pour cette semaine, toutes natures comprises'),
  minutesHebdomadaires: minutesHebdomadaires.nullable(),
  natures: minutesParNature,
  version: z.int(),
});
export type SemaineApresActe = Shown<typeof semaineApresActe>;
