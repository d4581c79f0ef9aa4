import { type Agent, hasRole, traceAccess } from '@relais/chassis/auth';
import { type Accepted, fingerprintOf } from '@relais/chassis/commands';
import { refusal } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { legalDateOf, type LegalDate } from '@relais/kernel';
import { type Dossiers } from '../../application/dossiers.js';
import { type ReadSituation } from '../../application/ports.js';
import { type Acteur, type SanctionCommand, type Sanctions, type Situation } from '../../domain/sanction/index.js';

export type Cible = Readonly<{ departement: string; usagerId: string; sanctionId: string }>;

/** What every act of an agent is decided upon. */
export type Commun = Cible & Readonly<{ acteur: Acteur; aujourdhui: LegalDate; situation: Situation }>;

export type Acte = Readonly<{
  agent: Agent;
  origin: Origin;
  cible: Cible;
  /** Name of the act, as the access trace shows it. */
  action: string;
  /** What was asked, whole: a key used again for something else is refused. */
  demande: unknown;
  key?: string | undefined;
  expectedVersion?: number | undefined;
  command: (commun: Commun) => SanctionCommand;
}>;

type Ports = Readonly<{ dossiers: Dossiers; pool: Pool; clock: { now: () => Date }; readSituation: ReadSituation }>;

const acteurDe = (agent: Agent): Acteur => ({
  id: agent.id,
  departement: agent.departement,
  structure: agent.structure,
  peutDecider: hasRole(agent, 'DECIDEUR'),
});

/** Where agents' acts come in: decided once for each key, traced whatever comes of them. */
export class Guichet {
  constructor(private readonly ports: Ports) {}

  /** What is known of the person's right and household, now. */
  situation(cible: Pick<Cible, 'departement' | 'usagerId'>): Promise<Situation> {
    return this.ports.readSituation(this.ports.pool, cible);
  }

  /** The new state; throws the refusal. */
  async faire({ agent, origin, cible, action, demande, key, expectedVersion, command }: Acte): Promise<Accepted<Sanctions>> {
    const { dossiers, pool, clock } = this.ports;
    const access = { agent, subject: cible.usagerId, action, purpose: 'sanction' };
    if (agent.departement !== cible.departement) {
      await traceAccess(pool, { ...access, granted: false, reason: 'DEPARTEMENT_ETRANGER' });
      throw refusal({ code: 'DEPARTEMENT_ETRANGER' });
    }
    const commun = { ...cible, acteur: acteurDe(agent), aujourdhui: legalDateOf(clock.now()), situation: await this.situation(cible) };
    const outcome = await dossiers.handle({
      command: command(commun),
      origin,
      expectedVersion,
      idempotency: key === undefined ? undefined : { agent: agent.id, key: key, fingerprint: fingerprintOf(action, cible.departement, cible.usagerId, demande) },
      alongside: (tx) => traceAccess(tx, { ...access, granted: true }),
    });
    if (outcome.ok) return outcome.value;
    await traceAccess(pool, { ...access, granted: false, reason: outcome.error.code });
    throw refusal(outcome.error);
  }
}
