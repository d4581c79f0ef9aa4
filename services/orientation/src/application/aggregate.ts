import { type Aggregate } from '@relais/chassis/commands';
import {
  type Orientation,
  type OrientationCommand,
  orientationDecider,
  type OrientationEvent,
  type OrientationRejection,
} from '../domain/orientation/index.js';

export type OrientationAggregate = Aggregate<OrientationCommand, OrientationEvent, Orientation, OrientationRejection>;

/** Where the history of a person's orientation is kept and how it is decided; the wire mapping is given by the adapter. */
export const orientationAggregate = (mapping: OrientationAggregate['mapping']): OrientationAggregate => ({
  topic: 'relais.orientation.v1',
  decider: orientationDecider,
  mapping,
});
