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

/** One thing to tell France Travail. */
export type Envoi = { [O in OperationSortante]: Readonly<{ operation: O; contenu: Contenus[O] }> }[OperationSortante];
