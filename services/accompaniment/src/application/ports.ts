import { type Change, type Project } from '@relais/chassis/commands';
import { type Accompagnement, type AccompagnementEvent } from '../domain/accompagnement/index.js';

export type AccompagnementChange = Change<AccompagnementEvent, Accompagnement>;

/** Brings the views of one person up to what was just decided. */
export type ProjectAccompagnement = Project<AccompagnementEvent, Accompagnement>;
