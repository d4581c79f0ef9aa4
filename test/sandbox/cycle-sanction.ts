import { type Contexte } from './contexte.js';
import { activite, type Acte } from './cycle-orientation.js';
import { activitesDe, type Mutation } from './etat.js';
import { type Activite, type ConsequenceSanction, type EvenementSanction, type Manquement, type Mesure } from './modele.js';
import { plusJours } from './valeurs.js';

/** Life cycle of a sanction of the RSA (fact sheet section 13, domain sheet section 7.3): each act gives the mutations to emit together. */

const DELAI_INSTRUCTION_JOURS = 15;

/** A consequence with the manquement that holds it. */
export interface Visee {
  manquement: Manquement;
  consequence: ConsequenceSanction;
}

/** A consequence of one person, by its id. */
export function consequenceDe({ depot }: Contexte, numero: string, id: string): Visee | undefined {
  for (const manquement of depot.etat.manquements.get(numero) ?? []) {
    const consequence = manquement.consequences.find((connue) => connue.id === id);
    if (consequence) return { manquement, consequence };
  }
  return undefined;
}

/** Is this id known, whoever's it is? */
export const consequenceConnue = ({ depot }: Contexte, id: string): boolean =>
  [...depot.etat.manquements.values()].some((manquements) => manquements.some(({ consequences }) => consequences.some((connue) => connue.id === id)));

/** Short numeric ids, as France Travail shows them; never twice the same. */
export function identifiant({ depot }: Contexte, espece: string): string {
  depot.tirer(espece);
  return String(depot.etat.generation * 1_000_000 + 2_000 + depot.etat.compteur);
}

export type Etape = 'PROPOSEE' | 'A_TRAITER' | 'VALIDEE' | 'LEVEE_A_TRAITER' | 'FINIE';

const ETAPES: Record<string, Etape> = {
  SAISIE_SANCTION: 'A_TRAITER',
  VALID_SANCTION: 'VALIDEE',
  REFUS_SANCTION: 'FINIE',
  SAISIE_LEVEE_SUSP: 'LEVEE_A_TRAITER',
  VALID_LEVEE_SUSP: 'FINIE',
  REFUS_LEVEE_SUSP: 'VALIDEE',
  ANNULATION_SANCTION: 'FINIE',
};

/** Where a consequence stands, from its last event; a proposal of suppression is to be handled at once (ACT370). */
export function etapeDe({ type, evenements }: ConsequenceSanction): Etape {
  const derniere = evenements.findLast(({ typeEvenement }) => typeEvenement in ETAPES);
  return ETAPES[derniere?.typeEvenement ?? ''] ?? (type === 'SUPPR_RSA' ? 'A_TRAITER' : 'PROPOSEE');
}

export function evenement({ contexte, instant }: Acte, typeEvenement: string, champs: Partial<EvenementSanction> = {}): EvenementSanction {
  return { identifiantEvenement: contexte.depot.uuid('evenement'), typeEvenement, dateEvenement: instant.toISOString(), ...champs };
}

const PANIER = { organisme: 'CD', structure: null } as const;

function aFaire(acte: Acte, codeActivite: string, pour: { id: string; echeance?: string | undefined }): Activite {
  const echeance = pour.echeance ?? plusJours(acte.instant, DELAI_INSTRUCTION_JOURS);
  return activite(acte, { codeActivite, echeance, panier: PANIER, attributs: [{ nom: 'idConsequenceSanction', valeur: pour.id }] });
}

const faites = ({ contexte, usager }: Acte, idConsequence: string): Mutation[] =>
  activitesDe(contexte.depot.etat, usager.numeroFranceTravail)
    .filter(({ attributs }) => attributs.some(({ nom, valeur }) => nom === 'idConsequenceSanction' && valeur === idConsequence))
    .map(({ identifiantActivite }) => ({ type: 'activite-retiree', identifiantActivite }));

export interface PropositionSanction extends Mesure {
  /** Chosen, or drawn. */
  id?: string | undefined;
  type: 'SUSP_RSA' | 'SUPPR_RSA';
  famille: Manquement['famille'];
  dateManquement?: string | undefined;
  dateAvertissement?: string | undefined;
  echeance?: string | undefined;
}

const minuit = (jour: string): string => `${jour}T00:00:00.000Z`;

