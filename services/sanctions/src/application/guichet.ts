import { type Agent, hasRole } from '@relais/chassis/auth';
import { Desk } from '@relais/chassis/commands';
import { type LegalDate, legalDateOf } from '@relais/kernel';
import { type Acteur, type SanctionCommand, type SanctionEvent, type SanctionRejection, type Sanctions, type Situation } from '../domain/sanction/index.js';

export type Cible = Readonly<{ departement: string; usagerId: string; sanctionId: string }>;

/** What every act of an agent is decided upon. */
export type Commun = Cible & Readonly<{ acteur: Acteur; aujourdhui: LegalDate; situation: Situation }>;

type Qui = Readonly<{ agent: Agent; now: Date; situation: Situation }>;

export const communDe = ({ departement, usagerId, sanctionId }: Cible, { agent, now, situation }: Qui): Commun => ({
  departement,
  usagerId,
  sanctionId,
  acteur: { id: agent.id, departement: agent.departement, structure: agent.structure, peutDecider: hasRole(agent, 'DECIDEUR') },
  aujourdhui: legalDateOf(now),
  situation,
});

/** Where the acts of agents on the sanctions of a person come in. */
export class Guichet extends Desk<SanctionCommand, SanctionEvent, Sanctions, SanctionRejection> {}
