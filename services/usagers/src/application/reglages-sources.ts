import { z } from 'zod';
import { CHAMPS, COLONNES_PAR_DEFAUT, nomsAmbigus } from '../domain/fichier/colonnes.js';
import { REGLAGES_FLUX_PAR_DEFAUT } from '../domain/foyer/reglages-flux.js';

const nomDeColonne = z.string().trim().min(1, 'attendu : un nom de colonne').max(100);

/** How a département's own files name their columns, and how the flux that it receives is read. */
export const reglagesSources = z
  .strictObject({
    colonnes: z.partialRecord(z.enum(CHAMPS), z.array(nomDeColonne).max(10)).describe('Les noms de colonne de chaque champ ; casse, accents, espaces et ponctuation ne comptent pas'),
    flux: z.strictObject({
      frequences: z
        .record(z.string().regex(/^[A-Z0-9]$/, 'attendu : une valeur de TYPEFLUX, un caractère'), z.enum(['MENSUEL', 'QUOTIDIEN', 'STOCK']))
        .describe('Ce que dit TYPEFLUX : MENSUEL et STOCK sont complets, QUOTIDIEN ne dit que ce qui change'),
      totaux: z.enum(['REFUSER', 'SIGNALER']).describe('Que faire d’un fichier dont le compte de dossiers n’est pas celui qu’il annonce'),
    }),
  })
  .superRefine(({ colonnes }, contexte) => {
    for (const nom of nomsAmbigus(colonnes)) {
      contexte.addIssue({ code: 'custom', path: ['colonnes'], message: `le nom de colonne « ${nom} » ne désigne pas un seul champ` });
    }
  })
  .meta({ examples: [{ colonnes: { ...COLONNES_PAR_DEFAUT, numeroOutil: ['ID Iodas'] }, flux: REGLAGES_FLUX_PAR_DEFAUT }] });

export type ReglagesSources = z.output<typeof reglagesSources>;

/** Until a département declares its own. */
export const PAR_DEFAUT = { colonnes: COLONNES_PAR_DEFAUT, flux: REGLAGES_FLUX_PAR_DEFAUT };

export const reglagesVus = z.object({
  colonnes: z.partialRecord(z.enum(CHAMPS), z.array(z.string())),
  flux: z.object({ frequences: z.record(z.string(), z.enum(['MENSUEL', 'QUOTIDIEN', 'STOCK'])), totaux: z.enum(['REFUSER', 'SIGNALER']) }),
  version: z.int().describe('0 : rien n’a encore été déclaré'),
  modifiePar: z.string().nullable(),
});
