import { type Events, type EventType } from '@relais/schemas';

/** The fate of a field that no partner is told. */
export const prive = Symbol('prive');

/**
 * What becomes of each field of an internal event in a public one: what it says there, or `prive`. A field that
 * is added to the internal event does not compile until somebody has decided.
 */
export type Publication<I extends EventType, P extends EventType> = Readonly<{
  [F in keyof Events[I]]-?: typeof prive | ((value: Events[I][F]) => Partial<Events[P]>);
}>;

/** The public event of an internal one. A field that the public one lacks is refused by its schema when it is written. */
export const publier = <I extends EventType, P extends EventType>(publication: Publication<I, P>, data: Events[I]): Events[P] =>
  Object.assign(
    {},
    ...(Object.keys(publication) as (keyof Events[I])[]).map((field) => {
      const fate = publication[field];
      return fate === prive ? {} : fate(data[field]);
    }),
  ) as Events[P];
