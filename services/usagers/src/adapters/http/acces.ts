import { acceder, type Agent } from '@relais/chassis/auth';
import { refusal } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { rattachementCourant, trouver } from '../postgres/usagers.js';

/** Access to a person's identity: decided by the habilitations, traced, granted or not. Throws the refusal. */
export const exigerIdentite = async (pool: Pool, { agent, usagerId, action }: Readonly<{ agent: Agent; usagerId: string; action: string }>): Promise<void> => {
  const [usager, rattachement] = [await trouver(pool, usagerId), await rattachementCourant(pool, usagerId)];
  const situation = usager && { departement: usager.departement, structure: rattachement && { code: rattachement.structureCode } };
  const acces = await acceder(pool, { agent, subject: usagerId, action, finalite: 'accompagnement', categorie: 'identite', situation });
  if (!acces.ok) throw refusal(acces.error.code === 'AGENT_NON_HABILITE' ? { code: 'USAGER_NON_RATTACHE' } : acces.error);
};
