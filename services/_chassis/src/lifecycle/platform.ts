import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@relais/kernel';
import { Codec, type EventType } from '@relais/schemas';
import { CommandRunner } from '../commands/index.js';
import { type BaseConfig } from '../config/index.js';
import { Journal } from '../journal/index.js';
import { createKafka, createRegistry, KafkaPublisher } from '../kafka/index.js';
import { createPool, type Pool } from '../postgres/index.js';
import { createRelay, leadPool, type Relay } from '../relay/index.js';
import { shiftedClock, systemClock } from './clock.js';
import { type Logger } from './logger.js';

/** The technical means of a service, made once and passed down. */
export type Platform = Readonly<{
  pool: Pool;
  codec: Codec;
  journal: Journal;
  commands: CommandRunner;
  relay: Relay;
  publisher: KafkaPublisher;
  kafka: ReturnType<typeof createKafka>;
  clock: { now: () => Date };
  ids: { next: () => string };
  logger: Logger;
  config: BaseConfig;
}>;

export const systemIds = { next: (): string => uuidv7(Date.now(), randomBytes(10)) };

export type PlatformOptions = Readonly<{ service: string; config: BaseConfig; logger: Logger; clock?: { now: () => Date } }>;

const clockOf = ({ clockFile }: BaseConfig): { now: () => Date } => (clockFile === undefined ? systemClock : shiftedClock(clockFile));

/** Assembles the means of a service; nothing is started or contacted yet. */
export const createPlatform = ({ service, config, logger, clock = clockOf(config) }: PlatformOptions): Platform => {
  const pool = createPool(config.databaseUrl, { max: config.databasePoolSize, name: service });
  const codec = new Codec(createRegistry(config.registryUrl));
  const kafka = createKafka({
    brokers: config.kafkaBrokers,
    username: config.kafkaUsername,
    password: config.kafkaPassword,
    clientId: `relais-${service}`,
  });
  const publisher = new KafkaPublisher(kafka, config.kafkaPrefix);
  const relay = createRelay(config.relay, { pool, lead: leadPool(config.databaseUrl, service), publisher, service, logger });
  const journal = new Journal({ codec, ids: systemIds, clock });
  const commands = new CommandRunner({ pool, journal, committed: () => relay.wake() });
  return { pool, codec, journal, commands, relay, publisher, kafka, clock, ids: systemIds, logger, config };
};

/** The schemas a service writes; registering is tried until the registry answers. */
export const registerSchemas = async (codec: Codec, types: readonly EventType[], retry: (error: unknown) => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      return await codec.register(types);
    } catch (error) {
      await retry(error);
    }
  }
};
