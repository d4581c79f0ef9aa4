import { setTimeout as sleep } from 'node:timers/promises';
import { type BaseConfig, Secret } from '@relais/chassis/config';
import { applyTopics, type CommandTopic, type Subscriptions, type UnreadableHook } from '@relais/chassis/kafka';
import { createLogger, createPlatform, createRunner, type Platform, registerSchemas } from '@relais/chassis/lifecycle';
import { migrate } from '@relais/chassis/postgres';
import { type RelayKind } from '@relais/chassis/relay';
import { isFailure } from '@relais/kernel';
import { type EventType } from '@relais/schemas';
import { createDatabase, kafkaCredentials, registryUrl, topicPrefix } from './environment.js';

/** A service's means on real parts: its own database and its own topics, closed at the end of the file. */
export type TestPlatform = Readonly<{
  platform: Platform;
  databaseUrl: string;
  config: BaseConfig;
  /** Lines the service logged. */
  logs: string[];
  /** Starts a consumer; stopped with the rest. */
  consume: (name: string, table: Subscriptions, unreadable?: UnreadableHook) => Promise<ReturnType<typeof createRunner>>;
  close: () => Promise<void>;
}>;

export type TestPlatformOptions = Readonly<{
  service: string;
  publishes?: readonly EventType[];
  migrations?: URL;
  clock?: { now: () => Date };
  /** By polling unless told. */
  relay?: RelayKind;
  /** Structures that have a topic of their own. */
  partners?: readonly string[];
  /** Topics of tools that put commands on the bus, beside the first. */
  commands?: readonly CommandTopic[];
  /** Shares topics with another platform of the test. */
  prefix?: string;
}>;

export const testConfig = async (databaseUrl: string, prefix: string): Promise<BaseConfig> => {
  const kafka = await kafkaCredentials();
  return {
    databaseUrl: new Secret(databaseUrl),
    databasePoolSize: 10,
    kafkaBrokers: [...kafka.brokers],
    kafkaUsername: kafka.username,
    kafkaPassword: new Secret(kafka.password),
    kafkaPrefix: prefix,
    relay: 'sondage',
    kafkaPartitionsAtOnce: 1,
    journalPeriod: 'mois',
    journalRetentionDays: undefined,
    kafkaSessionMs: 6_000,
    clockFile: undefined,
    registryUrl: await registryUrl(),
    oidcIssuer: 'http://127.0.0.1:1',
    oidcAudience: 'urn:relais:api',
    traceKey: new Secret(Buffer.alloc(32, 7).toString('base64')),
    traceSealMs: 5_000,
    oidcMaxAgeS: 3_600,
    oidcAcr: ['eidas2'],
    machineAddresses: {},
    proxies: [],
    httpHost: '127.0.0.1',
    httpPort: 0,
  };
};

/** Database migrated, topics made, schemas registered; the relay is not started. */
export const testPlatform = async (options: TestPlatformOptions): Promise<TestPlatform> => {
  const database = await createDatabase();
  const config = { ...(await testConfig(database.url, options.prefix ?? topicPrefix())), relay: options.relay ?? 'sondage' };
  const logs: string[] = [];
  const platform = createPlatform({
    service: options.service,
    config,
    logger: createLogger(options.service, (line) => void logs.push(line)),
    ...(options.clock ? { clock: options.clock } : {}),
  });
  await migrate(platform.pool, options.migrations);
  const admin = platform.kafka.admin();
  await admin.connect();
  await applyTopics(admin, { prefix: config.kafkaPrefix, partners: options.partners ?? [], commands: options.commands ?? [] });
  await admin.disconnect();
  await registerSchemas(platform.codec, options.publishes ?? [], async (error) => {
    if (!isFailure(error)) throw error;
    await sleep(200);
  });
  const runners: ReturnType<typeof createRunner>[] = [];
  return {
    platform,
    databaseUrl: database.url,
    config,
    logs,
    consume: async (name, table, unreadable) => {
      const runner = createRunner(platform, { name, table, unreadable });
      runners.push(runner);
      await runner.start();
      return runner;
    },
    close: async () => {
      await Promise.all(runners.map((runner) => runner.stop()));
      await platform.relay.stop();
      await platform.publisher.stop();
      await platform.pool.end();
      await database.drop();
    },
  };
};
