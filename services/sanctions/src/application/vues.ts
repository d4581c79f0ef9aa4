import { z } from 'zod';
import { type Shown } from '@relais/chassis/http';
import { MANQUEMENTS, MOTIFS_CLASSEMENT, MOTIFS_LEVEE, TYPES_SANCTION } from '../domain/sanction/index.js';

const mesure = { type: z.enum(TYPES_SANCTION), taux: z.int().nullable().describe('En pour cent du RSA'), dureeMois: z.int().nullable() };

/** A case and the version to act upon next: the answer to an act. */
export const dossierVu = z.object({
  usagerId: z.uuid(),
  sanctionId: z.uuid(),
  departement: z.string(),
  identifiantActivite: z.string().nullable(),
  idConsequenceSanction: z.string().nullable().describe('La proposition de France Travail, quand elle en vient'),
  statut: z.enum(['PROPOSEE', 'CONTRADICTOIRE', 'SUSPENDUE', 'SUPPRIMEE', 'CLASSEE', 'LEVEE']),
  auteur: z.enum(['FT', 'CD']),
  proposeurs: z.array(z.string()).describe('Qui propose n’en décide pas'),
  proposition: z.object({ ...mesure, manquement: z.enum(MANQUEMENTS), dateManquement: z.iso.date().nullable(), dateAvertissement: z.iso.date().nullable() }),
  nombrePersonnes: z.int().nullable(),
  dateProposition: z.iso.date(),
  echeance: z.iso.date(),
  contradictoire: z.object({ ...mesure, dateReception: z.iso.date(), dateLimite: z.iso.date() }).nullable(),
  observations: z.int().describe('Combien de fois la personne en a présenté'),
  motifLegitime: z.enum(['AUCUN', 'INVOQUE', 'RETENU']),
  decision: z
    .object({
      sens: z.enum(['SUSPENDRE', 'SUPPRIMER', 'CLASSER']),
      taux: z.int().nullable(),
      dureeMois: z.int().nullable(),
      motif: z.enum(MOTIFS_CLASSEMENT).nullable(),
      dateDecision: z.iso.date(),
      dateFin: z.iso.date().nullable(),
      decideurId: z.string(),
    })
    .nullable(),
  levee: z.object({ motif: z.enum(MOTIFS_LEVEE), dateLevee: z.iso.date() }).nullable(),
  version: z.int(),
});
export type DossierVu = Shown<typeof dossierVu>;

/** What an agent sees of a case. */
export const sanctionVue = dossierVu.extend({
  transmission: z
    .object({ etat: z.string(), code: z.string().nullable(), aFaire: z.string().nullable(), le: z.iso.datetime().nullable() })
    .nullable()
    .describe('Où en est France Travail'),
});
export type SanctionRow = Shown<typeof sanctionVue>;

export const sanctionsVues = z.object({ sanctions: z.array(sanctionVue), suite: z.string().nullable() });
export type SanctionsVues = Shown<typeof sanctionsVues>;

const situation = z.object({
  droit: z.enum(['INCONNU', 'OUVERT', 'FERME']),
  composition: z.object({ nombrePersonnes: z.int(), majorationParentIsole: z.boolean(), origine: z.enum(['FLUX', 'AGENT']) }).nullable(),
});

export const sanctionDetaillee = sanctionVue.extend({ situation });
export type SanctionDetaillee = Shown<typeof sanctionDetaillee>;
