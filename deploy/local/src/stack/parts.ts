import path from 'node:path';
import { type Environment } from '../environment.js';
import { type Java } from '../parts/java.js';
import { kafka, type KafkaOptions } from '../parts/kafka.js';
import { type JavaParts } from '../parts/maven.js';
import { openid } from '../parts/openid.js';
import { type OwnedDatabase, postgres } from '../parts/postgres.js';
import { registry } from '../parts/registry.js';
import { zipkin } from '../parts/zipkin.js';
import { type PortName } from '../ports.js';
import { type ProcessSpec } from '../process/spec.js';
import { agents, identities, kafkaAccounts, kafkaAdmin, kafkaUser, portalClient, sandboxClient } from './accounts.js';
import { prepareBus } from './bus.js';
import { localUrl, services } from './services.js';

/** Ports of the third-party parts. */
export const partPorts: readonly PortName[] = ['postgres', 'kafka', 'kafkaController', 'registry', 'zipkin', 'openid'];

/** Everything of the stack that we did not write, as processes. */
export function thirdParties(environment: Environment, { java, javaParts }: { java: Java; javaParts: JavaParts }): ProcessSpec[] {
  const { layout, ports, secrets } = environment;
  const folder = (name: string) => path.join(layout.data, name);
  const registre: OwnedDatabase = { database: 'registre', role: 'registre', password: secrets.password('postgres.registre') };
  return [
    postgres({
      data: folder('postgres'),
      port: ports.postgres,
      password: secrets.password('postgres.postgres'),
      databases: [registre, ...services.map((service) => databaseOf(environment, service.name))],
    }),
    withBus(environment, {
      java,
      classPath: javaParts.kafka,
      data: folder('kafka'),
      port: ports.kafka,
      controllerPort: ports.kafkaController,
      admin: kafkaUser(secrets, kafkaAdmin),
      controllerPassword: secrets.password('kafka.controleur'),
      users: [...services.map(({ name }) => `relais-${name}`), ...kafkaAccounts(secrets).map(({ utilisateur }) => utilisateur)].map((user) =>
        kafkaUser(secrets, user),
      ),
    }),
    registry({
      java,
      folder: javaParts.registry,
      port: ports.registry,
      database: { port: ports.postgres, name: registre.database, role: registre.role, password: registre.password },
    }),
    zipkin({ java, jar: javaParts.zipkin, port: ports.zipkin }),
    openid({
      folder: path.join(layout.secrets, 'openid'),
      port: ports.openid,
      clients: identities(secrets),
      webClients: [portalClient(secrets, localUrl(environment, 'portal')), sandboxClient(secrets, localUrl(environment, 'sandbox'))],
      people: agents(secrets),
    }),
  ];
}

/** Kafka, with the topics and the rights of the installation as soon as it answers. */
const withBus = (environment: Environment, options: KafkaOptions): ProcessSpec => {
  const part = kafka(options);
  return {
    ...part,
    onReady: async () => {
      await part.onReady?.();
      await prepareBus(environment);
    },
  };
};

/** The database of a service: its own, owned by its own role. */
export const databaseOf = ({ secrets }: Environment, service: string): OwnedDatabase => ({
  database: service,
  role: service,
  password: secrets.password(`postgres.${service}`),
});
