import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamicModule, type INestApplication } from '@nestjs/common';
import { isFailure } from '@relais/kernel';
import { type EventType, typesOwnedBy } from '@relais/schemas';
import { type Admission, allOf, BearerVerifier, Brake, declaredAddresses, refusalTrace, secondFactor } from '../auth/index.js';
import { type BaseConfig, baseSettings, type Config, ConfigError, environment, loadSettings, type Settings } from '../config/index.js';
import { BusModule, createHttpApp, type ProblemTable } from '../http/index.js';
import { PeriodKeeper } from '../journal/index.js';
import { BusAdministration, type ConsumerRunner, KafkaStrategy, type ProjectionAdministration, type Subscriptions, type UnreadableHook } from '../kafka/index.js';
import { administrationOf, type Projection } from '../projection/index.js';
import { migrate } from '../postgres/index.js';
import { startTelemetry, type Telemetry } from '../telemetry/index.js';
import { Sealer } from '../trail/index.js';
import { createLogger } from './logger.js';
import { createPlatform, type Platform, registerSchemas } from './platform.js';
import { createRunner, parkingOf } from './runner.js';

/** Work that goes on in the background beside HTTP and the consumer. */
export type Worker = Readonly<{ start: () => void; stop: () => Promise<void> }>;

export type ServiceDefinition<S extends Settings> = Readonly<{
  name: string;
  settings: S;
  migrations: URL;
  /** Event types that it writes beside those of the topics it owns. */
  publishes?: readonly EventType[];
  /** The state of the service is in its tables: old parts of its journal may be set aside. */
  journalArchivable?: boolean;
  problems: ProblemTable;
  streamed?: readonly string[];
  module: (platform: Platform, config: Config<S> & BaseConfig) => DynamicModule;
  subscriptions?: (app: INestApplication) => Subscriptions;
  /** Told of each message of those topics that cannot be read. */
  unreadable?: (app: INestApplication) => UnreadableHook;
  /** Where all that the service writes can be made again from the topics. */
  projection?: Pick<Projection, 'tables' | 'forget'>;
  workers?: (app: INestApplication) => readonly Worker[];
}>;

const EXIT_BAD_CONFIG = 78;
/** Work that has not ended by then is given up: the process ends, what it had not committed is undone. */
const DRAIN_MS = 25_000;
const RELAY_STUCK_MS = 60_000;

const readConfig = <S extends Settings>(settings: S): Config<S> & BaseConfig => {
  try {
    return loadSettings({ ...baseSettings, ...settings }, environment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_BAD_CONFIG);
  }
};

/**
 * Starts a service: configuration, telemetry, migrations, schemas, relay, HTTP, consumer, workers;
 * and drains it on SIGTERM or SIGINT: no new request, batch under way finished, relay, spans sent.
 * With `--check-config` only reads the configuration and exits.
 */
export const runService = async <S extends Settings>(definition: ServiceDefinition<S>): Promise<void> => {
  const config = readConfig(definition.settings);
  if (process.argv.includes('--check-config')) return;
  const { name } = definition;
  const telemetry = startTelemetry(name, environment());
  const logger = createLogger(name);
  const platform = createPlatform({ service: name, config, logger });
  await prepare(definition, platform);
  const periods = periodsOf(definition, platform);
  const sealer = new Sealer({ pool: platform.pool, service: name, key: config.traceKey, everyMs: config.traceSealMs, logger });
  platform.relay.start();
  periods.start();
  sealer.start();

  const running = await assemble(definition, { platform, config, telemetry });
  await running.app.listen(config.httpPort, config.httpHost);
  logger.info('service prêt', { port: config.httpPort });
  onSignal(() => drain({ ...running, workers: [...running.workers, periods] }, { platform, telemetry, sealer }));
};

type Running = Readonly<{ app: INestApplication; workers: readonly Worker[] }>;

