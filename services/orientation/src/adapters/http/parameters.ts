import { z } from 'zod';
import { type Agent } from '@relais/chassis/auth';
import { refusal } from '@relais/chassis/http';

export const departementParam = z.string().regex(/^(\d{2}|2[AB]|97\d)$/, 'attendu : un code de département');
export const usagerParam = z.uuid('attendu : un identifiant d’usager (UUID)').transform((id) => id.toLowerCase());

/** Who may read orientations. */
export const READ = ['DECIDEUR', 'GESTIONNAIRE', 'EXPLOITANT'] as const;

/** An agent acts for one département only. */
export const ownDepartement = (agent: Agent, departement: string): void => {
  if (agent.departement !== departement) throw refusal({ code: 'DEPARTEMENT_ETRANGER' });
};
