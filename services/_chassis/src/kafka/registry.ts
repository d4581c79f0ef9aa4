import { request } from 'undici';
import { invalid, transient } from '@relais/kernel';
import { type SchemaRegistry } from '@relais/schemas';

const TIMEOUT_MS = 5_000;
/** Too early, too many, or a right that is not given yet: the message is not at fault. */
const TRANSIENT = new Set([401, 403, 408, 425, 429]);
const JSON_TYPE = 'application/vnd.schemaregistry.v1+json';

/** The Confluent-compatible HTTP API of a schema registry. */
export const createRegistry = (baseUrl: string): SchemaRegistry => {
  const call = async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> => {
    const response = await request(`${baseUrl.replace(/\/$/, '')}${path}`, {
      method,
      headers: { accept: JSON_TYPE, ...(body === undefined ? {} : { 'content-type': JSON_TYPE }) },
      body: body === undefined ? null : JSON.stringify(body),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    }).catch((error: unknown) => {
      throw transient('REGISTRE_INDISPONIBLE', 'schema registry does not answer', error);
    });
    const text = await response.body.text();
    if (response.statusCode >= 500) throw transient('REGISTRE_INDISPONIBLE', `schema registry answered ${response.statusCode}`);
    if (response.statusCode === 404) throw invalid('SCHEMA_INCONNU', 'the schema registry does not know this schema');
    if (TRANSIENT.has(response.statusCode)) throw transient('REGISTRE_REFUSE', `schema registry answered ${response.statusCode}`);
    if (response.statusCode >= 400) throw new Error(`schema registry refused ${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`);
    return JSON.parse(text) as T;
  };
  return {
    register: async (subject, schema) => {
      const { id } = await call<{ id: number }>('POST', `/subjects/${encodeURIComponent(subject)}/versions`, { schema });
      return id;
    },
    schemaOf: async (id) => (await call<{ schema: string }>('GET', `/schemas/ids/${id}`)).schema,
  };
};
