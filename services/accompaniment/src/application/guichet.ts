import { type Agent } from '@relais/chassis/auth';
import { Desk } from '@relais/chassis/commands';
import { legalDateOf } from '@relais/kernel';
import { type Accompagnement, type AccompagnementCommand, type AccompagnementEvent, type AccompagnementRejection, type ActeAgent } from '../domain/accompagnement/index.js';

/** What every act of an agent is decided upon. */
export type Commun = Pick<ActeAgent, 'usagerId' | 'intervenant' | 'aujourdhui'>;

export const communDe = ({ id, departement, structure }: Agent, usagerId: string, now: Date): Commun => ({
  usagerId,
  intervenant: { id, departement, structure },
  aujourdhui: legalDateOf(now),
});

/** Where the acts of agents on the accompaniment of a person come in. */
export class Guichet extends Desk<AccompagnementCommand, AccompagnementEvent, Accompagnement, AccompagnementRejection> {}
