import { type Events, schemas, type TopicEvents, topics } from './generated/events.js';

export type EventType = keyof Events;
export type Topic = keyof TopicEvents;

const NAMESPACE = 'fr.relais.';

/** All event types of the contract. */
export const eventTypes = Object.keys(schemas) as EventType[];

/** `orientation.OrientationDecidee` -> `fr.relais.orientation.OrientationDecidee`, the Avro full name. */
export const fullNameOf = (type: EventType): string => `${NAMESPACE}${type}`;

/** The event type behind an Avro full name, or undefined when this build does not know it. */
export const eventTypeOf = (fullName: string): EventType | undefined => {
  const short = fullName.startsWith(NAMESPACE) ? fullName.slice(NAMESPACE.length) : fullName;
  return short in schemas ? (short as EventType) : undefined;
};

const topicByType = new Map<string, Topic>(
  Object.entries(topics).flatMap(([topic, { types }]) => types.map((type) => [type, topic as Topic] as const)),
);

/**
 * False for a topic on which several may speak of one person (commands, answers, a partner's): its
 * messages carry no contiguous sequence, what makes them once is their id.
 */
export const isSequenced = (topic: string): boolean => {
  const declared = (topics as Record<string, { sequenced?: boolean }>)[topic];
  return declared !== undefined && declared.sequenced !== false;
};

/** The topic an event type travels on; throws for a type that has none. */
export const topicOf = (type: EventType): Topic => {
  const topic = topicByType.get(type);
  if (!topic) throw new Error(`no topic for ${type} in topics.json`);
  return topic;
};

/** The event types of the topics that a service owns. */
export const typesOwnedBy = (service: string): EventType[] =>
  Object.values(topics).flatMap(({ owner, types }): readonly EventType[] => (owner === service ? types : []));

/** The newest schema of a type, as JSON text. */
export const latestSchemaOf = (type: EventType): string => {
  const latest = schemas[type].at(-1);
  if (latest === undefined) throw new Error(`no schema for ${type}`);
  return latest;
};

/**
 * Subject under the TopicRecordName strategy: several event types share one topic. A type whose
 * topic depends on the recipient (a partner's) has its full name as subject.
 */
export const subjectOf = (type: EventType): string => {
  const topic = topicByType.get(type);
  return topic === undefined ? fullNameOf(type) : `${topic}-${fullNameOf(type)}`;
};
