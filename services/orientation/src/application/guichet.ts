import { Desk } from '@relais/chassis/commands';
import { type Orientation, type OrientationCommand, type OrientationEvent, type OrientationRejection } from '../domain/orientation/index.js';

/** Where the acts of agents on the orientation of a person come in. */
export class Guichet extends Desk<OrientationCommand, OrientationEvent, Orientation, OrientationRejection> {}
