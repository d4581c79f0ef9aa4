import { type Timer } from '@relais/kernel';
import { type Codec } from '@relais/schemas';
import { type Logger } from '../lifecycle/logger.js';
import { type Pool } from '../postgres/index.js';
import { type Consumer } from './client.js';
import { type Subscriptions, type UnreadableHook } from './subscriptions.js';

export type ConsumerOptions = Readonly<{
  /** The consumer group, and the name under which offsets are kept. */
  name: string;
  /** Makes a consumer of the broker; asked again when the topics it reads change, or it was lost. */
  consumer: () => Consumer;
  /** Names of the topics that the broker has; without it all of the table are believed to be there. */
  topics?: () => Promise<readonly string[]>;
  pool: Pool;
  codec: Codec;
  table: Subscriptions;
  /** Told of each message that cannot be read. */
  unreadable?: UnreadableHook | undefined;
  logger: Logger;
  /** Put before every topic name on the broker. */
  prefix?: string;
  /** Called after each commit: what the handlers journalled can be sent. */
  committed: () => void;
  /** The first offset that a partition still holds; asked only when something is missing. */
  firstOffset?: (topic: string, partition: number) => Promise<number>;
  timer?: Timer;
  /** Messages applied in one transaction at the most. */
  batchSize?: number;
  /** Partitions applied side by side; one at a time unless told. */
  partitionsAtOnce?: number;
  /** How long a stop waits for the batch under way; then its transaction is lost with the process. */
  drainMs?: number;
}>;
