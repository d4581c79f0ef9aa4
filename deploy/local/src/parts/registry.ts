import path from 'node:path';
import { type ProcessSpec } from '../process/spec.js';
import { type Java } from './java.js';
import { answersHttp } from './probes.js';

export interface RegistryOptions {
  readonly java: Java;
  /** Folder in which it is unpacked. */
  readonly folder: string;
  readonly port: number;
  readonly database: { readonly port: number; readonly name: string; readonly role: string; readonly password: string };
}

/** Base URL of the Confluent-compatible API. */
export const registryUrl = (port: number): string => `http://127.0.0.1:${port}/apis/ccompat/v7`;

/** Apicurio, the schema registry, on its own database, as a process of the stack. */
export function registry({ java, folder, port, database }: RegistryOptions): ProcessSpec {
  return {
    name: 'registry',
    label: 'Registre de schémas',
    needs: ['postgres'],
    command: () =>
      Promise.resolve({
        file: java.executable,
        args: [
          ...['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
          // Connections that a restart of PostgreSQL has cut are not lent.
          '-Dquarkus.datasource.postgresql.jdbc.validate-on-borrow=true',
          ...['-jar', path.join(folder, 'quarkus-run.jar')],
        ],
        cwd: folder,
        env: {
          ...listening(port),
          APICURIO_STORAGE_KIND: 'sql',
          APICURIO_STORAGE_SQL_KIND: 'postgresql',
          APICURIO_DATASOURCE_JDBC_INITIAL_SIZE: '2',
          APICURIO_DATASOURCE_JDBC_MIN_SIZE: '2',
          APICURIO_DATASOURCE_JDBC_MAX_SIZE: '10',
          APICURIO_DATASOURCE_URL: `jdbc:postgresql://127.0.0.1:${database.port}/${database.name}`,
          APICURIO_DATASOURCE_USERNAME: database.role,
          APICURIO_DATASOURCE_PASSWORD: database.password,
        },
      }),
    check: () => answersHttp(`${registryUrl(port)}/subjects`),
    onReady: () => requireCompatibility(registryUrl(port)),
  };
}

const listening = (port: number) => ({
  QUARKUS_HTTP_HOST: '127.0.0.1',
  QUARKUS_HTTP_PORT: String(port),
  // The management interface is fixed at build time and cannot be switched off: any free port, so that two registries live side by side.
  QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
  QUARKUS_MANAGEMENT_PORT: '0',
});

/**
 * Makes the registry refuse a schema that cannot be read by, or read, every former version of its subject.
 * @throws Error when the registry refuses
 */
export async function requireCompatibility(url: string): Promise<void> {
  const answer = await fetch(`${url}/config`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ compatibility: 'FULL_TRANSITIVE' }),
    signal: AbortSignal.timeout(5_000),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`PUT ${url}/config répond ${answer.status}`);
}
