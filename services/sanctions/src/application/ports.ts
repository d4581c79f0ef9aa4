import { type Change, type Project } from '@relais/chassis/commands';
import { type SanctionEvent, type Sanctions } from '../domain/sanction/index.js';

export type SanctionChange = Change<SanctionEvent, Sanctions>;

/** Brings the views of one person up to what was just decided. */
export type ProjectSanctions = Project<SanctionEvent, Sanctions>;
