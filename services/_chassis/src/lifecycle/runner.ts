import { type ConsumerOptions, ConsumerRunner, firstOffsetOf, Parking, type Subscriptions, topicsOn } from '../kafka/index.js';
import { type Platform } from './platform.js';

/** A batch under way when another copy comes or goes has this long to end. */
const REBALANCE_MS = 20_000;

/** The parked persons of a consumer of that platform. */
export const parkingOf = ({ pool, codec, relay }: Platform, consumer: string, table: Subscriptions): Parking =>
  new Parking({ pool, codec, consumer, table, committed: () => relay.wake() });

/** The consumer of a service: its group is its name, its table says what it does with each event. */
export const createRunner = (
  { pool, codec, logger, kafka, relay, config }: Platform,
  options: Pick<ConsumerOptions, 'name' | 'table' | 'unreadable' | 'drainMs' | 'batchSize'>,
): ConsumerRunner =>
  new ConsumerRunner({
    ...options,
    consumer: () =>
      kafka.consumer({
        groupId: `${config.kafkaPrefix}${options.name}`,
        // A killed process keeps its partitions for a session: the broker's least, unless told.
        sessionTimeout: config.kafkaSessionMs,
        rebalanceTimeout: REBALANCE_MS,
        heartbeatInterval: 1_000,
        maxWaitTimeInMs: 500,
        allowAutoTopicCreation: false,
        // The runner starts again itself: it looks first at which topics are there.
        retry: { retries: 3, restartOnFailure: () => Promise.resolve(false) },
      }),
    topics: () => topicsOn(kafka),
    pool,
    codec,
    logger,
    prefix: config.kafkaPrefix,
    partitionsAtOnce: config.kafkaPartitionsAtOnce,
    firstOffset: (topic, partition) => firstOffsetOf(kafka, topic, partition),
    committed: () => relay.wake(),
  });
