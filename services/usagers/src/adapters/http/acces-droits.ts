import { acceder, type Agent } from '@relais/chassis/auth';
import { refusal } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { trouver } from '../postgres/usagers.js';

export type Acte = Readonly<{ agent: Agent; usagerId: string; action: string }>;

/**
 * The rights of persons are served by the département that decides for them. Traced, granted or not.
 * @param departement of the person, when the référentiel no longer knows it
 * @returns the département. Throws the refusal.
 */
export const ouvrirDroits = async (pool: Pool, { agent, usagerId, action }: Acte, departement?: string): Promise<string> => {
  const de = departement ?? (await trouver(pool, usagerId))?.departement;
  const situation = de === undefined ? undefined : { departement: de, structure: null };
  const acces = await acceder(pool, { agent, subject: usagerId, action, finalite: 'droits-des-personnes', categorie: 'identite', situation });
  if (!acces.ok || de === undefined) throw refusal({ code: acces.ok || acces.error.code === 'USAGER_INCONNU' ? 'USAGER_INCONNU' : 'USAGER_NON_RATTACHE' });
  return de;
};