/** HTTP, the consumer and the background work, started; only the port is not open yet. */
const assemble = async <S extends Settings>(
  definition: ServiceDefinition<S>,
  { platform, config, telemetry }: { platform: Platform; config: Config<S> & BaseConfig; telemetry: Telemetry },
): Promise<Running> => {
  let runner: ConsumerRunner | undefined;
  const bus = new BusAdministration();
  const app = await createHttpApp({
    service: definition.name,
    module: definition.module(platform, config),
    also: definition.subscriptions ? [BusModule.register(bus, platform.pool)] : [],
    verifier: new BearerVerifier({ issuer: config.oidcIssuer, audience: config.oidcAudience, maxAgeS: config.oidcMaxAgeS }),
    traceRefusal: refusalTrace(platform.pool),
    admit: admissionOf(definition.name, platform),
    proxies: config.proxies,
    problems: definition.problems,
    health: { metricsText: telemetry.metricsText, notReady: () => notReady(platform, runner) },
    logger: platform.logger,
    ...(definition.streamed ? { streamed: definition.streamed } : {}),
  });
  const table = definition.subscriptions?.(app);
  if (table) {
    const consumer = `relais-${definition.name}`;
    runner = createRunner(platform, { name: consumer, table, unreadable: definition.unreadable?.(app) });
    bus.attach({ parking: parkingOf(platform, consumer, table), consumer: runner, projection: projectionOf(platform, definition, { consumer, table }) });
    app.connectMicroservice({ strategy: new KafkaStrategy(runner) });
    await app.startAllMicroservices();
  }
  const workers = definition.workers?.(app) ?? [];
  for (const worker of workers) worker.start();
  return { app, workers };
};

const admissionOf = (service: string, { pool, logger, config }: Platform): Admission =>
  allOf(secondFactor(config.oidcAcr), declaredAddresses(config.machineAddresses), new Brake({ pool, service, logger }).admit);

const projectionOf = <S extends Settings>(
  platform: Platform,
  { projection, migrations }: ServiceDefinition<S>,
  { consumer, table }: { consumer: string; table: Subscriptions },
): ProjectionAdministration | undefined => (projection ? administrationOf(platform, { ...projection, migrations, consumer, subscriptions: table }) : undefined);

const drain = async ({ app, workers }: Running, { platform, telemetry, sealer }: Readonly<{ platform: Platform; telemetry: Telemetry; sealer: Sealer }>): Promise<void> => {
  platform.logger.info('arrêt demandé');
  await Promise.all(workers.map((worker) => worker.stop()));
  await app.close();
  await sealer.stop();
  await platform.relay.stop();
  await platform.publisher.stop();
  await platform.pool.end();
  await telemetry.stop();
  platform.logger.info('service arrêté');
};

const prepare = async (definition: Pick<ServiceDefinition<Settings>, 'name' | 'migrations' | 'publishes'>, { pool, codec, logger }: Platform): Promise<void> => {
  const again = async (error: unknown): Promise<void> => {
    logger.warn('en attente d’une dépendance', { code: isFailure(error) ? error.code : (error as Error).name });
    await sleep(500);
  };
  const applied = await migrate(pool, definition.migrations);
  if (applied.length > 0) logger.info('base à jour', { migrations: applied.length });
  await registerSchemas(codec, [...new Set([...typesOwnedBy(definition.name), ...(definition.publishes ?? [])])], again);
};

const periodsOf = ({ name, journalArchivable }: Pick<ServiceDefinition<Settings>, 'name' | 'journalArchivable'>, platform: Platform): PeriodKeeper => {
  const { pool, logger, config } = platform;
  const retentionDays = journalArchivable ? config.journalRetentionDays : undefined;
  return new PeriodKeeper({ pool, service: name, logger, period: config.journalPeriod, retentionDays });
};

const notReady = async ({ pool, relay }: Platform, runner: ConsumerRunner | undefined): Promise<string[]> => {
  const database = await pool.query('select 1').then(
    () => true,
    () => false,
  );
  return [
    ...(database ? [] : ['postgres']),
    ...(Date.now() - relay.lastProgress() < RELAY_STUCK_MS ? [] : ['relais']),
    ...(runner?.troubles() ?? []).map((trouble) => ['consommateur', trouble, ...(trouble === 'SUJET_ABSENT' ? (runner?.absentTopics() ?? []) : [])].join(' ')),
  ];
};

const onSignal = (drain: () => Promise<void>): void => {
  let draining = false;
  const stop = (): void => {
    if (draining) return;
    draining = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    void drain().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};
