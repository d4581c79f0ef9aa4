import { type EventType, latestSchemaOf } from './catalogue.js';
import { categoriesRecues } from './generated/habilitations.js';

type Declared = Readonly<{ fields: readonly Readonly<{ name: string; destinataires?: readonly string[]; categorie?: string }>[] }>;

const fieldsOf = new Map<EventType, Declared['fields']>();

const declaredFields = (type: EventType): Declared['fields'] => {
  const known = fieldsOf.get(type) ?? (JSON.parse(latestSchemaOf(type)) as Declared).fields;
  fieldsOf.set(type, known);
  return known;
};

/** A delegate of the département acts in its place. */
const recipientOf = (structureType: string): string => (structureType === 'DCD' ? 'CD' : structureType);

/** What of an event a structure of this type may know: the fields whose schema names it, of the categories that the habilitations open to it. */
export const readableBy = (type: EventType, data: Readonly<Record<string, unknown>>, structureType: string | undefined): Record<string, unknown> => {
  if (structureType === undefined) return {};
  const recipient = recipientOf(structureType);
  const opened = categoriesRecues[recipient] ?? [];
  const readable = declaredFields(type).filter(({ destinataires = [], categorie = '' }) => destinataires.includes(recipient) && opened.includes(categorie));
  return Object.fromEntries(readable.filter(({ name }) => name in data).map(({ name }) => [name, data[name]]));
};
