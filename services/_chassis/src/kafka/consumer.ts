import { isFailure, type Timer } from '@relais/kernel';
import { type Codec } from '@relais/schemas';
import { systemTimer } from '../lifecycle/clock.js';
import { type Logger } from '../lifecycle/logger.js';
import { isTransientDatabaseError, type Pool } from '../postgres/index.js';
import { count } from '../telemetry/index.js';
import { applyBatch, type Applied } from './apply-batch.js';
import { type Consumer, type EachBatchPayload, type KafkaMessage } from './client.js';
import { appliedOffsets } from './inbox.js';
import { readMessage } from './incoming.js';
import { type Subscriptions, type UnreadableHook } from './subscriptions.js';

export type ConsumerOptions = Readonly<{
  /** The consumer group, and the name under which offsets are kept. */
  name: string;
  consumer: Consumer;
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
  /** Messages applied in one transaction at the most. */
  batchSize?: number;
  timer?: Timer;
}>;

const BACK_OFF_MS = [50, 100, 200, 500, 1_000, 2_000, 5_000];
/** After this many tries of one batch, a person who still cannot be served is parked. */
const TRIES_BEFORE_PARKING = 12;
const RESTART_MS = 1_000;
const HEARTBEAT_MS = 3_000;

/**
 * Reads topics in batches. Kafka's own committed offsets are for lag displays only: what counts is
 * the offset kept in Postgres with the effects, to which the consumer seeks at each assignment.
 */
export class ConsumerRunner {
  private stopping = false;
  private joined = false;
  private failedAt: number | undefined;

  private readonly prefix: string;
  private readonly timer: Timer;

  constructor(private readonly options: ConsumerOptions) {
    this.prefix = options.prefix ?? '';
    this.timer = options.timer ?? systemTimer;
  }

  /** Starts, and keeps trying while the broker is not ready yet. Never rejects outside an await. */
  async start(): Promise<void> {
    const { consumer } = this.options;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => void this.onAssigned(payload.memberAssignment));
    consumer.on(consumer.events.CRASH, ({ payload }) => void this.onCrash(payload.restart));
    await this.connect();
  }

  /** Ready: assigned partitions and not stuck on a failure. */
  isReady(): boolean {
    return this.joined && (this.failedAt === undefined || Date.now() - this.failedAt < 30_000);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.options.consumer.stop().catch(() => undefined);
    await this.options.consumer.disconnect().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const { consumer, table, logger } = this.options;
    while (!this.stopping) {
      try {
        await consumer.connect();
        await consumer.subscribe({ topics: Object.keys(table).map((topic) => `${this.prefix}${topic}`), fromBeginning: true });
        await consumer.run({
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: 1,
          eachBatch: (payload) => this.onBatch(payload),
        });
        return;
      } catch (error) {
        logger.warn('consommateur en attente du bus', { code: (error as Error).name });
        await consumer.disconnect().catch(() => undefined);
        await this.timer.sleep(RESTART_MS);
      }
    }
  }

  private async onAssigned(assignment: Record<string, number[]>): Promise<void> {
    this.joined = true;
    try {
      for (const [topic, partitions] of Object.entries(assignment)) await this.seekTo(topic, partitions);
    } catch (error) {
      // Without the seek Kafka's own offset is used; what was applied already is skipped by offset.
      this.options.logger.warn('positions non relues', { code: (error as Error).name });
    }
  }

  private async seekTo(topic: string, partitions: readonly number[]): Promise<void> {
    const applied = await appliedOffsets(this.options.pool, this.options.name, this.plainName(topic));
    for (const partition of partitions) {
      const next = applied.get(partition);
      if (next) this.options.consumer.seek({ topic, partition, offset: String(next) });
    }
  }

  private plainName(topic: string): string {
    return topic.slice(this.prefix.length);
  }

  private async onCrash(restarts: boolean): Promise<void> {
    this.joined = false;
    if (restarts || this.stopping) return;
    await this.options.consumer.disconnect().catch(() => undefined);
    await this.timer.sleep(RESTART_MS);
    await this.connect();
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const size = this.options.batchSize ?? 500;
    for (let start = 0; start < batch.messages.length; start += size) {
      const messages = batch.messages.slice(start, start + size);
      if (!(await this.applyUntilDone(payload, messages))) return;
      payload.resolveOffset(messages.at(-1)?.offset ?? batch.lastOffset());
      await payload.heartbeat();
    }
  }

  /** Tries one slice until it is applied; false when the consumer stops or lost the partition meanwhile. */
  private async applyUntilDone(payload: EachBatchPayload, messages: readonly KafkaMessage[]): Promise<boolean> {
    const beat = setInterval(() => void payload.heartbeat().catch(() => undefined), HEARTBEAT_MS);
    try {
      for (let tries = 0; payload.isRunning() && !payload.isStale(); tries += 1) {
        if (await this.tryOnce(payload, messages, tries)) return true;
        await this.timer.sleep(BACK_OFF_MS[Math.min(tries, BACK_OFF_MS.length - 1)] ?? RESTART_MS);
      }
      return false;
    } finally {
      clearInterval(beat);
    }
  }

  private async tryOnce({ batch }: EachBatchPayload, messages: readonly KafkaMessage[], tries: number): Promise<boolean> {
    const { pool, table, codec, name, logger, unreadable } = this.options;
    const topic = this.plainName(batch.topic);
    const place = { consumer: name, topic, partition: batch.partition };
    try {
      const incoming = await Promise.all(messages.map((message) => readMessage(codec, topic, message)));
      this.account(topic, await applyBatch({ pool, place, table, unreadable }, incoming, { parkTransient: tries >= TRIES_BEFORE_PARKING }));
      this.failedAt = undefined;
      this.options.committed();
      return true;
    } catch (error) {
      this.failedAt ??= Date.now();
      logger.warn('lot à reprendre', { topic, partition: batch.partition, tries, code: codeOf(error) });
      return false;
    }
  }

  private account(topic: string, results: readonly Applied[]): void {
    for (const { type, verdict, code } of results) {
      count('relais_events_total', { consumer: this.options.name, topic, type, verdict });
      if (verdict === 'parked') this.options.logger.error('personne mise de côté', { topic, type, code });
    }
  }
}

const codeOf = (error: unknown): string => {
  if (isFailure(error)) return error.code;
  return isTransientDatabaseError(error) ? 'BASE_INDISPONIBLE' : (error as Error).name;
};
