import { type Change, type Project } from '@relais/chassis/commands';
import { type Orientation, type OrientationEvent } from '../domain/orientation/index.js';

export type OrientationChange = Change<OrientationEvent, Orientation>;

/** Brings the views of one person up to what was just decided. */
export type ProjectOrientation = Project<OrientationEvent, Orientation>;
