import { type LegalDate, plusDays } from '@relais/kernel';

export const TYPES_SANCTION = ['SUSPENSION', 'SUPPRESSION'] as const;
export type TypeSanction = (typeof TYPES_SANCTION)[number];

/** Nature of the manquement (L. 262-37 I CASF); AUTRE: France Travail named a family that is not known here. */
export const MANQUEMENTS = ['REFUS_ELABORER', 'REFUS_ACTUALISER', 'OBLIGATIONS_CONTRAT', 'REFUS_OFFRES', 'AUTRE'] as const;
export type Manquement = (typeof MANQUEMENTS)[number];
export type ManquementConnu = Exclude<Manquement, 'AUTRE'>;

export const RANGS = ['PREMIER', 'REITERATION'] as const;
export type Rang = (typeof RANGS)[number];

/** What may be decided for a manquement of this rank: a row of the law. */
export type Borne = Readonly<{
  id: string;
  manquements: readonly Manquement[];
  rang: Rang;
  types: readonly TypeSanction[];
  /** Per cent of the RSA. */
  tauxMin: number;
  moisMin: number;
  moisMax: number;
  article: string;
  from: LegalDate;
}>;

const DECRET_2025 = '2025-06-01';
const premier = { rang: 'PREMIER', types: ['SUSPENSION'], tauxMin: 30, moisMin: 1, moisMax: 2, from: DECRET_2025 } as const;
const reiteration = { rang: 'REITERATION', types: TYPES_SANCTION, tauxMin: 30, moisMin: 1, moisMax: 4, from: DECRET_2025 } as const;
const contrat = { manquements: ['REFUS_ELABORER', 'REFUS_ACTUALISER'], article: 'R. 262-68 CASF' } as const;
// AUTRE: the bounds are the same whatever the nature; those of the obligations are the general ones.
const obligations = { manquements: ['OBLIGATIONS_CONTRAT', 'AUTRE'], article: 'R. 262-68-1 CASF' } as const;
const offres = { manquements: ['REFUS_OFFRES'], article: 'R. 262-68-2 CASF' } as const;

/** Decree of 2025 (CASF). The refusal of controls (L. 262-37 II 3°) is not handled: France Travail's API does not know it. */
export const BORNES: readonly Borne[] = [
  { id: 'sanction.refus-contrat.premier.1', ...contrat, ...premier },
  { id: 'sanction.refus-contrat.reiteration.1', ...contrat, ...reiteration },
  { id: 'sanction.obligations.premier.1', ...obligations, ...premier },
  { id: 'sanction.obligations.reiteration.1', ...obligations, ...reiteration },
  { id: 'sanction.refus-offres.premier.1', ...offres, ...premier },
  { id: 'sanction.refus-offres.reiteration.1', ...offres, ...reiteration },
];

/** Highest share when the household has more than one person, or has the majoration of L. 262-9 CASF. */
export const PLAFOND_FOYER = { id: 'sanction.plafond-foyer.1', value: 50, article: 'R. 262-68-6 CASF', from: DECRET_2025 } as const;
export const TAUX_MAXIMUM = 100;

/** The household of a person on the day of an act. */
export type Composition = Readonly<{
  nombrePersonnes: number;
  majorationParentIsole: boolean;
  /** FLUX: counted from open rights, which say nothing of the children; AGENT: checked by an agent. */
  origine: 'FLUX' | 'AGENT';
}>;

export const tauxMaximum = ({ nombrePersonnes, majorationParentIsole }: Composition): number =>
  nombrePersonnes > 1 || majorationParentIsole ? PLAFOND_FOYER.value : TAUX_MAXIMUM;

/** The row of the law for a manquement of this rank. */
export const borneDe = (manquement: Manquement, rang: Rang): Borne => {
  const borne = BORNES.find((row) => row.rang === rang && row.manquements.includes(manquement));
  if (!borne) throw new RangeError(`no bound for ${manquement} ${rang}`);
  return borne;
};

/** Delays that the texts leave open, or that were not found published: each département sets its own. */
export type Regles = Readonly<{
  /** Days to present observations; R. 262-70 and R. 262-71 CASF not found, 10 is the rule of R. 5412-7 C. trav. */
  contradictoireJours: number;
  /** Days to take up a proposal of France Travail (ACT366). */
  instructionJours: number;
  /** Months during which an earlier sanction makes a new manquement a réitération; the decree's value was not found. */
  reiterationMois: number;
}>;

export const REGLES_PAR_DEFAUT: Regles = { contradictoireJours: 10, instructionJours: 15, reiterationMois: 24 };

export const regleInstruction = ({ instructionJours }: Regles): string => `sanction.instruction-${instructionJours}-jours.1`;
export const regleContradictoire = ({ contradictoireJours }: Regles): string => `sanction.contradictoire-${contradictoireJours}-jours.1`;

export const echeanceInstruction = (regles: Regles, dateProposition: LegalDate): LegalDate => plusDays(dateProposition, regles.instructionJours);

/** Organismes acting for the département (L. 262-37 CASF: the président du conseil départemental decides). */
export const ORGANISMES_DECIDEURS: readonly string[] = ['CD', 'DCD'];

/** A sanction as announced, proposed or decided; null: not known in these terms (a proposal in euros). */
export type Mesure = Readonly<{ type: TypeSanction; taux: number | null; dureeMois: number | null }>;

/** True when a measure goes beyond another in anything, or cannot be compared with it. */
export const plusSevere = (measure: Mesure, reference: Mesure): boolean =>
  (measure.type === 'SUPPRESSION' && reference.type === 'SUSPENSION') ||
  (measure.taux ?? TAUX_MAXIMUM) > (reference.taux ?? 0) ||
  (measure.dureeMois ?? 4) > (reference.dureeMois ?? 0);
