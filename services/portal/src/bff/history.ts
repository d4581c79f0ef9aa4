import { historiesFor, type HistoryCall, type Target } from './calls.js';
import { Refused } from './problems.js';
import { type PortalSession } from './session.js';
import { type Upstream } from './upstream.js';

/** A fact as a domain's journal tells it. */
export type Fact = Readonly<{ id: string; type: string; at: string; sequence: number }>;

export type History = Readonly<{
  usagerId: string;
  faits: readonly Fact[];
  /** Services that could not answer: what they hold is missing here. */
  manquants: readonly string[];
}>;

/** Facts of several journals as one story, oldest first; facts of one instant keep their order. */
export const merge = (journals: readonly (readonly Fact[])[]): readonly Fact[] =>
  journals.flat().sort((a, b) => a.at.localeCompare(b.at) || a.sequence - b.sequence);

type Asked = Readonly<{ upstream: Pick<Upstream, 'call'>; session: PortalSession; target: Target }>;

const ROUTE = '/api/usagers/:usagerId/historique';

/** The facts of one service: none when it refuses them to this agent or does not know the person, undefined when it cannot answer. */
const ask = async ({ upstream, session, target }: Asked, { path }: HistoryCall): Promise<readonly Fact[] | undefined> => {
  try {
    const { status, bytes } = await upstream.call(session, { method: 'GET', path: path(target), route: ROUTE });
    if (status < 300) return (JSON.parse(bytes.toString()) as { faits: readonly Fact[] }).faits;
    return status < 500 ? [] : undefined;
  } catch (error) {
    if (error instanceof Refused && error.code === 'SERVICE_INDISPONIBLE') return undefined;
    throw error;
  }
};

/** What every domain tells of a person to this agent. */
export const readHistory = async (asked: Asked): Promise<History> => {
  const calls = historiesFor(asked.session.agent);
  const told = await Promise.all(calls.map((call) => ask(asked, call)));
  const manquants = calls.filter((_, index) => told[index] === undefined).map(({ service }) => service);
  return { usagerId: asked.target.usagerId, faits: merge(told.map((faits) => faits ?? [])), manquants };
};
