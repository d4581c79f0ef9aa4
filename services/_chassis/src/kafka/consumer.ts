import { setTimeout as sleep } from 'node:timers/promises';
import { type Timer } from '@relais/kernel';
import { systemTimer } from '../lifecycle/clock.js';
import { count, gauge } from '../telemetry/index.js';
import { type PartitionAccount } from './accounts.js';
import { BatchWork } from './batch-work.js';
import { type Consumer } from './client.js';
import { type ConsumerOptions } from './consumer-options.js';
import { appliedOffsets } from './inbox.js';
import { type Trouble, Vitality } from './vitality.js';

const RESTART_MS = 1_000;
const LOOK_MS = 2_000;
const DRAIN_MS = 20_000;
const UNKNOWN_TOPIC = 'UNKNOWN_TOPIC_OR_PARTITION';
const TOPIC_ABSENT = 'un sujet de ce consommateur n’est pas sur le bus';

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
  private consumer: Consumer | undefined;
  private readonly heard = new WeakSet<Consumer>();

  constructor(private readonly options: ConsumerOptions) {
    this.prefix = options.prefix ?? '';
    this.timer = options.timer ?? systemTimer;
    const seek: Consumer['seek'] = (place) => this.consumer?.seek(place);
    this.work = new BatchWork({ ...options, seek, timer: this.timer, prefix: this.prefix, vitality: this.vitality, stopping: this.stopping.signal });
  }

  /** Starts, and keeps trying while the broker is not ready yet. Never rejects outside an await. */
  async start(): Promise<void> {
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

  /** Topics of its table that are not on the broker. */
  absentTopics(): readonly string[] {
    return this.vitality.lacking();
  }

  /** What was received of each partition since the start, and what became of it. */
  accounts(): PartitionAccount[] {
    return this.work.accounts.report();
  }

  /** Lets the batch under way end; one that does not in time is given up: nothing of it is committed. */
  async stop(): Promise<void> {
    const { drainMs = DRAIN_MS } = this.options;
    this.stopping.abort();
    const left = (async () => {
      await this.consumer?.stop().catch(() => undefined);
      await this.consumer?.disconnect().catch(() => undefined);
    })();
    const late = sleep(drainMs, 'late', { ref: false });
    if ((await Promise.race([left, late])) === 'late') this.options.logger.error('lot abandonné à l’arrêt', { consumer: this.options.name });
  }

  private async connect(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const consumer = this.renew();
      try {
        const missing = await this.read(consumer);
        void this.watch(consumer, missing);
        return;
      } catch (error) {
        this.lost('consommateur en attente du bus', error as Error);
        await consumer.disconnect().catch(() => undefined);
        await this.timer.sleep(RESTART_MS);
      }
    }
  }

  /** Reads the topics that are there; gives how many are not. */
  private async read(consumer: Consumer): Promise<number> {
    await consumer.connect();
    const { topics, absent } = await this.topicsThere();
    this.tellAbsent(absent);
    if (this.stopping.signal.aborted) {
      await consumer.disconnect();
      return 0;
    }
    if (topics.length === 0 && absent.length > 0) throw Object.assign(new Error('no topic of the table is on the broker'), { type: UNKNOWN_TOPIC });
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.partitionsAtOnce ?? 1,
      eachBatch: (payload) => this.work.onBatch(payload),
    });
    return absent.length;
  }

  /** kafkajs never forgets a topic it was once told of: other topics, another consumer. */
  private renew(): Consumer {
    const consumer = this.options.consumer();
    this.consumer = consumer;
    if (this.heard.has(consumer)) return consumer;
    this.heard.add(consumer);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => void this.onAssigned(payload.memberAssignment));
    consumer.on(consumer.events.CRASH, ({ payload }) => void this.onCrash(consumer, payload));
    for (const event of [consumer.events.HEARTBEAT, consumer.events.FETCH]) consumer.on(event, () => this.vitality.sign());
    consumer.on(consumer.events.REQUEST_TIMEOUT, () => this.unanswered());
    return consumer;
  }

  /** The topics of the table that the broker has, by their names there, and those that it has not. */
  private async topicsThere(): Promise<{ topics: string[]; absent: string[] }> {
    const wanted = Object.keys(this.options.table);
    const found = new Set((await this.options.topics?.()) ?? wanted.map((topic) => `${this.prefix}${topic}`));
    const absent = wanted.filter((topic) => !found.has(`${this.prefix}${topic}`));
    return { absent, topics: wanted.filter((topic) => !absent.includes(topic)).map((topic) => `${this.prefix}${topic}`) };
  }

  private tellAbsent(absent: readonly string[]): void {
    const { name: consumer, table, logger } = this.options;
    const before = this.vitality.lacking();
    this.vitality.lack(absent);
    for (const topic of Object.keys(table)) gauge('relais_consumer_topic_absent', absent.includes(topic) ? 1 : 0, { consumer, topic });
    for (const topic of absent) if (!before.includes(topic)) logger.error(TOPIC_ABSENT, { topic });
  }

  /** While topics are missing, looks for them; what appears is read with the others. */
  private async watch(consumer: Consumer, missing: number): Promise<void> {
    const { signal } = this.stopping;
    while (missing > 0 && !signal.aborted && consumer === this.consumer) {
      await this.timer.sleep(LOOK_MS, signal).catch(() => undefined);
      const found = await this.topicsThere().catch(() => undefined);
      if (found && found.absent.length < missing) await this.again(consumer);
    }
  }

  /** Once for each consumer, whoever asks. */
  private async again(consumer: Consumer): Promise<void> {
    if (consumer !== this.consumer || this.stopping.signal.aborted) return;
    this.consumer = undefined;
    await consumer.disconnect().catch(() => undefined);
    await this.connect();
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
      if (next) this.consumer?.seek({ topic, partition, offset: String(next) });
    }
  }

  private async onCrash(consumer: Consumer, { error, restart }: Readonly<{ error: Error; restart: boolean }>): Promise<void> {
    if (consumer !== this.consumer) return;
    this.lost('consommateur interrompu', error);
    if (restart || this.stopping.signal.aborted) return;
    await this.timer.sleep(RESTART_MS);
    await this.again(consumer);
  }

  private unanswered(): void {
    const { name: consumer, logger } = this.options;
    count('relais_consumer_interruptions_total', { consumer, code: 'SANS_REPONSE' });
    logger.warn('le bus accepte la connexion mais ne répond pas', { consumer });
  }

  private lost(message: string, error: Error): void {
    const { name: consumer, logger } = this.options;
    const code = (error as { type?: string }).type ?? (error.cause as { type?: string } | undefined)?.type ?? error.name;
    const topicAbsent = code === UNKNOWN_TOPIC;
    this.vitality.leave({ topicAbsent });
    count('relais_consumer_interruptions_total', { consumer, code });
    logger[topicAbsent ? 'error' : 'warn'](topicAbsent ? TOPIC_ABSENT : message, { code });
  }
}
