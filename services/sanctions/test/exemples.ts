import {
  type Acteur,
  type DeciderSanction,
  type OuvrirContradictoire,
  type ProposerSanction,
  type RecevoirProposition,
  type Sanctionner,
} from '../src/domain/sanction/commands.js';
import { type SanctionEvent } from '../src/domain/sanction/events.js';
import { type Composition } from '../src/domain/sanction/rules.js';

export const sanctionId = '00000000-0000-7000-8000-0000000000aa';
export const personne = { usagerId: '00000000-0000-7000-8000-000000000001', departement: '33' };
const references = { identifiantActivite: '1$a', idConsequenceSanction: '2381' };

export const seul: Composition = { nombrePersonnes: 1, majorationParentIsole: false, origine: 'AGENT' };
export const foyerVerifie: Composition = { nombrePersonnes: 2, majorationParentIsole: false, origine: 'AGENT' };
const ouvert = { droit: 'OUVERT', composition: foyerVerifie } as const;

export const agent = (id: string, over: Partial<Acteur> = {}): Acteur => ({
  id,
  departement: '33',
  structure: { code: 'CDP0033', type: 'CD' },
  peutDecider: true,
  ...over,
});

type Data<Type extends SanctionEvent['type']> = Extract<SanctionEvent, { type: Type }>['data'];

export const propositionFT = (over: Partial<RecevoirProposition> = {}): RecevoirProposition => ({
  type: 'RecevoirProposition',
  ...personne,
  sanctionId,
  ...references,
  typeSanction: 'SUSPENSION',
  manquement: 'REFUS_ELABORER',
  dateManquement: '2026-10-20',
  dateAvertissement: '2026-11-02',
  taux: 40,
  dureeMois: 1,
  dateProposition: '2026-11-20',
  echeance: null,
  situation: ouvert,
  ...over,
});

export const proposee = (over: Partial<Data<'SanctionProposee'>> = {}): SanctionEvent => ({
  type: 'SanctionProposee',
  data: {
    ...personne,
    sanctionId,
    ...references,
    typeSanction: 'SUSPENSION',
    manquement: 'REFUS_ELABORER',
    dateManquement: '2026-10-20',
    dateAvertissement: '2026-11-02',
    taux: 40,
    dureeMois: 1,
    dateProposition: '2026-11-20',
    nombrePersonnes: 2,
    majorationParentIsole: false,
    compositionOrigine: 'AGENT',
    auteur: 'FT',
    proposeurId: null,
    echeance: '2026-12-05',
    regle: 'sanction.instruction-15-jours.1',
    ...over,
  },
});

export const proposerCD = (over: Partial<ProposerSanction> = {}): ProposerSanction => ({
  type: 'ProposerSanction',
  ...personne,
  sanctionId,
  acteur: agent('CD33-0002'),
  aujourdhui: '2026-11-20',
  typeSanction: 'SUSPENSION',
  manquement: 'REFUS_ELABORER',
  dateManquement: '2026-10-20',
  taux: 40,
  dureeMois: 1,
  composition: null,
  situation: ouvert,
  ...over,
});

export const proposeeCD = (): SanctionEvent =>
  proposee({ auteur: 'CD', proposeurId: 'CD33-0002', identifiantActivite: null, idConsequenceSanction: null, dateAvertissement: null });

export const ouvrir = (over: Partial<OuvrirContradictoire> = {}): OuvrirContradictoire => ({
  type: 'OuvrirContradictoire',
  ...personne,
  sanctionId,
  acteur: agent('CD33-0007'),
  aujourdhui: '2026-11-24',
  annonce: null,
  dateReception: '2026-11-24',
  ...over,
});

export const annonce = (over: Partial<Data<'ContradictoireOuvert'>> = {}): SanctionEvent => ({
  type: 'ContradictoireOuvert',
  data: {
    ...personne,
    sanctionId,
    typeSanction: 'SUSPENSION',
    taux: 40,
    dureeMois: 1,
    dateReception: '2026-11-24',
    jours: 10,
    dateLimite: '2026-12-04',
    plusSevere: false,
    agentId: 'CD33-0007',
    dateOuverture: '2026-11-24',
    ...references,
    regle: 'sanction.contradictoire-10-jours.1',
    ...over,
  },
});

export const observations = (over: Partial<Data<'ObservationsRecues'>> = {}): SanctionEvent => ({
  type: 'ObservationsRecues',
  data: {
    ...personne,
    sanctionId,
    dateReception: '2026-11-30',
    forme: 'ECRITES',
    assistee: false,
    motifLegitime: 'AUCUN',
    agentId: 'CD33-0001',
    ...over,
  },
});

export const suspendre = (over: Partial<Sanctionner> = {}): Sanctionner => ({
  sens: 'SUSPENDRE',
  taux: 40,
  dureeMois: 1,
  rang: null,
  sanctionPrecedenteLe: null,
  composition: null,
  avisEquipeLe: null,
  ...over,
});

export const decider = (choix: DeciderSanction['choix'], over: Partial<DeciderSanction> = {}): DeciderSanction => ({
  type: 'DeciderSanction',
  ...personne,
  sanctionId,
  acteur: agent('CD33-0007'),
  aujourdhui: '2026-12-07',
  choix,
  situation: ouvert,
  ...over,
});

export const suspendue = (over: Partial<Data<'SuspensionDecidee'>>, dateDecision: string): SanctionEvent => ({
  type: 'SuspensionDecidee',
  data: {
    ...personne,
    sanctionId,
    manquement: 'REFUS_ELABORER',
    dateManquement: '2026-10-20',
    rang: 'PREMIER',
    taux: 40,
    dureeMois: 1,
    nombrePersonnes: 2,
    majorationParentIsole: false,
    compositionOrigine: 'AGENT',
    dateDecision,
    dateNotification: dateDecision,
    dateFin: finDe(dateDecision, over.dureeMois ?? 1),
    decideurId: 'CD33-0007',
    decideurStructure: 'CDP0033',
    ...references,
    regle: 'sanction.refus-contrat.premier.1',
    ...over,
  },
});

/** The same day of a later month; for days that every month has. */
const finDe = (date: string, months: number): string => {
  const at = new Date(`${date}T00:00:00.000Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 10);
};

/** A case decided in its time. */
export const decidee: readonly SanctionEvent[] = [proposee(), annonce(), suspendue({}, '2026-12-07')];
