import { type Agent, traceAccess } from '@relais/chassis/auth';
import { type Accepted, fingerprintOf } from '@relais/chassis/commands';
import { refusal } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { legalDateOf } from '@relais/kernel';
import { type Accompagnement, type ActeAgent } from '../../domain/accompagnement/index.js';
import { type Accompagnements } from '../../application/accompagnements.js';
import { type ProjectAccompagnement } from '../../application/ports.js';

type Commun = Pick<ActeAgent, 'usagerId' | 'intervenant' | 'aujourdhui'>;

export type Acte = Readonly<{
  agent: Agent;
  origin: Origin;
  usagerId: string;
  /** Name of the act, as the access trace shows it. */
  action: string;
  /** What was asked, whole: a key used again for something else is refused. */
  demande: unknown;
  key?: string | undefined;
  expectedVersion?: number | undefined;
  command: (commun: Commun, maintenant: Date) => ActeAgent;
  alongside?: ProjectAccompagnement;
}>;

/** Where agents' acts come in: decided once for each key, traced whatever comes of them. */
export class Guichet {
  constructor(
    private readonly ports: Readonly<{ accompagnements: Accompagnements; pool: Pool; clock: { now: () => Date } }>,
  ) {}

  /** The new state; throws the refusal. */
  async faire({ agent, origin, usagerId, action, demande, key, expectedVersion, command, alongside }: Acte): Promise<Accepted<Accompagnement>> {
    const { accompagnements, pool, clock } = this.ports;
    const now = clock.now();
    const intervenant = { id: agent.id, departement: agent.departement, structure: agent.structure };
    const access = { agent, subject: usagerId, action, purpose: 'accompagnement' };
    const outcome = await accompagnements.handle({
      command: command({ usagerId, intervenant, aujourdhui: legalDateOf(now) }, now),
      origin,
      expectedVersion,
      idempotency: key === undefined ? undefined : { agent: agent.id, key: key, fingerprint: fingerprintOf(action, usagerId, demande) },
      alongside: async (tx, change) => {
        await traceAccess(tx, { ...access, granted: true });
        await alongside?.(tx, change);
      },
    });
    if (outcome.ok) return outcome.value;
    await traceAccess(pool, { ...access, granted: false, reason: outcome.error.code });
    throw refusal(outcome.error);
  }
}
