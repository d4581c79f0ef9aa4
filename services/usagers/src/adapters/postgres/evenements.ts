import { type Fact, type Journal, type Origin } from '@relais/chassis/journal';
import { type Tx } from '@relais/chassis/postgres';
import { type EventType, type Topic } from '@relais/schemas';
import { type DroitEvent } from '../../domain/droit/events.js';

/** The topic on which everything of this service is told. */
export const TOPIC = 'relais.usagers.v1' satisfies Topic;

const TYPES = {
  DroitRsaOuvert: 'usagers.DroitRsaOuvert',
  DroitRsaFerme: 'usagers.DroitRsaFerme',
} as const satisfies Record<DroitEvent['type'], EventType>;

type Sans<E> = E extends Fact ? Omit<E, 'sequence' | 'origin'> : never;
type Enregistrement = Sans<Fact<'usagers.DroitRsaOuvert'> | Fact<'usagers.DroitRsaFerme'>>;

/** One row an event: how it is written on the topic. */
const enregistrement = (event: DroitEvent): Enregistrement => {
  switch (event.type) {
    case 'DroitRsaOuvert':
      return { type: TYPES[event.type], data: event.data };
    case 'DroitRsaFerme':
      return { type: TYPES[event.type], data: event.data };
  }
};

/** Appends rights' events of any persons, each after what was last said of that person. */
export const journaliser = async (
  tx: Tx,
  { journal, origin }: Readonly<{ journal: Journal; origin: Origin }>,
  evenements: readonly DroitEvent[],
): Promise<void> => {
  const suites = await journal.lastSequences(tx, TOPIC, [...new Set(evenements.map(({ data }) => data.usagerId as string))]);
  const faits = evenements.map((event): Fact => {
    const sequence = (suites.get(event.data.usagerId) ?? 0) + 1;
    suites.set(event.data.usagerId, sequence);
    return { ...enregistrement(event), sequence, origin };
  });
  await journal.append(tx, faits);
};
