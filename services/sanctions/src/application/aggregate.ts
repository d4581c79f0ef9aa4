import { type Aggregate } from '@relais/chassis/commands';
import {
  type Regles,
  type SanctionCommand,
  sanctionDecider,
  type SanctionEvent,
  type SanctionRejection,
  type Sanctions,
} from '../domain/sanction/index.js';

export type SanctionAggregate = Aggregate<SanctionCommand, SanctionEvent, Sanctions, SanctionRejection>;

/** Where the history of a person's sanctions is kept and how it is decided; the wire mapping is given by the adapter. */
export const sanctionAggregate = (mapping: SanctionAggregate['mapping'], regles: Regles): SanctionAggregate => ({
  topic: 'relais.sanctions.v1',
  decider: sanctionDecider(regles),
  mapping,
});
