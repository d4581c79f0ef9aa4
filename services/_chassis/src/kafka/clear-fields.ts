import { type EventType, latestSchemaOf } from '@relais/schemas';

type Field = Readonly<{ name: string; sensibilite?: string; type: unknown }>;

const PLAIN = new Set(['ordinaire', 'pseudonyme']);

/** What stands for a value that is not to be seen. */
export const MASKED = '•••';

const fieldsOf = (type: unknown): readonly Field[] => {
  if (Array.isArray(type)) return type.flatMap(fieldsOf);
  if (typeof type !== 'object' || type === null) return [];
  const { fields, items, values } = type as { fields?: readonly Field[]; items?: unknown; values?: unknown };
  return fields ?? fieldsOf(items ?? values);
};

const isPlain = ({ sensibilite, type }: Field): boolean => PLAIN.has(sensibilite ?? '') && fieldsOf(type).every(isPlain);

/** The fields of an event, those that the contract calls personal or about health masked. */
export const clearFields = (type: EventType, data: object): Record<string, unknown> => {
  const plain = new Set(fieldsOf(JSON.parse(latestSchemaOf(type))).filter(isPlain).map(({ name }) => name));
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, plain.has(name) || value === null ? value : MASKED]));
};
