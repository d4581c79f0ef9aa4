import { emittersSetting } from '@relais/chassis/commands';
import { integer, type Settings } from '@relais/chassis/config';
import { REGLES_PAR_DEFAUT } from './domain/sanction/index.js';

/**
 * Delays that the texts leave open or that were not found published. The household has no setting: it is
 * counted from open rights, which do not say the children, so that a share above the ceiling of a
 * household asks for a composition stated by an agent.
 */
export const settings = {
  /** The tools of départements that may put commands on the bus. */
  emitters: ['RELAIS_COMMANDES_EMETTEURS', emittersSetting],
  /** Days to present observations (R. 262-70 and R. 262-71 CASF not found; 10 in R. 5412-7 C. trav.). */
  contradictoireJours: ['RELAIS_SANCTIONS_CONTRADICTOIRE_JOURS', integer(1).default(REGLES_PAR_DEFAUT.contradictoireJours)],
  /** Days to take up a proposal of France Travail. */
  instructionJours: ['RELAIS_SANCTIONS_INSTRUCTION_JOURS', integer(1).default(REGLES_PAR_DEFAUT.instructionJours)],
  /** Months during which a new manquement is a réitération (decree not found). */
  reiterationMois: ['RELAIS_SANCTIONS_REITERATION_MOIS', integer(1).default(REGLES_PAR_DEFAUT.reiterationMois)],
} as const satisfies Settings;
