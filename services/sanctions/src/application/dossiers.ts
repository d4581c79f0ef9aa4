import { AggregateHandler, type CommandAnswer } from '@relais/chassis/commands';
import { type SanctionCommand, type SanctionEvent, type SanctionRejection, type Sanctions } from '../domain/sanction/index.js';

export type Answer = CommandAnswer<Sanctions, SanctionRejection>;

/** Every command on the sanctions of a person. */
export class Dossiers extends AggregateHandler<SanctionCommand, SanctionEvent, Sanctions, SanctionRejection> {}
