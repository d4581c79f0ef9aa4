import { setTimeout as sleep } from 'node:timers/promises';
import { type Timer } from '@relais/kernel';
import { systemTimer } from '../lifecycle/clock.js';
import { count } from '../telemetry/index.js';
import { type PartitionAccount } from './accounts.js';
import { BatchWork } from './batch-work.js';
import { type ConsumerOptions } from './consumer-options.js';
import { appliedOffsets } from './inbox.js';
import { type Trouble, Vitality } from './vitality.js';

const RESTART_MS = 1_000;
const DRAIN_MS = 20_000;

/**
 * Reads topics in batches. Kafka's own committed offsets are for lag displays only: what counts is
 * the offset kept in Postgres with the effects, to which the consumer seeks at each assignment.
 */
export class ConsumerRunner {
  private readonly stopping = new AbortController();
  private readonly prefix: string;
  private readonly vitality = new Vitality();
  private readonly work: BatchWork;
  private readonly timer: Timer;

  constructor(private readonly options: ConsumerOptions) {
    this.prefix = options.prefix ?? '';
    this.timer = options.timer ?? systemTimer;
    this.work = new BatchWork({ ...options, timer: this.timer, prefix: this.prefix, vitality: this.vitality, stopping: this.stopping.signal });
  }

  /** Starts, and keeps trying while the broker is not ready yet. Never rejects outside an await. */
  async start(): Promise<void> {
    const { consumer } = this.options;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => void this.onAssigned(payload.memberAssignment));
    consumer.on(consumer.events.CRASH, ({ payload }) => void this.onCrash(payload));
    for (const event of [consumer.events.HEARTBEAT, consumer.events.FETCH]) consumer.on(event, () => this.vitality.sign());
    consumer.on(consumer.events.REQUEST_TIMEOUT, () => this.unanswered());
    await this.connect();
  }

  /** Ready: partitions assigned, the broker answers, no batch is stuck, and what was received is accounted for. */
  isReady(): boolean {
    return this.troubles().length === 0;
  }

  /** Why it is not ready; empty when it is. */
  troubles(): Trouble[] {
    return [...this.vitality.troubles(), ...(this.work.accounts.balanced() ? [] : (['COMPTES_FAUX'] as const))];
  }

  /** What was received of each partition since the start, and what became of it. */
  accounts(): PartitionAccount[] {
    return this.work.accounts.report();
  }

  /** Lets the batch under way end; one that does not in time is given up: nothing of it is committed. */
  async stop(): Promise<void> {
    const { consumer, drainMs = DRAIN_MS } = this.options;
    this.stopping.abort();
    const left = (async () => {
      await consumer.stop().catch(() => undefined);
      await consumer.disconnect().catch(() => undefined);
    })();
    const late = sleep(drainMs, 'late', { ref: false });
    if ((await Promise.race([left, late])) === 'late') this.options.logger.error('lot abandonné à l’arrêt', { consumer: this.options.name });
  }

  private async connect(): Promise<void> {
    const { consumer, table, partitionsAtOnce = 1 } = this.options;
    while (!this.stopping.signal.aborted) {
      try {
        await consumer.connect();
        await consumer.subscribe({ topics: Object.keys(table).map((topic) => `${this.prefix}${topic}`), fromBeginning: true });
        await consumer.run({
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: partitionsAtOnce,
          eachBatch: (payload) => this.work.onBatch(payload),
        });
        return;
      } catch (error) {
        this.lost('consommateur en attente du bus', error as Error);
        await consumer.disconnect().catch(() => undefined);
        await this.timer.sleep(RESTART_MS);
      }
    }
  }

  private async onAssigned(assignment: Record<string, number[]>): Promise<void> {
    this.vitality.join();
    try {
      for (const [topic, partitions] of Object.entries(assignment)) await this.seekTo(topic, partitions);
    } catch (error) {
      // Without the seek Kafka's own offset is used; each batch is checked against the offset kept.
      this.options.logger.warn('positions non relues', { code: (error as Error).name });
    }
  }

  private async seekTo(topic: string, partitions: readonly number[]): Promise<void> {
    const applied = await appliedOffsets(this.options.pool, this.options.name, topic.slice(this.prefix.length));
    for (const partition of partitions) {
      const next = applied.get(partition);
      if (next) this.options.consumer.seek({ topic, partition, offset: String(next) });
    }
  }

  private async onCrash({ error, restart }: Readonly<{ error: Error; restart: boolean }>): Promise<void> {
    this.lost('consommateur interrompu', error);
    if (restart || this.stopping.signal.aborted) return;
    await this.options.consumer.disconnect().catch(() => undefined);
    await this.timer.sleep(RESTART_MS);
    await this.connect();
  }

  private unanswered(): void {
    const { name: consumer, logger } = this.options;
    count('relais_consumer_interruptions_total', { consumer, code: 'SANS_REPONSE' });
    logger.warn('le bus accepte la connexion mais ne répond pas', { consumer });
  }

  private lost(message: string, error: Error): void {
    const { name: consumer, logger } = this.options;
    const code = (error as { type?: string }).type ?? (error.cause as { type?: string } | undefined)?.type ?? error.name;
    const topicAbsent = code === 'UNKNOWN_TOPIC_OR_PARTITION';
    this.vitality.leave({ topicAbsent });
    count('relais_consumer_interruptions_total', { consumer, code });
    logger[topicAbsent ? 'error' : 'warn'](topicAbsent ? 'un sujet de ce consommateur n’est pas sur le bus' : message, { code });
  }
}
