import { z } from 'zod';
import { MOTIFS_DOUTE, type MotifDoute } from '../domain/rapprochement/rules.js';

const accord = z.enum(['IDENTIQUE', 'DIFFERENT', 'INCONNU']);

export const douteVu = z.object({
  douteId: z.uuid(),
  motif: z.enum(Object.keys(MOTIFS_DOUTE) as [MotifDoute]).describe('Pourquoi ces deux fiches sont à comparer'),
  explication: z.string(),
  source: z.string(),
  etat: z.enum(['A_EXAMINER', 'FUSIONNE', 'DISTINGUE']),
  usagerId: z.uuid(),
  autreId: z.uuid().nullable().describe('L’autre personne ; absente quand une source a déclaré autre chose de la même fiche'),
  gardeId: z.uuid().nullable(),
  creeLe: z.iso.datetime(),
  decideLe: z.iso.datetime().nullable(),
});
export const doutesVus = z.object({ doutes: z.array(douteVu), suite: z.uuid().nullable() });

// The NIR is compared, never shown (CNIL 2024-088).
const cote = z.object({
  usagerId: z.uuid().nullable().describe('Absent pour ce qu’une source a déclaré'),
  nom: z.string(),
  nomNaissance: z.string().nullable(),
  prenom: z.string(),
  dateNaissance: z.iso.date(),
  sexe: z.string().nullable(),
  commune: z.string().nullable(),
  numeroFranceTravail: z.string().nullable(),
});

export const douteOuvertVu = douteVu.extend({
  cotes: z.array(cote).length(2),
  comparaison: z.object({ nir: accord, dateNaissance: accord, noms: accord, etatCivil: accord, numero: accord }),
});

export const identifiantsVus = z.object({
  identifiants: z.array(
    z.object({
      identifiantId: z.int(),
      genre: z.string(),
      portee: z.string().describe('Qui donne cet identifiant : partenaire, organisme, département'),
      valeur: z.array(z.string()).nullable().describe('Absente pour le NIR'),
      depuis: z.iso.datetime(),
      jusquA: z.iso.datetime().nullable(),
      motifFin: z.string().nullable(),
    }),
  ),
});