/** France Travail proposes: ACT366 for a suspension, ACT370 for a suppression. */
export function proposerSanction(acte: Acte, demande: PropositionSanction): { manquement: Manquement; activite: Activite; mutations: Mutation[] } {
  const { contexte, instant, usager } = acte;
  const { type, famille, modalite, montant, duree, echeance } = demande;
  const dateManquement = demande.dateManquement === undefined ? plusJours(instant, -30) : minuit(demande.dateManquement);
  const consequence: ConsequenceSanction = {
    id: demande.id ?? identifiant(contexte, 'consequence'),
    type,
    proposee: { modalite, montant, duree },
    evenements: [evenement(acte, 'PROP_SANCTION'), evenement(acte, 'ACCORD_FT_SANCTION')],
  };
  const manquement: Manquement = {
    id: identifiant(contexte, 'manquement'),
    numeroFranceTravail: usager.numeroFranceTravail,
    famille,
    dateManquement,
    dateAvertissement: demande.dateAvertissement && minuit(demande.dateAvertissement),
    justification: 'Proposition du bac à sable',
    indices: famille === 'F01' ? [{ natureDefaut: 'N23', dateConstatDefaut: dateManquement }] : [],
    consequences: [consequence],
  };
  const posee = aFaire(acte, type === 'SUSP_RSA' ? 'ACT366' : 'ACT370', { id: consequence.id, echeance });
  return { manquement, activite: posee, mutations: [{ type: 'manquement-enregistre', manquement }, { type: 'activite-ajoutee', activite: posee }] };
}

/** The person complied: France Travail proposes to lift the suspension (ACT369). Undefined when there is none to lift. */
export function proposerLevee(acte: Acte, { manquement, consequence }: Visee): Mutation[] | undefined {
  if (consequence.type !== 'SUSP_RSA' || etapeDe(consequence) !== 'VALIDEE') return undefined;
  const suite = ['PROP_LEVEE_SUSP', 'ACCORD_FT_LEVEE_SUSP', 'SAISIE_LEVEE_SUSP'].map((type) => evenement(acte, type));
  const changee = { ...consequence, dateRemobilisation: acte.instant.toISOString(), evenements: [...consequence.evenements, ...suite] };
  return [enregistrer(manquement, changee), { type: 'activite-ajoutee', activite: aFaire(acte, 'ACT369', consequence) }];
}

const enregistrer = (manquement: Manquement, changee: ConsequenceSanction): Mutation => ({
  type: 'manquement-enregistre',
  manquement: { ...manquement, consequences: manquement.consequences.map((connue) => (connue.id === changee.id ? changee : connue)) },
});

/** Months added to an instant, from day to same day. */
export function plusMois(instant: Date, mois: number): string {
  const fin = new Date(instant);
  fin.setUTCMonth(fin.getUTCMonth() + mois);
  return fin.toISOString();
}

const appliquee = (instant: Date, mesure: Mesure): Partial<ConsequenceSanction> => ({
  validee: mesure,
  dateDebut: instant.toISOString(),
  dateFin: plusMois(instant, mesure.duree),
});

export interface EvenementRecu {
  type: string;
  commentaire?: string | undefined;
  motif?: string | undefined;
  validation?: (Mesure & { type: 'SUSP_RSA' | 'SUPPR_RSA' }) | undefined;
}

/** From which stage each event may come. */
const ADMIS: Record<string, readonly Etape[]> = {
  SAISIE_SANCTION: ['PROPOSEE'],
  REFUS_SAISIE_SANCTION: ['PROPOSEE'],
  VALID_SANCTION: ['A_TRAITER'],
  REFUS_SANCTION: ['A_TRAITER'],
  VALID_LEVEE_SUSP: ['LEVEE_A_TRAITER'],
  REFUS_LEVEE_SUSP: ['LEVEE_A_TRAITER'],
  ANNULATION_SANCTION: ['VALIDEE', 'LEVEE_A_TRAITER'],
};

function effet(acte: Acte, { type, validation }: EvenementRecu, { proposee }: ConsequenceSanction): Partial<ConsequenceSanction> {
  if (type === 'VALID_SANCTION' && validation) return { ...appliquee(acte.instant, validation), type: validation.type };
  // The trap of the API: not to take a proposal up validates it as it is.
  if (type === 'REFUS_SAISIE_SANCTION' && proposee) return appliquee(acte.instant, proposee);
  return type === 'VALID_LEVEE_SUSP' ? { dateLevee: acte.instant.toISOString() } : {};
}

