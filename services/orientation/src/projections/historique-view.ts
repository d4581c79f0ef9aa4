import { type Queryable } from '@relais/chassis/postgres';
import { type RecordedFact } from '@relais/chassis/journal';

/** One fact of a person's history, with where it comes from and how far it went. */
export type FaitVue = Readonly<{
  id: string;
  service: string;
  type: string;
  sequence: number;
  at: string;
  origine: Readonly<{ correlationId: string; causationId: string | null }>;
  traceId: string | null;
  /** Whether the bus has it. */
  publie: boolean;
  resume: Readonly<Record<string, unknown>>;
}>;

export type HistoriqueVue = Readonly<{ usagerId: string; faits: readonly FaitVue[] }>;

type Trace = Readonly<{ id: string; correlationId: string; causationId: string | null; traceId: string | null; publie: boolean }>;

// The relay publishes in commit order: what is not beyond its cursor is on the bus.
const TRACES = `
  select j.id, j.correlation_id as "correlationId", j.causation_id as "causationId", split_part(j.traceparent, '-', 2) as "traceId",
    coalesce((j.xid, j.position) <= (c.xid, c.position), false) as publie
  from journal j left join relay_cursor c on c.name = $3
  where j.topic = $1 and j.key = $2`;

/** Completes the facts of a person with their origin, their trace and whether they were published. */
export const historiqueDe = async (
  db: Queryable,
  { service, topic, usagerId, faits }: Readonly<{ service: string; topic: string; usagerId: string; faits: readonly RecordedFact[] }>,
): Promise<HistoriqueVue> => {
  const { rows } = await db.query<Trace>(TRACES, [topic, usagerId, service]);
  const traces = new Map(rows.map((row) => [row.id, row]));
  return {
    usagerId,
    faits: faits.flatMap(({ id, type, sequence, at, data }) => {
      const trace = traces.get(id);
      if (!trace) return [];
      const { correlationId, causationId, traceId, publie } = trace;
      const resume = resumer(data as Record<string, unknown>);
      return [{ id, service, type, sequence, at, origine: { correlationId, causationId }, traceId, publie, resume }];
    }),
  };
};

// Who it is about is in the address; free text stays with the decision itself.
const OMIS = new Set(['usagerId', 'departement', 'commentaireRefus']);

const resumer = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !OMIS.has(name)));
