import { type LegalDate } from '@relais/kernel';
import { type MotifClassement, type MotifLegitime, type MotifLevee, type References, type SanctionEvent } from './events.js';
import { type Manquement, type Mesure, type TypeSanction } from './rules.js';

/** PROPOSEE and CONTRADICTOIRE are open; the others are decided. */
export type StatutDossier = 'PROPOSEE' | 'CONTRADICTOIRE' | 'SUSPENDUE' | 'SUPPRIMEE' | 'CLASSEE' | 'LEVEE';

export type Contradictoire = Mesure & Readonly<{ dateReception: LegalDate; dateLimite: LegalDate }>;

export type DecisionPrise = Readonly<{
  sens: 'SUSPENDRE' | 'SUPPRIMER' | 'CLASSER';
  taux: number | null;
  dureeMois: number | null;
  motif: MotifClassement | null;
  dateDecision: LegalDate;
  dateFin: LegalDate | null;
  decideurId: string;
}>;

/** One case of sanction. */
export type Dossier = References &
  Readonly<{
    sanctionId: string;
    departement: string;
    statut: StatutDossier;
    auteur: 'FT' | 'CD';
    /** Agents of the département who asked for what may be decided: none of them decides it. */
    proposeurs: readonly string[];
    proposition: Mesure & Readonly<{ manquement: Manquement; dateManquement: LegalDate | null; dateAvertissement: LegalDate | null }>;
    nombrePersonnes: number | null;
    dateProposition: LegalDate;
    echeance: LegalDate;
    contradictoire: Contradictoire | null;
    observations: number;
    motifLegitime: MotifLegitime;
    decision: DecisionPrise | null;
    levee: Readonly<{ motif: MotifLevee; dateLevee: LegalDate }> | null;
  }>;

/** All the cases of one person. */
export type Sanctions = Readonly<{
  dossiers: Readonly<Record<string, Dossier>>;
  /** The case opened last. */
  dernier: string | null;
}>;

export const initial: Sanctions = { dossiers: {}, dernier: null };

export const estOuvert = ({ statut }: Dossier): boolean => statut === 'PROPOSEE' || statut === 'CONTRADICTOIRE';

type Told<Type extends SanctionEvent['type']> = Extract<SanctionEvent, { type: Type }>['data'];

const ouvrir = (data: Told<'SanctionProposee'>): Dossier => ({
  sanctionId: data.sanctionId,
  departement: data.departement,
  statut: 'PROPOSEE',
  auteur: data.auteur,
  proposeurs: data.proposeurId === null ? [] : [data.proposeurId],
  identifiantActivite: data.identifiantActivite,
  idConsequenceSanction: data.idConsequenceSanction,
  proposition: {
    type: data.typeSanction,
    taux: data.taux,
    dureeMois: data.dureeMois,
    manquement: data.manquement,
    dateManquement: data.dateManquement,
    dateAvertissement: data.dateAvertissement,
  },
  nombrePersonnes: data.nombrePersonnes,
  dateProposition: data.dateProposition,
  echeance: data.echeance,
  contradictoire: null,
  observations: 0,
  motifLegitime: 'AUCUN',
  decision: null,
  levee: null,
});

const annoncer = (dossier: Dossier, data: Told<'ContradictoireOuvert'>): Dossier => ({
  ...dossier,
  statut: 'CONTRADICTOIRE',
  contradictoire: {
    type: data.typeSanction,
    taux: data.taux,
    dureeMois: data.dureeMois,
    dateReception: data.dateReception,
    dateLimite: data.dateLimite,
  },
  proposeurs: data.plusSevere ? [...dossier.proposeurs, data.agentId] : dossier.proposeurs,
});

const observer = (dossier: Dossier, { motifLegitime }: Told<'ObservationsRecues'>): Dossier => ({
  ...dossier,
  observations: dossier.observations + 1,
  motifLegitime: motifLegitime === 'AUCUN' ? dossier.motifLegitime : motifLegitime,
});

const sanctionner = (dossier: Dossier, data: Told<'SuspensionDecidee'>, type: TypeSanction): Dossier => ({
  ...dossier,
  statut: type === 'SUSPENSION' ? 'SUSPENDUE' : 'SUPPRIMEE',
  decision: {
    sens: type === 'SUSPENSION' ? 'SUSPENDRE' : 'SUPPRIMER',
    taux: data.taux,
    dureeMois: data.dureeMois,
    motif: null,
    dateDecision: data.dateDecision,
    dateFin: data.dateFin,
    decideurId: data.decideurId,
  },
});

const classer = (dossier: Dossier, { motif, dateDecision, decideurId }: Told<'SanctionClassee'>): Dossier => ({
  ...dossier,
  statut: 'CLASSEE',
  decision: { sens: 'CLASSER', taux: null, dureeMois: null, motif, dateDecision, dateFin: null, decideurId },
});

const next = (dossier: Dossier, event: Exclude<SanctionEvent, { type: 'SanctionProposee' }>): Dossier => {
  switch (event.type) {
    case 'ContradictoireOuvert':
      return annoncer(dossier, event.data);
    case 'ObservationsRecues':
      return observer(dossier, event.data);
    case 'SuspensionDecidee':
      return sanctionner(dossier, event.data, 'SUSPENSION');
    case 'SuppressionDecidee':
      return sanctionner(dossier, event.data, 'SUPPRESSION');
    case 'SanctionClassee':
      return classer(dossier, event.data);
    case 'SuspensionLevee':
      return { ...dossier, statut: 'LEVEE', levee: { motif: event.data.motif, dateLevee: event.data.dateLevee } };
  }
};

export const evolve = (state: Sanctions, event: SanctionEvent): Sanctions => {
  const { sanctionId } = event.data;
  if (event.type === 'SanctionProposee') {
    return { dernier: sanctionId, dossiers: { ...state.dossiers, [sanctionId]: ouvrir(event.data) } };
  }
  const dossier = state.dossiers[sanctionId];
  return dossier ? { ...state, dossiers: { ...state.dossiers, [sanctionId]: next(dossier, event) } } : state;
};
