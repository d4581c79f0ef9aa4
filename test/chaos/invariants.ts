import { type BusMessage } from './bus.js';
import { type Observed, type Task } from './observe.js';

/** What was played, by which the invariants know what is to be seen. */
export interface Expected {
  /** `numeroFranceTravail` of each person whose orientation was decided. */
  readonly decided: readonly string[];
  /** How many persons were sent to the partner. */
  readonly sentToPartner: number;
}

type Invariant = (seen: Observed, expected: Expected) => string | undefined;

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
    const unknown = new Set(bus.messages.map(({ id }) => id).filter((id) => !written.has(id)));
    return unknown.size === 0 ? undefined : `${unknown.size} messages du bus ne sont dans aucun journal`;
  },
  ({ journals }, { decided }) => {
    const told = new Set(journals.filter(({ type }) => type === 'orientation.OrientationDecidee').map(({ key }) => key));
    return told.size === decided.length ? undefined : `${told.size} personnes sont décidées au lieu de ${decided.length}`;
  },
  ({ transmissions }, { decided }) => brokenTasks('transmission', transmissions, { etat: 'ACQUITTEE', count: decided.length }),
  ({ accepted }, { decided }) => brokenOnce('décision acceptée par France Travail', accepted, decided),
  ({ livraisons }, { sentToPartner }) => brokenTasks('livraison', livraisons, { etat: 'LIVREE', count: sentToPartner }),
  ({ livraisons, received }) =>
    brokenOnce(
      'message reçu par le partenaire',
      received.map(({ usagerId }) => usagerId),
      livraisons.map(({ usagerId }) => usagerId),
    ),
  ({ livraisons, received }) =>
    brokenOnce(
      'identifiant de message reçu par le partenaire',
      received.map(({ id }) => id),
      livraisons.map(({ id }) => id),
    ),
];

/** The first broken invariant, in words; undefined when all hold. */
export const firstBroken = (seen: Observed, expected: Expected): string | undefined =>
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
    if (seen.has(id)) continue;
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

function brokenTasks(what: string, tasks: readonly Task[], wanted: { etat: string; count: number }): string | undefined {
  const other = tasks.find(({ etat }) => etat !== wanted.etat);
  if (other !== undefined) return `la ${what} ${other.id} est ${other.etat} au lieu de ${wanted.etat}`;
  return tasks.length === wanted.count ? undefined : `${tasks.length} lignes de ${what} au lieu de ${wanted.count}`;
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
