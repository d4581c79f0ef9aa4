import { type Agent } from './session.js';

/** What a call is about. */
export type Target = Readonly<{ departement: string; usagerId: string; id: string; code: string }>;

/** A call that the pages may make, and the one address of the services it goes to. */
export type AllowedCall = Readonly<{
  method: 'GET' | 'POST';
  /** Under `/api`. */
  url: string;
  path: (target: Target) => string;
  /** Query parameters that go through. */
  query?: readonly string[];
}>;

const departement = (target: Target): string => `/v1/departements/${target.departement}`;
const orientation = (target: Target): string => `${departement(target)}/orientations/${target.usagerId}`;
const contrat = ({ usagerId }: Target): string => `/v1/usagers/${usagerId}/contrat`;

/** The closed list: what is not here is not reachable through the portal. */
export const allowedCalls: readonly AllowedCall[] = [
  { method: 'GET', url: '/usagers/:usagerId', path: ({ usagerId }) => `/v1/usagers/${usagerId}` },
  { method: 'GET', url: '/usagers/:usagerId/orientation', path: orientation },
  { method: 'POST', url: '/usagers/:usagerId/decisions', path: (target) => `${orientation(target)}/decisions` },
  { method: 'GET', url: '/usagers/:usagerId/transmissions', path: (target) => `${departement(target)}/transmissions?usagerId=${target.usagerId}` },
  { method: 'GET', url: '/usagers/:usagerId/livraisons', path: (target) => `/v1/partenaires/livraisons?usagerId=${target.usagerId}` },
  { method: 'GET', url: '/pilotage/indicateurs', path: () => '/v1/pilotage/indicateurs' },
  { method: 'GET', url: '/pilotage/indicateurs/:code', path: ({ code }) => `/v1/pilotage/indicateurs/${code}`, query: ['par', 'au'] },
  { method: 'GET', url: '/usagers/:usagerId/contrat', path: contrat },
  { method: 'POST', url: '/usagers/:usagerId/contrat/signature', path: (target) => `${contrat(target)}/signature` },
  { method: 'GET', url: '/transmissions', path: (target) => `${departement(target)}/transmissions`, query: ['etat', 'apres'] },
  { method: 'POST', url: '/transmissions/:id/conclusion', path: (target) => `${departement(target)}/transmissions/${target.id}/conclusion` },
  { method: 'GET', url: '/transmissions/:id', path: (target) => `${departement(target)}/transmissions/${target.id}` },
];

const DEPARTEMENT = ['DECIDEUR', 'GESTIONNAIRE'];
const FOLLOWERS = [...DEPARTEMENT, 'REFERENT'];
const OPERATORS = [...DEPARTEMENT, 'EXPLOITANT'];

/** What a service tells of a person, and the profiles for whom asking makes sense at all: it decides for each person. */
export type HistoryCall = Readonly<{ service: string; roles: readonly string[]; path: (target: Target) => string }>;

/** Where each domain tells the history of a person; the pages show them as one. */
export const histories: readonly HistoryCall[] = [
  { service: 'usagers', roles: FOLLOWERS, path: ({ usagerId }) => `/v1/usagers/${usagerId}/historique` },
  { service: 'orientation', roles: OPERATORS, path: (target) => `${orientation(target)}/historique` },
  { service: 'accompaniment', roles: FOLLOWERS, path: ({ usagerId }) => `/v1/usagers/${usagerId}/contrat/historique` },
  { service: 'sanctions', roles: DEPARTEMENT, path: (target) => `${departement(target)}/sanctions/${target.usagerId}/historique` },
  { service: 'connector', roles: OPERATORS, path: (target) => `${departement(target)}/transmissions/usagers/${target.usagerId}/historique` },
];

const hasOneOf = ({ roles }: Pick<Agent, 'roles'>, wanted: readonly string[]): boolean => roles.some((role) => wanted.includes(role));

/** The histories that a profile may ask for: a call refused by principle would only fill the access trace. */
export const historiesFor = (agent: Pick<Agent, 'roles'>): readonly HistoryCall[] => histories.filter(({ roles }) => hasOneOf(agent, roles));

/** Whether asking for names makes sense at all; the référentiel usagers decides for each person. */
export const mayReadNames = (agent: Pick<Agent, 'roles'>): boolean => hasOneOf(agent, FOLLOWERS);

/** The query of a forwarded call: known parameters only. */
export const queryOf = (allowed: readonly string[], given: Readonly<Record<string, unknown>>): string => {
  const kept = allowed.flatMap((name) => (typeof given[name] === 'string' && given[name] !== '' ? [[name, given[name]] as [string, string]] : []));
  return new URLSearchParams(kept).toString();
};
