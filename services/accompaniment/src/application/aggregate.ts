import { type Aggregate } from '@relais/chassis/commands';
import {
  type Accompagnement,
  type AccompagnementCommand,
  accompagnementDecider,
  type AccompagnementEvent,
  type AccompagnementRejection,
} from '../domain/accompagnement/index.js';

export type AccompagnementAggregate = Aggregate<AccompagnementCommand, AccompagnementEvent, Accompagnement, AccompagnementRejection>;

/** Where the history of a person's accompaniment is kept and how it is decided; the wire mapping is given by the adapter. */
export const accompagnementAggregate = (mapping: AccompagnementAggregate['mapping']): AccompagnementAggregate => ({
  topic: 'relais.accompaniment.v1',
  decider: accompagnementDecider,
  mapping,
});
