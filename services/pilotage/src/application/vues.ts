import { z } from 'zod';
import { AXES } from '../domain/indicateur/indicateur.js';

const descriptif = z.object({
  code: z.string(),
  libelle: z.string(),
  definition: z.string().describe('Numérateur, dénominateur et source'),
  unite: z.string(),
  mesures: z.array(z.object({ code: z.string(), libelle: z.string(), unite: z.string() })),
});

const ligne = z.object({
  cle: z.string().nullable(),
  libelle: z.string(),
  masque: z.boolean().describe('Trop peu de personnes pour que les chiffres soient montrés'),
  personnes: z.int().nullable(),
  mesures: z.record(z.string(), z.number().nullable()),
});

export const catalogueVu = z.object({ indicateurs: z.array(descriptif) });

export const chiffresVus = z.object({
  indicateur: descriptif,
  departement: z.string(),
  par: z.enum(AXES),
  au: z.iso.date(),
  connuAu: z.iso.date(),
  seuil: z.int(),
  arrondi: z.int(),
  lignes: z.array(ligne),
  total: ligne,
});
