import { readableBy } from '@relais/schemas';
import { z } from 'zod';
import { type Queryable } from '../postgres/index.js';
import { type Journal } from './journal.js';

/** One fact of a person, with where it comes from and how far it went. */
const faitVu = z.object({
  id: z.uuid(),
  service: z.string(),
  topic: z.string(),
  type: z.string(),
  sequence: z.int(),
  at: z.iso.datetime(),
  origine: z.object({ correlationId: z.uuid(), causationId: z.uuid().nullable() }),
  traceId: z.string().nullable(),
  publie: z.boolean().describe('Le bus l’a reçu'),
  publieLe: z.iso.datetime().nullable().describe('Quand il l’a reçu, à la minute après une semaine'),
  resume: z.record(z.string(), z.unknown()).describe('Les champs que la structure du lecteur peut connaître'),
});
export type FaitVu = Readonly<z.output<typeof faitVu>>;

export const historiqueVu = z.object({ usagerId: z.uuid(), faits: z.array(faitVu).readonly() });
export type HistoriqueVu = Readonly<z.output<typeof historiqueVu>>;

export type HistoryQuery = Readonly<{
  service: string;
  topics: readonly string[];
  usagerId: string;
  /** Facts of another département are left out; all are told without it. */
  departement?: string;
  /** Type of the reader's structure: each field is for those its schema names. */
  reader: string | undefined;
  /** Fields told elsewhere only. */
  omitted?: readonly string[];
}>;

type Way = Readonly<{ id: string; correlationId: string; causationId: string | null; traceId: string | null; publie: boolean; publieLe: Date | null }>;

// The relay publishes in commit order: what is not beyond its cursor is on the bus, since the first move past it.
const WAYS = `
  select j.id, j.correlation_id as "correlationId", j.causation_id as "causationId", split_part(j.traceparent, '-', 2) as "traceId",
    coalesce((j.xid, j.position) <= (c.xid, c.position), false) as publie, p.at as "publieLe"
  from journal j left join relay_cursor c on c.name = $3
  left join lateral (
    select at from relay_progress where name = $3 and (xid, position) >= (j.xid, j.position) order by xid, position limit 1
  ) p on true
  where j.topic = any($1) and j.key = $2`;

/** Everything a service's journal tells of a person, as far as the reader may know it, oldest first. */
export const historyOf = async (
  db: Queryable,
  journal: Journal,
  { service, topics, usagerId, departement, reader, omitted = [] }: HistoryQuery,
): Promise<HistoriqueVu> => {
  const { rows } = await db.query<Way>(WAYS, [topics, usagerId, service]);
  const ways = new Map(rows.map((row) => [row.id, row]));
  const left = new Set(['usagerId', 'departement', ...omitted]);
  const faits: FaitVu[] = [];
  for (const topic of topics) {
    for (const { id, type, sequence, at, data } of await journal.history(db, topic, usagerId)) {
      const way = ways.get(id);
      const fields = data as Readonly<Record<string, unknown>>;
      if (!way || (departement !== undefined && fields['departement'] !== departement)) continue;
      const { correlationId, causationId, traceId, publie, publieLe } = way;
      const resume = Object.fromEntries(Object.entries(readableBy(type, fields, reader)).filter(([name]) => !left.has(name)));
      const reached = { traceId, publie, publieLe: publieLe?.toISOString() ?? null };
      faits.push({ id, service, topic, type, sequence, at, origine: { correlationId, causationId }, ...reached, resume });
    }
  }
  return { usagerId, faits: faits.sort((a, b) => a.at.localeCompare(b.at)) };
};
