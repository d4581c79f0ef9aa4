import { type RecordedFact } from '@relais/chassis/journal';
import { type Tx } from '@relais/chassis/postgres';
import { type Accompagnement, type AccompagnementEvent } from '../domain/accompagnement/index.js';

export type AccompagnementChange = Readonly<{
  usagerId: string;
  state: Accompagnement;
  events: readonly AccompagnementEvent[];
  facts: readonly RecordedFact[];
  version: number;
}>;

/** Brings the views of one person up to what was just decided. */
export type ProjectAccompagnement = (tx: Tx, change: AccompagnementChange) => Promise<void>;
