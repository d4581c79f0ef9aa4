import { type Change } from '@relais/chassis/commands';
import { type Accompagnement, type AccompagnementEvent } from '../domain/accompagnement/index.js';

export type AccompagnementChange = Change<AccompagnementEvent, Accompagnement>;
