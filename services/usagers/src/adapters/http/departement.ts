import { type Agent } from '@relais/chassis/auth';
import { pourLeDepartement } from '@relais/chassis/http';

/** The sources and the doubts of a département hold identities: for who decides there. Throws DEPARTEMENT_ETRANGER, AGENT_NON_HABILITE. */
export const pourLesIdentites = (agent: Agent, departement: string): void =>
  pourLeDepartement(agent, { departement, finalite: 'orientation', categorie: 'identite' });
