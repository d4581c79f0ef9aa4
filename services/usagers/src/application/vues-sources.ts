import { z } from 'zod';
import { type Shown } from '@relais/chassis/http';
import { CHAMPS } from '../domain/fichier/colonnes.js';

const texte = z.string().nullable();

const ficheVue = z.object({
  nom: z.string(),
  prenom: z.string(),
  dateNaissance: z.iso.date(),
  nomNaissance: texte,
  civilite: texte,
  nirLu: z.boolean().describe('Un NIR valide a été lu ; il n’est pas montré'),
  matricule: texte,
  numeroFranceTravail: texte,
  numeroOutil: texte,
  telephones: z.array(z.string()),
  email: texte,
  adresse: texte,
  codePostalVille: texte,
  role: texte,
  referent: texte,
  tags: z.array(z.string()),
});

/** What an import would read of a file. */
export const apercuFichier = z.object({
  format: z.enum(['CSV', 'XLSX']),
  encodage: texte,
  separateur: texte,
  colonnes: z.array(z.object({ champ: z.enum(CHAMPS), colonne: z.string() })),
  ignorees: z.array(z.string()).describe('Colonnes du fichier qui ne sont pas lues'),
  lignes: z.int(),
  lisibles: z.int(),
  refus: z.array(z.object({ code: z.string(), motif: z.string(), lignes: z.int() })),
  premieres: z.array(z.object({ ligne: z.int(), code: texte, motif: texte, fiche: ficheVue.nullable() })),
});
export type ApercuFichier = Shown<typeof apercuFichier>;
