import { type Categorie, type Finalite } from '@relais/schemas';
import { type Agent } from '../auth/agent.js';
import { acceder, type Demande, type Habilitation, habilitationDe } from '../auth/habilitation.js';
import { type Queryable } from '../postgres/index.js';
import { refusal } from './problem.js';
import { ownDepartement } from './request.js';

/** For the agents of the département that decides for a person; traced. Throws DEPARTEMENT_ETRANGER, AGENT_NON_HABILITE. */
export const departementAccess = async (
  db: Queryable,
  { departement, ...demande }: Omit<Demande, 'situation'> & Readonly<{ departement: string }>,
): Promise<Habilitation> => {
  const acces = await acceder(db, { ...demande, situation: { departement } });
  ownDepartement(demande.agent, departement);
  if (!acces.ok) throw refusal(acces.error);
  return acces.value;
};

/** For what lists the people of a département: only who decides for them. Throws DEPARTEMENT_ETRANGER, AGENT_NON_HABILITE. */
export const pourLeDepartement = (
  agent: Agent,
  { departement, finalite, categorie }: Readonly<{ departement: string; finalite: Finalite; categorie: Categorie }>,
): void => {
  ownDepartement(agent, departement);
  if (!habilitationDe(agent, { departement }, { finalite }).categories.has(categorie)) throw refusal({ code: 'AGENT_NON_HABILITE' });
};
