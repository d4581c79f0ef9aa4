import { type RecordedFact } from '@relais/chassis/journal';
import { type Queryable, type Tx } from '@relais/chassis/postgres';
import { type SanctionEvent, type Sanctions, type Situation } from '../domain/sanction/index.js';

export type SanctionChange = Readonly<{
  usagerId: string;
  state: Sanctions;
  events: readonly SanctionEvent[];
  facts: readonly RecordedFact[];
  version: number;
}>;

/** Brings the views of one person up to what was just decided. */
export type ProjectSanctions = (tx: Tx, change: SanctionChange) => Promise<void>;

/** What is known here of a person's right and household, now. */
export type ReadSituation = (db: Queryable, person: Readonly<{ usagerId: string; departement: string }>) => Promise<Situation>;
