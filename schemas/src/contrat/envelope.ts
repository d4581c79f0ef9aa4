import { type EventType } from '../catalogue.js';
import { type Events } from '../generated/events.js';
import { ContratError } from './error.js';

/** What goes with every event, whatever brings it. */
export type Envelope = Readonly<{
  /** The same each time the event is sent: apply it once. */
  id: string;
  source: string;
  /** The person (usagerId). */
  subject: string;
  /** When the fact was written, ISO 8601 UTC. */
  time: string;
  departement: string;
  /** Rank of the event for this person on its topic, or for this subscription, from 1; without gap where one service alone speaks (neither answers, nor a partner's topic). Null for commands. */
  sequence: number | null;
  correlationId: string;
  causationId: string | null;
  traceparent: string | null;
}>;

/** An event of one of these types, its data typed by `type`. */
export type EventOf<T extends EventType> = { [K in T]: Envelope & Readonly<{ type: K; data: Events[K] }> }[T];

type Attributes = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SEQUENCE = /^[1-9]\d{0,9}$/;

const forms = {
  id: UUID,
  type: /^[A-Za-z][\w.]*$/,
  source: /\S/,
  subject: UUID,
  time: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
  departement: /^(\d{2}|2[AB]|97\d)$/,
  sequence: SEQUENCE,
  correlationid: UUID,
  causationid: UUID,
  traceparent: /^[0-9a-f]{2}-[0-9a-f]{32}-/,
} as const;

type AttributeName = keyof typeof forms;

/** One attribute of CloudEvents; null when it is absent. Throws ENTETE_INVALIDE when it has another form. */
export const optional = (attributes: Attributes, name: AttributeName): string | null => {
  const value = attributes[name];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && forms[name].test(value)) return value;
  throw new ContratError('ENTETE_INVALIDE', `L’attribut « ${name} » n’a pas la forme attendue : voyez le catalogue des événements.`);
};

/** One attribute that every event has. Throws ENTETE_INVALIDE. */
export const required = (attributes: Attributes, name: AttributeName): string => {
  const value = optional(attributes, name);
  if (value !== null) return value;
  throw new ContratError('ENTETE_INVALIDE', `L’attribut « ${name} » manque : ce message ne vient pas de Relais, ou ses en-têtes ont été perdus en route.`);
};

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

/** The envelope, from the attributes of CloudEvents by their names without prefix. Throws ENTETE_INVALIDE. */
export const envelopeOf = (attributes: Attributes): Envelope => ({
  id: required(attributes, 'id'),
  source: required(attributes, 'source'),
  subject: required(attributes, 'subject'),
  time: required(attributes, 'time'),
  departement: required(attributes, 'departement'),
  sequence: numberOf(optional(attributes, 'sequence')),
  correlationId: required(attributes, 'correlationid'),
  causationId: optional(attributes, 'causationid'),
  traceparent: optional(attributes, 'traceparent'),
});
