import { type Compte } from './comptes.js';
import { type Depot } from './depot.js';
import { type Journal } from './journal.js';
import { type CodeAgent, type FournisseurIdentite } from './modele.js';
import { type Quotas } from './quotas.js';

/** What every part of the sandbox works with. */
export interface Contexte {
  depot: Depot;
  comptes: readonly Compte[];
  journal: Journal;
  quotas: Quotas;
  graine: string;
  /** Where agents log in; none: client credentials only. */
  fournisseur: FournisseurIdentite | undefined;
  /** Codes given to clients, not kept over a restart. */
  codes: Map<string, CodeAgent>;
  /** Rows of one page of activities. */
  taillePage: number;
  /** Epoch milliseconds, virtual offset included. */
  maintenant: () => number;
}

/** Account of a structure, by AURORE code. */
export const compteDeStructure = (contexte: Contexte, codeAurore: string): Compte | undefined =>
  contexte.comptes.find(({ structure }) => structure.code_aurore === codeAurore);
