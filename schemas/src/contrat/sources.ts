import { type EventType } from '../catalogue.js';
import { type SchemaRegistry } from '../codec.js';
import { schemas } from '../generated/events.js';
import { ContratError } from './error.js';

const TIMEOUT_MS = 5_000;

const unavailable = (url: string, cause?: unknown): ContratError =>
  new ContratError('REGISTRE_INDISPONIBLE', `Le registre de schémas ${url} ne répond pas. Recommencez plus tard : le message n’est pas en cause.`, { cause });

const readOnly = (): Promise<never> => Promise.reject(new Error('a reader registers nothing'));

/** The schemas of a Confluent-compatible registry, by their number. */
export const registryAt = (url: string): SchemaRegistry => ({
  register: readOnly,
  schemaOf: async (id) => {
    const address = `${url.replace(/\/+$/, '')}/schemas/ids/${id}`;
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: unknown) => {
      throw unavailable(url, cause);
    });
    if (response.status === 404) {
      throw new ContratError('SCHEMA_INCONNU', `Le registre ne connaît pas le schéma ${id}. Vérifiez que c’est bien celui de ce bus.`);
    }
    if (!response.ok) throw unavailable(url, new Error(`HTTP ${response.status}`));
    const { schema } = (await response.json()) as { schema: string };
    return schema;
  },
});

/** Without registry: the one number that this package knows of a type. Throws SCHEMA_A_CHERCHER when there are several: the bytes do not tell which. */
export const integrated = (type: EventType): SchemaRegistry => ({ register: readOnly, schemaOf: () => Promise.resolve(integratedSchema(type)) });

const integratedSchema = (type: EventType): string => {
  const [only, ...others] = schemas[type];
  if (only !== undefined && others.length === 0) return only;
  throw new ContratError('SCHEMA_A_CHERCHER', `${type} a plusieurs numéros : donnez l’adresse du registre (registryUrl), qui dit lequel a été écrit.`);
};
