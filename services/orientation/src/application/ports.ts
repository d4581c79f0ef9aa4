import { type RecordedFact } from '@relais/chassis/journal';
import { type Tx } from '@relais/chassis/postgres';
import { type Orientation, type OrientationEvent } from '../domain/orientation/index.js';

export type OrientationChange = Readonly<{
  usagerId?: string;
  state: Orientation;
  events: readonly OrientationEvent[];
  facts: readonly RecordedFact[];
  version: number;
}>;

/** Brings the view of one person up to what was just decided. */
export type ProjectOrientation = (tx: Tx, change: OrientationChange) => Promise<void>;
