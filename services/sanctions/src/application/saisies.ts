import { z } from 'zod';
import { isLegalDate } from '@relais/kernel';
import {
  type Composition,
  type DeciderSanction,
  MANQUEMENTS,
  type ManquementConnu,
  MOTIFS_CLASSEMENT,
  MOTIFS_LEVEE,
  RANGS,
  TYPES_SANCTION,
} from '../domain/sanction/index.js';

const date = z.string().refine(isLegalDate, 'attendu : une date AAAA-MM-JJ').meta({ format: 'date' });
const taux = z.int('attendu : un pourcentage entier').min(1, 'attendu : de 1 à 100').max(100, 'attendu : de 1 à 100');
const dureeMois = z.int('attendu : un nombre entier de mois').min(1, 'attendu : au moins un mois').max(12, 'attendu : au plus douze mois');
const manquements = MANQUEMENTS.filter((one): one is ManquementConnu => one !== 'AUTRE');

/** The household as an agent has checked it: children counted, which the flux does not do. */
const composition = z.strictObject({
  nombrePersonnes: z.int().min(1).max(30),
  majorationParentIsole: z.boolean().default(false),
});

/** What an agent of the département proposes by itself. */
export const propositionInput = z.strictObject({
  type: z.enum(TYPES_SANCTION, `attendu : ${TYPES_SANCTION.join(' ou ')}`).default('SUSPENSION'),
  manquement: z.enum(manquements, `attendu : ${manquements.join(', ')}`),
  dateManquement: date,
  taux,
  dureeMois,
  composition: composition.nullable().default(null),
}).meta({ examples: [{ manquement: 'OBLIGATIONS_CONTRAT', dateManquement: '2026-11-02', taux: 30, dureeMois: 1 }] });
export type PropositionInput = z.output<typeof propositionInput>;

/** The sanction announced to the person (by default the one proposed) and the day they were told. */
export const contradictoireInput = z.strictObject({
  dateReception: date.nullable().default(null),
  annonce: z
    .strictObject({ type: z.enum(TYPES_SANCTION).default('SUSPENSION'), taux, dureeMois })
    .nullable()
    .default(null),
}).meta({ examples: [{ dateReception: '2026-11-12', annonce: { type: 'SUSPENSION', taux: 30, dureeMois: 1 } }] });
export type ContradictoireInput = z.output<typeof contradictoireInput>;

/** That the person answered; what they said stays in the département's own file. */
export const observationsInput = z.strictObject({
  dateReception: date.nullable().default(null),
  forme: z.enum(['ECRITES', 'ORALES'], 'attendu : ECRITES ou ORALES'),
  assistee: z.boolean().default(false),
  motifLegitime: z.enum(['AUCUN', 'INVOQUE', 'RETENU'], 'attendu : AUCUN, INVOQUE ou RETENU').default('AUCUN'),
}).meta({ examples: [{ dateReception: '2026-11-20', forme: 'ECRITES', assistee: false, motifLegitime: 'INVOQUE' }] });
export type ObservationsInput = z.output<typeof observationsInput>;

const mesure = {
  taux,
  dureeMois,
  rang: z.enum(RANGS, `attendu : ${RANGS.join(' ou ')}`).nullable().default(null),
  sanctionPrecedenteLe: date.nullable().default(null),
  composition: composition.nullable().default(null),
};

/** The decision: suspend, suppress after the opinion of the équipe pluridisciplinaire, or close without sanction. */
export const decisionInput = z.discriminatedUnion('sens', [
  z.strictObject({ sens: z.literal('SUSPENDRE'), ...mesure }),
  z.strictObject({ sens: z.literal('SUPPRIMER'), ...mesure, avisEquipeLe: date.nullable().default(null) }),
  z.strictObject({ sens: z.literal('CLASSER'), motif: z.enum(MOTIFS_CLASSEMENT, `attendu : ${MOTIFS_CLASSEMENT.join(', ')}`) }),
]).meta({
  examples: [
    { sens: 'SUSPENDRE', taux: 30, dureeMois: 1, rang: 'PREMIER' },
    { sens: 'CLASSER', motif: 'PAS_DE_SANCTION' },
  ],
});
export type DecisionInput = z.output<typeof decisionInput>;

type Stated = Readonly<{ nombrePersonnes: number; majorationParentIsole: boolean }>;

/** A household stated by an agent was checked by them. */
export const compositionDe = (stated: Stated | null): Composition | null => (stated ? { ...stated, origine: 'AGENT' } : null);

export const choixDe = (saisie: DecisionInput): DeciderSanction['choix'] => {
  if (saisie.sens === 'CLASSER') return saisie;
  const avisEquipeLe = saisie.sens === 'SUPPRIMER' ? saisie.avisEquipeLe : null;
  return { ...saisie, avisEquipeLe, composition: compositionDe(saisie.composition) };
};

export const leveeInput = z.strictObject({
  motif: z.enum(MOTIFS_LEVEE, `attendu : ${MOTIFS_LEVEE.join(', ')}`),
  dateLevee: date.nullable().default(null),
}).meta({ examples: [{ motif: 'OBLIGATIONS_RESPECTEES', dateLevee: '2026-12-15' }] });
export type LeveeInput = z.output<typeof leveeInput>;

/** One page of the cases of a département, the most urgent first. */
export const queueInput = z.strictObject({
  statut: z.enum(['A_DECIDER', 'PROPOSEE', 'CONTRADICTOIRE', 'SUSPENDUE', 'SUPPRIMEE', 'CLASSEE', 'LEVEE']).default('A_DECIDER'),
  usagerId: z.uuid('attendu : un identifiant d’usager (UUID)').optional(),
  limite: z.coerce.number().int().min(1).max(500).default(100),
  apres: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/, 'attendu : la valeur « suite » de la page précédente')
    .optional(),
});
export type QueueInput = z.output<typeof queueInput>;
