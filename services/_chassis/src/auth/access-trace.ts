import { type Queryable } from '../postgres/index.js';
import { type Agent } from './agent.js';
import { type RefusalTrace } from './guard.js';

export type AccessKind = 'consultation' | 'modification' | 'transmission';

export type Access = Readonly<{
  agent: Agent;
  /** The person looked at or acted upon (internal id). */
  subject: string;
  action: string;
  /** Reading unless told. */
  kind?: AccessKind;
  purpose: string;
  granted: boolean;
  reason?: string;
}>;

/** Where what the bus brings comes from. */
const BUS = 'bus';

/** Writes who looked at whom, from where and why; refused attempts too. Append-only. */
export const traceAccess = async (db: Queryable, { agent, subject, action, kind = 'consultation', purpose, granted, reason }: Access): Promise<void> => {
  await db.query(
    `insert into access_trace (agent, structure, departement, subject, action, kind, purpose, granted, reason, origin)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [agent.id, agent.structure?.code ?? null, agent.departement, subject, action, kind, purpose, granted, reason ?? null, agent.origin ?? BUS],
  );
};

/** Where a refusal is about no person. */
const NOBODY = 'aucune';

/** Traces a caller stopped before the route: by its roles, its authentication, its address or its volume. */
export const refusalTrace =
  (db: Queryable): RefusalTrace =>
  async (agent, reason, subject) => {
    // A role that a list is not for is no attempt on somebody.
    if (subject === undefined && reason === 'ROLE_INSUFFISANT') return;
    await traceAccess(db, { agent, subject: subject ?? NOBODY, action: 'route', purpose: 'inconnue', granted: false, reason });
  };
