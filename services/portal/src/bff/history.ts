import { histories, type Target } from './calls.js';
import { type PortalSession } from './session.js';
import { type Upstream } from './upstream.js';

/** A fact as a domain's journal tells it. */
export type Fact = Readonly<{ id: string; type: string; at: string; sequence: number }>;

export type History = Readonly<{ usagerId: string; faits: readonly Fact[] }>;

/** Facts of several journals as one story, oldest first; facts of one instant keep their order. */
export const merge = (journals: readonly (readonly Fact[])[]): readonly Fact[] =>
  journals.flat().sort((a, b) => a.at.localeCompare(b.at) || a.sequence - b.sequence);

/** What every domain tells of a person to this agent. */
export const readHistory = async (upstream: Upstream, session: PortalSession, target: Target): Promise<History> => {
  const told = await Promise.all(
    histories.map((path) => upstream.read<History>(session, { path: path(target), route: '/api/usagers/:usagerId/historique' })),
  );
  return { usagerId: target.usagerId, faits: merge(told.map((history) => history?.faits ?? [])) };
};
