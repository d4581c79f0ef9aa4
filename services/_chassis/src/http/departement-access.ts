import { acceder, type Demande, type Habilitation } from '../auth/habilitation.js';
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
