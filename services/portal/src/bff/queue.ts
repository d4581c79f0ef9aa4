import { mayReadNames, queryOf } from './calls.js';
import { type PortalSession } from './session.js';
import { type Answer, type Upstream } from './upstream.js';

type Row = Readonly<{ usagerId: string }>;
type Page = Readonly<{ orientations: readonly Row[]; suite: string | null }>;
type Card = Readonly<{ identite: unknown }>;

/** A page of the queue with the names; each reading of a name is traced by the référentiel usagers. */
export type QueuePage = Readonly<{ orientations: readonly (Row & Readonly<{ identite: unknown }>)[]; suite: string | null }>;

const QUERY = ['statut', 'preconisation', 'apres'];
const PAGE_SIZE = 20;

/** The queue as orientation gives it, completed with what usagers lets this agent read. */
export const readQueue = async (
  upstream: Upstream,
  session: PortalSession,
  { departement, query }: Readonly<{ departement: string; query: Readonly<Record<string, unknown>> }>,
): Promise<Answer | QueuePage> => {
  const search = queryOf(QUERY, query);
  const answer = await upstream.call(session, {
    method: 'GET',
    path: `/v1/departements/${departement}/orientations?limite=${PAGE_SIZE}${search === '' ? '' : `&${search}`}`,
    route: '/api/decisions',
  });
  if (answer.status !== 200) return answer;
  const page = JSON.parse(answer.bytes.toString()) as Page;
  return { ...page, orientations: await withNames(upstream, session, page.orientations) };
};

const withNames = (upstream: Upstream, session: PortalSession, rows: readonly Row[]): Promise<QueuePage['orientations']> => {
  const named = mayReadNames(session.agent);
  return Promise.all(
    rows.map(async (row) => {
      const card = named
        ? await upstream.read<Card>(session, { path: `/v1/usagers/${row.usagerId}`, route: '/api/usagers/:usagerId' })
        : undefined;
      return { ...row, identite: card?.identite ?? null };
    }),
  );
};
