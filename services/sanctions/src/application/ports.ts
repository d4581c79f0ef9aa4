import { type Change, type Project } from '@relais/chassis/commands';
import { type Queryable } from '@relais/chassis/postgres';
import { type SanctionEvent, type Sanctions, type Situation } from '../domain/sanction/index.js';

export type SanctionChange = Change<SanctionEvent, Sanctions>;

/** Brings the views of one person up to what was just decided. */
export type ProjectSanctions = Project<SanctionEvent, Sanctions>;

/** What is known here of a person's right and household, now. */
export type ReadSituation = (db: Queryable, person: Readonly<{ usagerId: string; departement: string }>) => Promise<Situation>;
