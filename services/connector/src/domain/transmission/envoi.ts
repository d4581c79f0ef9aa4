import { type ActeContrat } from '../contrat/acte.js';
import { type DecisionOrientation } from '../orientation/decision.js';
import { type ActeSanction, type DecisionSanction } from '../sanction/acte.js';

/** What each outbound operation carries: one row an operation. */
export type Contenus = Readonly<{
  decisionOrientation: DecisionOrientation;
  reorientation: DecisionOrientation;
  signerContrat: ActeContrat;
  refuserContrat: ActeContrat;
  evenementSanctionRSA: ActeSanction;
  decisionSanctionRSAPartenaire: DecisionSanction;
}>;

export type OperationSortante = keyof Contenus;

/** Of these France Travail shows nothing afterwards: after a lost answer, only a person can tell whether they arrived. */
const SANS_RELECTURE: readonly string[] = ['decisionSanctionRSAPartenaire'] satisfies OperationSortante[];

export const estRelisible = (operation: string): boolean => !SANS_RELECTURE.includes(operation);

/** One thing to tell France Travail. */
export type Envoi = { [O in OperationSortante]: Readonly<{ operation: O; contenu: Contenus[O] }> }[OperationSortante];
