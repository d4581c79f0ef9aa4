import { randomBytes } from 'node:crypto';
import { Secret } from '@relais/chassis/config';
import { type Admin, type Consumer, createKafka } from '@relais/chassis/kafka';
import { type Environment } from '@relais/local/environment';
import { kafkaAdmin, kafkaUser } from '@relais/local/stack/accounts';

/** A message as it lies on a topic. */
export interface BusMessage {
  readonly topic: string;
  /** The person. */
  readonly key: string;
  readonly id: string;
  readonly sequence: number;
  /** Its headers and value, out of the compressed batch. */
  readonly bytes?: Buffer;
}

/** What lies on the bus now. */
export interface Bus {
  /** In the order of each partition. */
  readonly messages: readonly BusMessage[];
  /** Next offset of each `topic/partition` that has messages. */
  readonly ends: ReadonlyMap<string, number>;
}

/** Name of a partition in `Bus.ends`. */
export const partitionName = (topic: string, partition: number): string => `${topic}/${partition}`;

const LONGEST_MS = 30_000;

/**
 * Reads all topics, whole, as the broker's administrator.
 * @throws Error when the end is not reached in 30 s
 */
export async function readBus({ ports, secrets }: Environment): Promise<Bus> {
  const { username, password } = kafkaUser(secrets, kafkaAdmin);
  const client = createKafka({ brokers: [`127.0.0.1:${ports.kafka}`], username, password: new Secret(password), clientId: 'chaos' });
  const admin = client.admin();
  await admin.connect();
  const groupId = `chaos-${randomBytes(6).toString('hex')}`;
  const consumer = client.consumer({ groupId, maxWaitTimeInMs: 100 });
  try {
    // Those of the internal use of Kafka apart; a partner's own topics are in no manifest.
    const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
    const ends = await endsOf(admin, topics);
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    return { ends, messages: await readUntil(consumer, ends) };
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect().catch(() => undefined);
  }
}

function readUntil(consumer: Consumer, ends: ReadonlyMap<string, number>): Promise<BusMessage[]> {
  const messages: BusMessage[] = [];
  const left = new Set(ends.keys());
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error(`la fin de ${[...left].join(', ')} n’est pas atteinte`)), LONGEST_MS);
    const finish = (): void => {
      if (left.size > 0) return;
      clearTimeout(tooLong);
      resolve(messages);
    };
    finish();
    consumer
      .run({
        eachMessage: ({ topic, partition, message }) => {
          const header = (name: string): string => message.headers?.[name]?.toString() ?? '';
          const bytes = Buffer.concat([Buffer.from(JSON.stringify(message.headers ?? {})), ...Object.values(message.headers ?? {}).map((one) => Buffer.from(one as Buffer)), message.value ?? Buffer.alloc(0)]);
          messages.push({ topic, key: message.key?.toString() ?? '', id: header('ce_id'), sequence: Number(header('ce_sequence')), bytes });
          const place = partitionName(topic, partition);
          if (Number(message.offset) + 1 >= (ends.get(place) ?? 0)) left.delete(place);
          finish();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
}

async function endsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  for (const topic of topics) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
      if (Number(high) > 0) ends.set(partitionName(topic, partition), Number(high));
    }
  }
  return ends;
}
