import { AggregateHandler, type CommandAnswer } from '@relais/chassis/commands';
import { type OrientationCommand, type OrientationEvent, type OrientationRejection, type Orientation } from '../domain/orientation/index.js';

export type Answer = CommandAnswer<Orientation, OrientationRejection>;

/** Every command on the orientation of a person. */
export class Orientations extends AggregateHandler<OrientationCommand, OrientationEvent, Orientation, OrientationRejection> {}
