import { z } from 'zod';
import { isLegalDate } from '@relais/kernel';
import { ISSUES, MODALITES, MOTIFS_DISPENSE, MOTIFS_REDUCTION, MOTIFS_RENDEZ_VOUS } from '../domain/accompagnement/index.js';

const jour = z.string().refine(isLegalDate, 'attendu : une date AAAA-MM-JJ').meta({ format: 'date' });
const heures = z.number('attendu : un nombre d’heures').min(0, 'attendu : zéro ou plus').max(168, 'attendu : les heures d’une semaine').multipleOf(0.25, 'attendu : des quarts d’heure, par exemple 7,5');
const oneOf = (values: readonly string[]) => `attendu : ${values.join(', ')}`;

/** What an agent sends to record a signature; hours in quarters of an hour, 15 a week when none are given. */
export const signatureInput = z.strictObject({
  dateSignature: jour,
  intensiteHebdomadaire: heures.nullable().default(null),
  motifReduction: z.enum(MOTIFS_REDUCTION, oneOf(MOTIFS_REDUCTION)).nullable().default(null),
  dispense: z
    .strictObject({ motif: z.enum(MOTIFS_DISPENSE, oneOf(MOTIFS_DISPENSE)) })
    .nullable()
    .default(null),
}).meta({ examples: [{ dateSignature: '2026-11-24' }, { dateSignature: '2026-11-24', intensiteHebdomadaire: 7.5, motifReduction: 'PROCHE_AIDANT' }] });

export const refusInput = z.strictObject({ dateRefus: jour }).meta({ examples: [{ dateRefus: '2026-11-24' }] });

export const rendezVousInput = z.strictObject({
  dateHeure: z.iso.datetime({ offset: true, error: 'attendu : un instant avec son fuseau, 2026-12-03T10:00:00+01:00' }),
  modalite: z.enum(MODALITES, oneOf(MODALITES)),
  motif: z.enum(MOTIFS_RENDEZ_VOUS, oneOf(MOTIFS_RENDEZ_VOUS)).default('ACC'),
}).meta({ examples: [{ dateHeure: '2026-12-03T10:00:00+01:00', modalite: 'PHYSIQUE', motif: 'ACC' }] });

export const issueInput = z.strictObject({ issue: z.enum(ISSUES, oneOf(ISSUES)) }).meta({ examples: [{ issue: 'HONORE' }] });

export const activiteInput = z.strictObject({
  semaine: z.string().regex(/^\d{4}-W\d{2}$/, 'attendu : une semaine ISO, par exemple 2026-W48'),
  heures,
  /** Open list: a code, never a sentence about a person. */
  nature: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/, 'attendu : un code en capitales, par exemple ATELIER'),
}).meta({ examples: [{ semaine: '2026-W48', heures: 7.5, nature: 'ATELIER' }] });

/** One page of the contracts of a département, most urgent first. */
export const contratsInput = z.strictObject({
  etat: z.enum(['A_SIGNER', 'SIGNE', 'REFUSE', 'SUSPENDU']).default('A_SIGNER'),
  structure: z
    .string()
    .regex(/^[A-Za-z]{3}\d{4}$/, 'attendu : un code Aurore, trois lettres et quatre chiffres')
    .optional(),
  limite: z.coerce.number().int().min(1).max(500).default(100),
  apres: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/, 'attendu : la valeur « suite » de la page précédente')
    .optional(),
});

export type SignatureInput = z.output<typeof signatureInput>;
export type RefusInput = z.output<typeof refusInput>;
export type RendezVousInput = z.output<typeof rendezVousInput>;
export type IssueInput = z.output<typeof issueInput>;
export type ActiviteInput = z.output<typeof activiteInput>;
export type ContratsInput = z.output<typeof contratsInput>;

const MINUTES = 60;

/** Hours in quarters of an hour -> whole minutes. */
export const minutesDe = (hours: number): number => Math.round(hours * MINUTES);