function evenementsDe(acte: Acte, { type, commentaire: commentaireEvenement, motif }: EvenementRecu): EvenementSanction[] {
  if (type === 'REFUS_SAISIE_SANCTION') {
    return [evenement(acte, type, { commentaireEvenement }), evenement(acte, 'VALID_SANCTION', { motif: 'REFUS_SAISIE' })];
  }
  const motifs: Record<string, string> = { VALID_SANCTION: 'VALIDATION_CD', REFUS_SANCTION: 'REFUS_CD' };
  return [evenement(acte, type, { commentaireEvenement, motif: motif ?? motifs[type] })];
}

/** What a partner's event does; undefined when it does not fit the last known event (C999). */
export function traiterEvenement(acte: Acte, recu: EvenementRecu, { manquement, consequence }: Visee): Mutation[] | undefined {
  if (!ADMIS[recu.type]?.includes(etapeDe(consequence))) return undefined;
  const evenements = [...consequence.evenements, ...evenementsDe(acte, recu)];
  const mutations = [...faites(acte, consequence.id), enregistrer(manquement, { ...consequence, ...effet(acte, recu, consequence), evenements })];
  if (recu.type === 'SAISIE_SANCTION') mutations.push({ type: 'activite-ajoutee', activite: aFaire(acte, 'ACT367', consequence) });
  return mutations;
}

export interface DecisionPartenaire extends Mesure {
  type: 'SUSP_RSA' | 'SUPPR_RSA';
  famille: Manquement['famille'];
  dateManquement: string;
  justification?: string | undefined;
}

/** A sanction decided by the département for a person whom France Travail does not follow: each call creates one. */
export function enregistrerDecision(acte: Acte, { type, famille, dateManquement, justification, ...mesure }: DecisionPartenaire): { manquement: Manquement; id: string; mutations: Mutation[] } {
  const id = identifiant(acte.contexte, 'consequence');
  const manquement: Manquement = {
    id: identifiant(acte.contexte, 'manquement'),
    numeroFranceTravail: acte.usager.numeroFranceTravail,
    famille,
    dateManquement: minuit(dateManquement),
    justification,
    indices: [],
    consequences: [{ id, type, ...appliquee(acte.instant, mesure), evenements: [evenement(acte, 'VALID_SANCTION', { motif: 'VALIDATION_CD' })] }],
  };
  return { manquement, id, mutations: [{ type: 'manquement-enregistre', manquement }] };
}

export type Radiation = { code: 'C001' | 'C002' | 'C004' } | { code: 'C000'; id: string; mutations: Mutation[] };

const validee = (consequence: ConsequenceSanction): boolean => ['VALIDEE', 'LEVEE_A_TRAITER'].includes(etapeDe(consequence));

/** 100 % suppressed for four months; after two refused offers, any sanction of the RSA. */
function admise({ famille }: Manquement, { type, validee: mesure }: ConsequenceSanction): boolean {
  if (!mesure || type === 'RADIATION') return false;
  return famille === 'F04' || (type === 'SUPPR_RSA' && mesure.modalite === 'P' && mesure.montant === 100 && mesure.duree === 4);
}

/** The département asks for the person to be struck off the list, after a sanction. */
export function demanderRadiation(acte: Acte, { manquement, consequence }: Visee): Radiation {
  if (manquement.consequences.some(({ type }) => type === 'RADIATION')) return { code: 'C004' };
  const autres = acte.contexte.depot.etat.manquements.get(acte.usager.numeroFranceTravail) ?? [];
  if (autres.some(({ consequences }) => consequences.some(({ type }) => type === 'RADIATION'))) return { code: 'C001' };
  if (!validee(consequence) || !admise(manquement, consequence)) return { code: 'C002' };
  const id = identifiant(acte.contexte, 'consequence');
  const radiation: ConsequenceSanction = { id, type: 'RADIATION', evenements: [evenement(acte, 'PROP_SANCTION')] };
  const complete = { ...manquement, consequences: [...manquement.consequences, radiation] };
  return { code: 'C000', id, mutations: [{ type: 'manquement-enregistre', manquement: complete }] };
}
