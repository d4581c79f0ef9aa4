import { isSequenced } from '@relais/schemas';
import { type BusMessage } from './bus.js';
import { type Observed, type Task } from './observe.js';

/** How much there is to be seen. */
export interface Amounts {
  /** Decisions of orientation, a new one of the same person included. */
  readonly decisions: number;
  /** Things told to France Travail. */
  readonly transmissions: number;
  /** Messages to partners. */
  readonly livraisons: number;
}

const DECIDED = 'orientation.OrientationDecidee';
/** The first decision of a person; a new one is told by another operation. */
const isDecision = ({ operation }: { readonly operation: string }): boolean => operation === 'decisionOrientation';

/** How much is there, by our own databases. */
export const amountsOf = ({ journals, livraisons, transmissions }: Observed): Amounts => ({
  decisions: journals.filter(({ type }) => type === DECIDED).length,
  transmissions: transmissions.length,
  livraisons: livraisons.length,
});

type Invariant = (seen: Observed, expected: Amounts) => string | undefined;

/** Nothing lost, nothing twice: each is a sentence when it is broken. In the order in which they are told. */
const invariants: readonly Invariant[] = [
  ({ parked }) => parked[0],
  ({ behind }) => behind[0],
  ({ bus }) => firstOf(histories(bus.messages), brokenHistory),
  ({ bus, journals }) => {
    const onBus = new Set(bus.messages.map(({ id }) => id));
    const missing = journals.filter(({ id }) => !onBus.has(id));
    return missing.length === 0 ? undefined : `${missing.length} faits des journaux ne sont pas sur le bus (le premier : ${missing[0]?.type})`;
  },
  ({ bus, journals }) => {
    const written = new Set(journals.map(({ id }) => id));
    const unknown = new Set(bus.messages.filter(({ id, topic }) => isSequenced(topic) && !written.has(id)).map(({ id }) => id));
    return unknown.size === 0 ? undefined : `${unknown.size} messages du bus ne sont dans aucun journal`;
  },
  (seen, { decisions }) => brokenAmount('décisions', amountsOf(seen).decisions, decisions),
  ({ transmissions }) => brokenState('transmission', transmissions.filter((task) => !mayHaveArrived(task)), 'ACQUITTEE'),
  (seen, { transmissions }) => brokenAmount('transmissions', seen.transmissions.length, transmissions),
  ({ accepted, transmissions }) => {
    const atLeast = transmissions.filter((task) => !mayHaveArrived(task)).length;
    if (accepted.length >= atLeast && accepted.length <= transmissions.length) return undefined;
    return `envois acceptés par France Travail : ${accepted.length} pour ${transmissions.length} transmissions, dont ${transmissions.length - atLeast} sans réponse`;
  },
  ({ accepted }) =>
    brokenTwice(
      'envoi accepté par France Travail',
      accepted.map(({ operation, numeroFranceTravail, empreinteCorps }) => `${operation} ${numeroFranceTravail} ${empreinteCorps}`),
    ),
  ({ accepted, transmissions }) =>
    brokenAmount('décisions acceptées par France Travail', accepted.filter(isDecision).length, transmissions.filter(isDecision).length),
  ({ accepted }) =>
    brokenTwice(
      'décision acceptée par France Travail',
      accepted.filter(isDecision).map(({ numeroFranceTravail }) => numeroFranceTravail),
    ),
  ({ livraisons }) => brokenState('livraison', livraisons, 'LIVREE'),
  (seen, { livraisons }) => brokenAmount('livraisons', seen.livraisons.length, livraisons),
  ({ livraisons, received }) => brokenOnce('message reçu par le partenaire', received.map(delivered), livraisons.map(delivered)),
];

/** Its answer was lost, and France Travail shows nothing by which to know: not sent again, left to a person. */
const mayHaveArrived = ({ etat, code }: Task): boolean => etat === 'A_TRAITER' && code === 'RELECTURE_IMPOSSIBLE';

const delivered = ({ id, usagerId }: { readonly id: string; readonly usagerId: string }): string => `${id} sur ${usagerId}`;

/** The first broken invariant, in words; undefined when all hold. */
export const firstBroken = (seen: Observed, expected: Amounts): string | undefined =>
  firstOf(invariants, (invariant) => invariant(seen, expected));

function firstOf<T>(items: Iterable<T>, look: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Each person's messages on each topic, in the order in which they lie there, repetitions of one id set aside. */
function histories(messages: readonly BusMessage[]): Iterable<BusMessage[]> {
  const seen = new Set<string>();
  const byPerson = new Map<string, BusMessage[]>();
  for (const message of messages) {
    const { id, key, topic } = message;
    if (!isSequenced(topic) || seen.has(id)) continue;
    seen.add(id);
    const name = `${topic} ${key}`;
    byPerson.set(name, [...(byPerson.get(name) ?? []), message]);
  }
  return byPerson.values();
}

function brokenHistory(history: readonly BusMessage[]): string | undefined {
  const sequences = history.map(({ sequence }) => sequence);
  if (sequences.every((sequence, index) => sequence === index + 1)) return undefined;
  const { topic = '', key = '' } = history[0] ?? {};
  return `sur ${topic}, les faits de ${key} portent les numéros ${sequences.join(', ')}`;
}

function brokenState(what: string, tasks: readonly Task[], wanted: string): string | undefined {
  const other = tasks.find(({ etat }) => etat !== wanted);
  return other === undefined ? undefined : `la ${what} ${other.id} est ${other.etat} au lieu de ${wanted}`;
}

const brokenAmount = (what: string, seen: number, wanted: number): string | undefined =>
  seen === wanted ? undefined : `${what} : ${seen} au lieu de ${wanted}`;

function brokenTwice(what: string, seen: readonly string[]): string | undefined {
  const twice = seen.find((name, index) => seen.indexOf(name) !== index);
  return twice === undefined ? undefined : `${what} : plus d’une fois (${twice})`;
}

function brokenOnce(what: string, seen: readonly string[], wanted: readonly string[]): string | undefined {
  const counts = new Map(wanted.map((name) => [name, 0]));
  for (const name of seen) {
    const count = counts.get(name);
    if (count === undefined) return `${what} que personne n’attendait (${name})`;
    counts.set(name, count + 1);
  }
  return firstOf(counts, ([name, count]) => (count === 1 ? undefined : `${what} : ${count} fois au lieu d’une (${name})`));
}
