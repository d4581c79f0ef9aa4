import { z } from 'zod';
import { type Agent, hasRole } from '@relais/chassis/auth';
import { type LegalDate } from '@relais/kernel';
import { type DeciderOrientation, type Decideur, MOTIFS_REFUS, ORGANISMES, PARCOURS } from '../domain/orientation/index.js';

const structure = z.object({
  code: z.string().regex(/^[A-Za-z]{3}\d{4}$/, 'attendu : un code Aurore, trois lettres et quatre chiffres'),
  type: z.enum(ORGANISMES, 'attendu : CD, DCD, FT, ML, CE ou CAF'),
});

/** What an agent sends to decide an orientation: an agreement, or a refusal with its reason and an own choice. */
export const decisionInput = z.discriminatedUnion('sens', [
  z.strictObject({ sens: z.literal('ACCEPTEE'), structure: structure.nullable().default(null) }),
  z.strictObject({
    sens: z.literal('REFUSEE'),
    motifRefus: z.enum(MOTIFS_REFUS, `attendu : ${MOTIFS_REFUS.join(', ')}`),
    commentaireRefus: z.string().trim().min(1).max(500).nullable().default(null),
    parcours: z.enum(PARCOURS, 'attendu : PED, PSP ou PSO'),
    organisme: z.enum(ORGANISMES, 'attendu : CD, DCD, FT, ML, CE ou CAF'),
    structure: structure.nullable().default(null),
  }),
]).meta({
  examples: [
    { sens: 'ACCEPTEE' },
    { sens: 'REFUSEE', motifRefus: 'APPRECIATION_DIFFERENTE', parcours: 'PSO', organisme: 'CD', structure: { code: 'CDX0033', type: 'CD' } },
  ],
});

/** What an agent sends to reorient a person. */
export const reorientationInput = z.strictObject({
  parcours: z.enum(PARCOURS, 'attendu : PED, PSP ou PSO'),
  organisme: z.enum(ORGANISMES, 'attendu : CD, DCD, FT, ML, CE ou CAF'),
  structure: structure.nullable().default(null),
}).meta({ examples: [{ parcours: 'PSP', organisme: 'ML', structure: { code: 'MLX3301', type: 'ML' } }] });

export type ReorientationInput = z.output<typeof reorientationInput>;
export type DecisionInput = z.output<typeof decisionInput>;

/** What every act of an agent is decided upon. */
export type Commun = Readonly<{ usagerId: string; departement: string; decideur: Decideur; aujourdhui: LegalDate }>;

/** The agent as the decider knows it. */
export const decideurDe = (agent: Agent): Decideur => ({
  id: agent.id,
  departement: agent.departement,
  structure: agent.structure,
  peutDecider: hasRole(agent, 'DECIDEUR'),
});

export const decision = (choix: DecisionInput, commun: Commun): DeciderOrientation => ({ type: 'DeciderOrientation', ...commun, choix });
