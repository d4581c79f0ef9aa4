import { z } from 'zod';
import { type ActeSanction, type DecisionSanction, type Mesure } from '../../../domain/sanction/acte.js';
import { type ConsequenceVue, type ManquementVu, type MesureVue } from '../../../domain/sanction/manquement.js';
import { listOf, maybeLegalDate, maybeText } from '../reading.js';

const text = maybeText.optional().transform((value) => value ?? null);
const day = maybeLegalDate.optional().transform((value) => value ?? null);
const whole = text.transform((value) => (value !== null && /^-?\d+$/.test(value) ? Number(value) : null));

const mesure = (modalite: string | null, montant: number | null, dureeMois: number | null): MesureVue => ({ modalite, montant, dureeMois });

const evenement = z.object({ typeEvenement: text }).transform(({ typeEvenement }) => typeEvenement ?? '');

const consequence = z
  .object({
    idConsequenceSanction: text,
    typeConsequenceSanction: text,
    delegation: z.boolean().catch(false).optional(),
    modaliteProposee: text,
    montantPropose: whole,
    dureeProposee: whole,
    modaliteValidee: text,
    montantValide: whole,
    dureeValidee: whole,
    evenements: listOf(evenement).optional(),
  })
  .transform(
    (shown): ConsequenceVue => ({
      id: shown.idConsequenceSanction ?? '',
      type: shown.typeConsequenceSanction,
      delegation: shown.delegation ?? false,
      proposee: mesure(shown.modaliteProposee, shown.montantPropose, shown.dureeProposee),
      validee: mesure(shown.modaliteValidee, shown.montantValide, shown.dureeValidee),
      evenements: shown.evenements ?? [],
    }),
  );

const indice = z.object({ natureDefaut: text }).transform(({ natureDefaut }) => natureDefaut ?? '');

const manquement = z
  .object({
    identifiantManquement: text,
    familleManquement: text,
    dateManquement: day,
    dateAvertissement: day,
    faisceauIndices: listOf(indice).optional(),
    consequencesSanction: listOf(consequence).optional(),
  })
  .transform(
    (shown): ManquementVu => ({
      identifiantManquement: shown.identifiantManquement,
      famille: shown.familleManquement,
      naturesDefaut: (shown.faisceauIndices ?? []).filter((nature) => nature !== ''),
      dateManquement: shown.dateManquement,
      dateAvertissement: shown.dateAvertissement,
      consequences: shown.consequencesSanction ?? [],
    }),
  );

/** detailManquement v1: a manquement, or nothing (204). Undefined when it is neither. */
export const readManquement = (json: unknown): ManquementVu | null | undefined => {
  if (json === undefined) return null;
  const read = manquement.safeParse(json);
  return read.success ? read.data : undefined;
};

const sortie = z.object({ codeSortie: z.string() });

/** The `codeSortie` that a 200 holds, which says whether anything was done; null for a 204, undefined for anything else. */
export const readSortie = (json: unknown): string | null | undefined => {
  if (json === undefined) return null;
  const read = sortie.safeParse(json);
  return read.success ? read.data.codeSortie : undefined;
};

const writeMesure = ({ taux, dureeMois }: Mesure) => ({ modaliteDecisionValidee: 'P', montantValide: taux, dureeValidee: dureeMois });

const TYPES = { SAISIE: 'SAISIE_SANCTION', VALIDATION: 'VALID_SANCTION', REFUS: 'REFUS_SANCTION' } as const;

/** evenementSanctionRSA v1 (fact sheet section 13), nested as in the specification. */
export const writeEvenement = (acte: ActeSanction): Readonly<Record<string, unknown>> => ({
  identifiantConsequenceSanction: acte.idConsequenceSanction,
  evenement: { typeEvenement: TYPES[acte.nature], dateEvenement: acte.date },
  ...(acte.nature === 'VALIDATION' && { typeConsequenceSanctionValide: acte.mesure.type, ...writeMesure(acte.mesure) }),
});

const NATURES: Readonly<Record<string, string>> = {
  OBLIGATIONS_CONTRAT: 'N61',
  REFUS_ELABORER: 'N63',
  REFUS_ACTUALISER: 'N64',
  REFUS_OFFRES: 'N65',
};

/**
 * decisionSanctionRSAPartenaire v1. The reference of the case goes in the justification: France Travail gives
 * no other way to find the decision again when its answer is lost.
 */
export const writeDecisionSanction = (decision: DecisionSanction): Readonly<Record<string, unknown>> => ({
  dateNotificationDecisionSanction: decision.dateNotification,
  natureManquement: NATURES[decision.manquement],
  rangManquement: decision.rang === 'PREMIER' ? 'R1' : 'R2',
  dateManquement: decision.dateManquement,
  typeSanctionValide: decision.mesure.type,
  ...writeMesure(decision.mesure),
  justificationDecisionSanction: `Dossier ${decision.sanctionId}`,
});
