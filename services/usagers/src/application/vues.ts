import { z } from 'zod';
import { type Shown } from '@relais/chassis/http';

const structureType = z.enum(['CD', 'DCD', 'FT', 'ML', 'CE', 'CAF']);

/** What a gestionnaire is told of an import. */
export const rapportVu = z.object({
  importId: z.uuid(),
  departement: z.string(),
  source: z.enum(['FLUX', 'FICHIER']),
  etat: z.enum(['EN_COURS', 'TERMINE', 'INTERROMPU', 'REFUSE']).describe('REFUSE : rien de ce fichier n’a été écrit'),
  etape: z.enum(['LECTURE', 'ECRITURE']).describe('Le fichier est lu en entier avant que rien ne soit écrit'),
  lus: z.int().describe('Foyers ou lignes lus ; pendant l’écriture, ceux du fichier entier'),
  dateReception: z.iso.date(),
  emetteur: z.string().nullable(),
  dateReference: z.iso.date().nullable(),
  foyersAnnonces: z.int().nullable().describe('Le compte de l’émetteur'),
  foyers: z.int(),
  personnes: z.int(),
  droitsOuverts: z.int(),
  droitsFermes: z.int(),
  modifies: z.int().describe('Personnes dont un fichier a changé ce que l’on sait'),
  inchanges: z.int().describe('Foyers ou lignes redits à l’identique'),
  refus: z.int(),
  frequence: z.enum(['MENSUEL', 'QUOTIDIEN', 'STOCK']).nullable(),
  versionFlux: z.string().nullable(),
  absents: z.int().describe('Foyers aux droits ouverts qu’un flux complet ne contient plus : signalés, jamais fermés'),
  arret: z
    .object({ code: z.string(), ligne: z.int().optional(), colonne: z.int().optional(), attendu: z.string().optional(), trouve: z.string().optional(), colonnes: z.string().optional(), limite: z.string().optional(), importId: z.uuid().optional() })
    .nullable()
    .describe('Où la lecture s’est arrêtée, et pourquoi'),
});

export const rapportsVus = z.object({ imports: z.array(rapportVu) });

export const absentsVus = z.object({
  foyers: z.array(z.object({ foyerId: z.uuid(), organisme: z.string().describe('Qui en parlait : CAF 331'), usagers: z.array(z.uuid()) })),
  suite: z.uuid().nullable(),
});

export const refusVus = z.object({
  refus: z.array(z.object({ numero: z.int(), ligne: z.int(), portee: z.enum(['PERSONNE', 'FOYER', 'LIGNE']), code: z.string(), motif: z.string() })),
  suite: z.int().nullable(),
});

export const usagerVu = z.object({ usagerId: z.uuid(), departement: z.string() });

/** A person's identity, without the NIR: it secures an identification, it is not a general identifier (CNIL 2024-088). */
export const ficheUsager = usagerVu.extend({
  identite: z.object({
    dateNaissance: z.iso.date(),
    nom: z.string(),
    nomNaissance: z.string().nullable(),
    prenom: z.string(),
    civilite: z.string().nullable(),
    sexe: z.string().nullable(),
    commune: z.object({ codeInsee: z.string(), codePostal: z.string().nullable(), libelle: z.string().nullable() }).nullable(),
  }),
  numeroFranceTravail: z.string().nullable(),
  fusionneDans: z.uuid().nullable().describe('La fiche qui a été gardée, quand celle-ci a été fusionnée avec elle'),
  rattachement: z.object({ structureCode: z.string(), structureType, depuis: z.iso.date() }).nullable(),
});
export type FicheUsager = Shown<typeof ficheUsager>;

export const rechercheFranceTravail = z.object({ nir: z.string(), dateNaissance: z.iso.date(), numeroFranceTravail: z.string().nullable() });
export type RechercheFranceTravail = Shown<typeof rechercheFranceTravail>;
