import { type Constat } from '../orientation/relecture.js';
import { type ActeSanction, type Mesure } from './acte.js';
import { type ConsequenceVue } from './manquement.js';

const montre = ({ evenements }: ConsequenceVue, type: string): boolean => evenements.includes(type);

const memeMesure = ({ type, validee }: ConsequenceVue, mesure: Mesure): boolean =>
  type === mesure.type && validee.modalite === 'P' && validee.montant === mesure.taux && validee.dureeMois === mesure.dureeMois;

/** What it shows of the decision, whoever took it. */
type Decidee = 'VALIDEE' | 'REFUSEE' | 'ANNULEE' | 'NON';

const decisionDe = (vue: ConsequenceVue): Decidee => {
  if (montre(vue, 'ANNULATION_SANCTION')) return 'ANNULEE';
  if (montre(vue, 'VALID_SANCTION')) return 'VALIDEE';
  return montre(vue, 'REFUS_SANCTION') ? 'REFUSEE' : 'NON';
};

type Of<Nature extends ActeSanction['nature']> = Extract<ActeSanction, { nature: Nature }>;

const constaterSaisie = (vue: ConsequenceVue): Constat => {
  if (montre(vue, 'SAISIE_SANCTION') || vue.type === 'SUPPR_RSA') return 'identique';
  return decisionDe(vue) === 'NON' ? 'absente' : 'differente';
};

const constaterValidation = ({ mesure }: Of<'VALIDATION'>, vue: ConsequenceVue): Constat => {
  const decision = decisionDe(vue);
  if (decision === 'NON') return 'absente';
  return decision === 'VALIDEE' && memeMesure(vue, mesure) ? 'identique' : 'differente';
};

const REFUS: Readonly<Record<Decidee, Constat>> = { REFUSEE: 'identique', NON: 'absente', VALIDEE: 'differente', ANNULEE: 'differente' };

/** Does France Travail show the act that was sent? What it decided in the meantime is another act. */
export const constaterSanction = (acte: ActeSanction, vue: ConsequenceVue): Constat => {
  switch (acte.nature) {
    case 'SAISIE':
      return constaterSaisie(vue);
    case 'VALIDATION':
      return constaterValidation(acte, vue);
    case 'REFUS':
      return REFUS[decisionDe(vue)];
  }
};

/** A proposal of suspension is taken up before it is decided; one of suppression is to be decided at once (ACT370). */
export const aSaisir = ({ nature }: ActeSanction, vue: ConsequenceVue): boolean =>
  nature !== 'SAISIE' && vue.type !== 'SUPPR_RSA' && !montre(vue, 'SAISIE_SANCTION');
