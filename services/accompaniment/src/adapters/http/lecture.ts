import { acceder, type Agent, type Habilitation } from '@relais/chassis/auth';
import { refusal } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { type ContratRow } from '../../application/vues.js';
import { findContrat } from '../../projections/contrat-view.js';

/** Who may read a person's contract. */
export const READ = ['REFERENT', 'DECIDEUR', 'GESTIONNAIRE'] as const;

/** The contract of a person, for who may see it, and what of it. Throws USAGER_INCONNU, AGENT_HORS_STRUCTURE. */
export const ouvrirContrat = async (pool: Pool, asked: Readonly<{ agent: Agent; usagerId: string; action: string }>): Promise<Readonly<{ row: ContratRow; habilitation: Habilitation }>> => {
  const { agent, usagerId: subject, action } = asked;
  const found = await findContrat(pool, subject);
  // An agent of another département learns nothing, not even that the person is known.
  const row = found?.departement === agent.departement ? found : undefined;
  const acces = await acceder(pool, { agent, subject, action, finalite: 'accompagnement', categorie: 'contrat', situation: row });
  if (!acces.ok) throw refusal(acces.error.code === 'AGENT_NON_HABILITE' ? { code: 'AGENT_HORS_STRUCTURE' } : acces.error);
  return { row: row as ContratRow, habilitation: acces.value };
};
