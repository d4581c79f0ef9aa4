import { type Categorie, type Finalite } from '@relais/schemas';
import { type Agent } from '../auth/agent.js';
import { type HistoriqueVu, historyOf, type HistoryQuery, type Journal } from '../journal/index.js';
import { type Pool } from '../postgres/index.js';
import { departementAccess } from './departement-access.js';

/** Who reads what of a person, and under which name and purpose the access trace shows it. */
export type OwnHistory = Omit<HistoryQuery, 'reader'> & Readonly<{ agent: Agent; departement: string; action: string; finalite: Finalite; categorie: Categorie }>;

/**
 * What a service's journal tells of a person of the agent's own département, as far as the agent's structure may know it;
 * traced, granted or not. Throws DEPARTEMENT_ETRANGER, AGENT_NON_HABILITE.
 */
export const ownHistory = async (pool: Pool, journal: Journal, { agent, action, finalite, categorie, ...query }: OwnHistory): Promise<HistoriqueVu> => {
  const { usagerId: subject, departement } = query;
  await departementAccess(pool, { agent, subject, action, finalite, categorie, departement });
  return historyOf(pool, journal, { ...query, reader: agent.structure?.type });
};
