import { type Queryable } from '../postgres/index.js';
import { type Agent } from './agent.js';
import { type RefusalTrace } from './guard.js';

export type Access = Readonly<{
  agent: Agent;
  /** The person looked at or acted upon (internal id). */
  subject: string;
  action: string;
  purpose: string;
  granted: boolean;
  reason?: string;
}>;

/** Writes who looked at whom and why; refused attempts too. Append-only. */
export const traceAccess = async (db: Queryable, { agent, subject, action, purpose, granted, reason }: Access): Promise<void> => {
  await db.query(
    `insert into access_trace (agent, structure, departement, subject, action, purpose, granted, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [agent.id, agent.structure?.code ?? null, agent.departement, subject, action, purpose, granted, reason ?? null],
  );
};

/** Traces a caller stopped by its roles before any route about a person. */
export const refusalTrace =
  (db: Queryable): RefusalTrace =>
  (agent, subject) =>
    traceAccess(db, { agent, subject, action: 'route', purpose: 'inconnue', granted: false, reason: 'ROLE_INSUFFISANT' });
