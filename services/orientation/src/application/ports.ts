import { type Change } from '@relais/chassis/commands';
import { type Orientation, type OrientationEvent } from '../domain/orientation/index.js';

export type OrientationChange = Change<OrientationEvent, Orientation>;
