import { z } from 'zod';
import { type DecisionOrientation, type OrientationVue, type Organisme, type Structure } from '../../../domain/orientation/decision.js';
import { listOf, maybeInstant, maybeLegalDate, maybeText } from '../reading.js';

const structure = z
  .object({ code_aurore: maybeText.optional() })
  .transform(({ code_aurore }) => code_aurore ?? null)
  .catch(null);

const decision = z
  .object({
    etat_decision: maybeText.optional(),
    date_decision: maybeLegalDate.optional(),
    agent_decision: maybeText.optional(),
    motif_refus: maybeText.optional(),
  })
  .transform((shown) => ({
    sens: shown.etat_decision ?? null,
    date: shown.date_decision ?? null,
    agent: shown.agent_decision ?? null,
    motifRefus: shown.motif_refus ?? null,
  }))
  .catch({ sens: null, date: null, agent: null, motifRefus: null });

const text = maybeText.optional().transform((value) => value ?? null);
const instant = maybeInstant.optional().transform((value) => value ?? null);

const orientation = z
  .object({
    parcours: text,
    organisme: text,
    structure: structure.optional(),
    statut: text,
    etat: text,
    date_creation: instant,
    date_modification: instant,
    decision: decision.nullish(),
  })
  .transform(
    (shown): OrientationVue => ({
      parcours: shown.parcours,
      organisme: shown.organisme,
      structureCode: shown.structure ?? null,
      statut: shown.statut,
      etat: shown.etat,
      dateCreation: shown.date_creation,
      dateModification: shown.date_modification,
      decision: shown.decision?.sens ? shown.decision : null,
    }),
  );

/** lectureOrientation v1: an array, or nothing (204). Undefined when it is neither. */
export const readOrientations = (json: unknown): readonly OrientationVue[] | undefined => {
  if (json === undefined) return [];
  return Array.isArray(json) ? listOf(orientation).parse(json) : undefined;
};

/** The wire knows no délégataire (DCD): the département delegated, its structure says to whom. */
const wireOrganisme = (organisme: Organisme): string => (organisme === 'DCD' ? 'CD' : organisme);

const wireStructure = (chosen: Structure | null): { code_aurore: string } | null => (chosen ? { code_aurore: chosen.code } : null);

/**
 * decisionOrientation v1 (fact sheet section 8), snake_case. What the département chose instead goes
 * with a refusal only. Nulls are left for the client to omit.
 */
export const writeDecision = (sent: DecisionOrientation): Readonly<Record<string, unknown>> => ({
  etat_decision: sent.sens,
  date_decision: sent.dateDecision,
  organisme_decision: 'CD',
  agent_decision: sent.decideurId,
  structure_decision: { code_aurore: sent.decideurStructure },
  ...(sent.sens === 'REFUSEE' && {
    motif_refus: sent.motifRefus,
    commentaire_refus: sent.commentaireRefus,
    parcours: sent.parcours,
    organisme: wireOrganisme(sent.organisme),
    structure: wireStructure(sent.structure),
  }),
});

/**
 * orientation v1 (fact sheet section 8): an orientation that the département sets itself. France
 * Travail advises against it for a first one; a person already oriented has no other way in v1.
 */
export const writeOrientation = (sent: DecisionOrientation): Readonly<Record<string, unknown>> => ({
  origine: 'INSCRIPTION_CONSEILLER_CD',
  parcours: sent.parcours,
  organisme: wireOrganisme(sent.organisme),
  date_entree_parcours: sent.dateDecision,
  structure: wireStructure(sent.structure),
  structure_decision: { code_aurore: sent.decideurStructure },
});
