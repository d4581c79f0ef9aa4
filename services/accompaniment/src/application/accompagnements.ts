import { AggregateHandler, type CommandAnswer } from '@relais/chassis/commands';
import { type AccompagnementCommand, type AccompagnementEvent, type AccompagnementRejection, type Accompagnement } from '../domain/accompagnement/index.js';

export type Answer = CommandAnswer<Accompagnement, AccompagnementRejection>;

/** Every command on the accompaniment of a person. */
export class Accompagnements extends AggregateHandler<AccompagnementCommand, AccompagnementEvent, Accompagnement, AccompagnementRejection> {}
