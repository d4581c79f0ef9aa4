import { type Agent, hasRole } from '@relais/chassis/auth';
import { type ContratRow } from '../../application/vues.js';
import { type AccompagnementRejection, suitLaPersonne } from '../../domain/accompagnement/index.js';

/** Who may read a person's contract. */
export const READ = ['REFERENT', 'DECIDEUR', 'GESTIONNAIRE'] as const;

/** Whether this agent may read: its own structure's people, or its département's for those who act for it. */
export const refusalToRead = (agent: Agent, row: ContratRow | undefined): AccompagnementRejection | undefined => {
  if (row?.departement !== agent.departement) return { code: 'USAGER_INCONNU' };
  if (hasRole(agent, 'DECIDEUR', 'GESTIONNAIRE') || suitLaPersonne(agent, row)) return undefined;
  return { code: 'AGENT_HORS_STRUCTURE' };
};
