import { transient } from '@relais/kernel';
import { type Consumer, type EachBatchPayload } from '@relais/chassis/kafka';
import { type OutgoingMessage, type Publisher } from '@relais/chassis/relay';
import { type Scheduler, type Life } from './scheduler.js';

type Record_ = Readonly<{ offset: string; key: Buffer; value: Buffer; headers: Readonly<Record<string, Buffer>> }>;
type Partition = Readonly<{ topic: string; partition: number; records: Record_[] }>;
type EachBatch = (payload: EachBatchPayload) => Promise<void>;

const PARTITIONS = 2;
const GROUP_JOIN = 'consumer.group_join';

const unreachable = (): Error => transient('KAFKA_INDISPONIBLE', 'messages were not acknowledged');

/** The same for the same person of any run: a run must be the same under another name. */
const partitionOf = (key: string): number => Number(key.slice(-4)) % PARTITIONS;

/** Partitioned logs and consumer groups, with what goes wrong with them: lost answers, repeated sends, rebalances, zombies. */
export class SimulatedBroker {
  private readonly partitions = new Map<string, Partition>();
  private readonly members: SimulatedConsumer[] = [];

  constructor(private readonly scheduler: Scheduler) {}

  publisherOf(owner: Life): Publisher {
    return {
      publish: (messages) =>
        this.scheduler.operation(owner, {
          name: `publish ${messages.length}`,
          perform: async () => {
            await Promise.resolve();
            this.append(messages);
          },
          lost: (strike) => {
            // The partitions of one request are written one by one: some may have been.
            if (strike === 'before' && this.scheduler.chance(0.5)) this.append(messages.filter(({ key }) => partitionOf(key) === 0));
            return unreachable();
          },
        }),
    };
  }

  consumerOf(owner: Life, group: string): Consumer {
    return new SimulatedConsumer({ broker: this, scheduler: this.scheduler, owner, group }) as unknown as Consumer;
  }

  partitionsOf(topics: readonly string[]): Partition[] {
    return topics.flatMap((topic) => Array.from({ length: PARTITIONS }, (_, partition) => this.partitionAt(topic, partition)));
  }

  partitionAt(topic: string, partition: number): Partition {
    const name = `${topic}/${partition}`;
    const found = this.partitions.get(name) ?? { topic, partition, records: [] };
    this.partitions.set(name, found);
    return found;
  }

  join(member: SimulatedConsumer): void {
    this.members.push(member);
    this.share(member.group);
  }

  left(owner: Life): void {
    const gone = this.members.filter((member) => member.owner === owner);
    for (const member of gone) this.members.splice(this.members.indexOf(member), 1);
    for (const { group } of gone) this.share(group);
  }

  /** Every partition to one member, drawn anew: those that lose one hear of it when they next ask. */
  share(group: string): void {
    const members = this.members.filter((member) => member.group === group);
    const given = new Map(members.map((member) => [member, new Map<string, number[]>()]));
    for (const { topic, partition } of this.partitionsOf([...new Set(members.flatMap(({ topics }) => topics))])) {
      const taker = this.scheduler.pick(members);
      const topics = taker && given.get(taker);
      topics?.set(topic, [...(topics.get(topic) ?? []), partition]);
    }
    for (const [member, topics] of given) member.assigned(Object.fromEntries(topics));
  }

  private append(messages: readonly OutgoingMessage[]): void {
    for (const { topic, key, value, headers } of messages) {
      const { records } = this.partitionAt(topic, partitionOf(key));
      const bytes = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]));
      records.push({ offset: String(records.length), key: Buffer.from(key), value, headers: bytes });
    }
  }
}

type ConsumerParts = Readonly<{ broker: SimulatedBroker; scheduler: Scheduler; owner: Life; group: string }>;

/** As much of a kafkajs consumer as the chassis uses, with its habits: it feeds what it had fetched after it lost the partition. */
class SimulatedConsumer {
  readonly events = { GROUP_JOIN, CRASH: 'consumer.crash' };
  readonly owner: Life;
  readonly group: string;
  topics: string[] = [];
  private readonly positions = new Map<string, number>();
  private generation = 0;
  private assignment: Record<string, number[]> = {};
  private joined: ((event: { payload: { memberAssignment: Record<string, number[]> } }) => void) | undefined;
  private stopped = false;

  constructor(private readonly parts: ConsumerParts) {
    this.owner = parts.owner;
    this.group = parts.group;
  }

  on(event: string, listener: (event: never) => void): void {
    if (event === GROUP_JOIN) this.joined = listener as typeof this.joined;
  }

  async connect(): Promise<void> {
    await this.parts.scheduler.operation(this.owner, { name: 'join', perform: () => Promise.resolve(), lost: unreachable });
  }

  async subscribe({ topics }: { topics: string[] }): Promise<void> {
    this.topics = topics;
    await Promise.resolve();
  }

  async run({ eachBatch }: { eachBatch: EachBatch }): Promise<void> {
    this.parts.broker.join(this);
    void this.fetchForEver(eachBatch);
    await Promise.resolve();
  }

  seek({ topic, partition, offset }: { topic: string; partition: number; offset: string }): void {
    this.positions.set(`${topic}/${partition}`, Number(offset));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.resolve();
  }

  async disconnect(): Promise<void> {
    await Promise.resolve();
  }

  assigned(assignment: Record<string, number[]>): void {
    this.generation += 1;
    this.assignment = assignment;
    // Kafka's own offsets are never committed here: without a seek everything comes again.
    this.positions.clear();
    this.joined?.({ payload: { memberAssignment: assignment } });
  }

  private waiting(): Partition[] {
    const mine = Object.entries(this.assignment).flatMap(([topic, partitions]) => partitions.map((partition) => this.parts.broker.partitionAt(topic, partition)));
    return mine.filter((one) => one.records.length > this.positionIn(one));
  }

  private positionIn({ topic, partition }: Partition): number {
    return this.positions.get(`${topic}/${partition}`) ?? 0;
  }

  private async fetchForEver(eachBatch: EachBatch): Promise<void> {
    const { scheduler } = this.parts;
    while (!this.stopped) {
      const fetched = await scheduler.operation(this.owner, { name: 'fetch', perform: () => Promise.resolve(scheduler.pick(this.waiting())), ready: () => this.waiting().length > 0 });
      if (fetched) await this.feed(fetched, eachBatch);
    }
  }

  private async feed(from: Partition, eachBatch: EachBatch): Promise<void> {
    const { topic, partition, records } = from;
    const start = this.positionIn(from);
    const messages = records.slice(start, start + 1 + Math.floor(this.parts.scheduler.random() * 8));
    const { generation } = this;
    const position = { next: start };
    await eachBatch({
      batch: { topic, partition, messages, lastOffset: () => messages.at(-1)?.offset ?? '0', highWatermark: String(records.length) },
      resolveOffset: (offset: string) => void (position.next = Number(offset) + 1),
      heartbeat: () => Promise.resolve(),
      isRunning: () => !this.stopped,
      isStale: () => generation !== this.generation,
      pause: () => () => undefined,
    } as unknown as EachBatchPayload);
    if (generation === this.generation && this.positionIn(from) === start) this.positions.set(`${topic}/${partition}`, position.next);
  }
}
