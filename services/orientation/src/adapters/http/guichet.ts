import { type Agent, traceAccess } from '@relais/chassis/auth';
import { fingerprintOf } from '@relais/chassis/commands';
import { etagOf, refusal, type Reply, type WriteRequest } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Pool, type Queryable } from '@relais/chassis/postgres';
import { type Orientations } from '../../application/orientations.js';
import { type DeciderOrientation, type ReorienterUsager } from '../../domain/orientation/index.js';

type Acte = DeciderOrientation | ReorienterUsager;
type Demande = WriteRequest & Readonly<{ agent: Agent; command: Acte; origin: Origin; reply: Reply }>;

/** Where every act of an agent passes: handled, traced whether granted or refused, answered with its version. */
export class Guichet {
  constructor(
    private readonly orientations: Orientations,
    private readonly pool: Pool,
  ) {}

  /** @param content what makes the request the same again under its idempotency key */
  async submit({ agent, command, origin, reply, key, expectedVersion }: Demande, content: unknown): Promise<object> {
    const { type, usagerId, departement } = command;
    const fingerprint = fingerprintOf(type, departement, usagerId, content);
    const outcome = await this.orientations.handle({
      command,
      origin,
      expectedVersion,
      idempotency: key === undefined ? undefined : { agent: agent.id, key, fingerprint },
      alongside: (tx) => this.trace(tx, { agent, usagerId, granted: true }),
    });
    if (!outcome.ok) {
      await this.trace(this.pool, { agent, usagerId, granted: false, reason: outcome.error.code });
      throw refusal(outcome.error);
    }
    const { state, version } = outcome.value;
    reply.header('etag', etagOf(version)).code(201);
    return { usagerId, ...state, version };
  }

  private trace(
    db: Queryable,
    { agent, usagerId, granted, reason }: { agent: Agent; usagerId: string; granted: boolean; reason?: string },
  ): Promise<void> {
    const access = { agent, subject: usagerId, action: 'orientation.decision', purpose: 'orientation', granted };
    return traceAccess(db, reason === undefined ? access : { ...access, reason });
  }
}
