import { type Change } from '@relais/chassis/commands';
import { type SanctionEvent, type Sanctions } from '../domain/sanction/index.js';

export type SanctionChange = Change<SanctionEvent, Sanctions>;
