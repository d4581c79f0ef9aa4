import { randomBytes } from 'node:crypto';
import { GenericContainer, Network, type StartedNetwork, type StartedTestContainer, Wait } from 'testcontainers';
import { brokerProperties, type KafkaUser, scramArguments } from '@relais/local/parts/kafka-properties';
import { ensureDatabases, superuserUrl, withClient } from '@relais/local/parts/postgres';
import { requireCompatibility } from '@relais/local/parts/registry';
import { freePort } from '@relais/local/ports';
import { kafkaUsernames, once, testRole, type TestParts } from './parts.js';

const images = {
  postgres: process.env['RELAIS_IMAGE_POSTGRES'] ?? 'postgres:18',
  kafka: process.env['RELAIS_IMAGE_KAFKA'] ?? 'apache/kafka:4.3.1',
  registry: process.env['RELAIS_IMAGE_REGISTRY'] ?? 'apicurio/apicurio-registry:3.3.3',
};

/** The same parts as containers of the Docker engine at hand. */
export function containerParts(): TestParts {
  const started: StartedTestContainer[] = [];
  const password = () => randomBytes(18).toString('base64url');
  const registre = { database: 'registre', role: 'registre', password: password() };
  let network: StartedNetwork | undefined;
  const sharedNetwork = once(async () => (network = await new Network().start()));

  const startPostgres = once(async () => {
    const secret = password();
    const container = await new GenericContainer(images.postgres)
      .withNetwork(await sharedNetwork())
      .withNetworkAliases('postgres')
      .withEnvironment({ POSTGRES_PASSWORD: secret })
      .withCommand(['postgres', '-c', 'wal_level=logical', '-c', 'max_connections=200', '-c', 'fsync=off'])
      .withExposedPorts(5432)
      // The server starts twice: the image first runs it to create its superuser.
      .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
      .start();
    started.push(container);
    const url = hostOf(container, superuserUrl({ password: secret, port: container.getMappedPort(5432) }));
    await withClient(url, (client) => ensureDatabases(client, [registre, testRole]));
    return url;
  });

  const startKafka = once(async () => {
    // Clients are told this address by the broker: the port must be the same inside and outside.
    const port = await freePort();
    const users = kafkaUsernames.map((username) => ({ username, password: password() }));
    const container = await kafkaContainer(port, users).start();
    started.push(container);
    return users.map((user) => ({ ...user, brokers: [`127.0.0.1:${port}`], mechanism: 'scram-sha-512' as const }));
  });

  const startRegistry = once(async () => {
    await startPostgres();
    const container = await new GenericContainer(images.registry)
      .withNetwork(await sharedNetwork())
      .withEnvironment({
        APICURIO_STORAGE_KIND: 'sql',
        APICURIO_STORAGE_SQL_KIND: 'postgresql',
        APICURIO_DATASOURCE_URL: `jdbc:postgresql://postgres:5432/${registre.database}`,
        APICURIO_DATASOURCE_USERNAME: registre.role,
        APICURIO_DATASOURCE_PASSWORD: registre.password,
      })
      .withExposedPorts(8080)
      .withWaitStrategy(Wait.forHttp('/apis/ccompat/v7/subjects', 8080))
      .start();
    started.push(container);
    const url = `http://${container.getHost()}:${container.getMappedPort(8080)}/apis/ccompat/v7`;
    await requireCompatibility(url);
    return url;
  });

  return {
    postgres: startPostgres,
    kafka: startKafka,
    registry: startRegistry,
    stop: async () => {
      await Promise.all(started.map((container) => container.stop()));
      await network?.stop();
    },
  };
}

const hostOf = (container: StartedTestContainer, url: string): string => url.replace('127.0.0.1', container.getHost());

function kafkaContainer(port: number, users: readonly KafkaUser[]): GenericContainer {
  const properties = brokerProperties({
    data: '/tmp/relais-kafka',
    listenHost: '0.0.0.0',
    port,
    controllerPort: port === 9093 ? 9094 : 9093,
    admin: users[0] ?? { username: '', password: '' },
    controllerPassword: randomBytes(18).toString('base64url'),
  });
  const bin = '/opt/kafka/bin';
  const id = 'AAAAAAAAAAAAAAAAAAAAAQ';
  const scram = scramArguments(users).map((word) => `'${word}'`);
  const format = `${bin}/kafka-storage.sh format -t ${id} --standalone -c /tmp/server.properties ${scram.join(' ')}`;
  return new GenericContainer(images.kafka)
    .withEntrypoint(['/bin/sh', '-c'])
    .withCommand([`${format} && exec ${bin}/kafka-server-start.sh /tmp/server.properties`])
    .withCopyContentToContainer([{ content: properties, target: '/tmp/server.properties' }])
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/));
}
