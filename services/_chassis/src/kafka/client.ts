// The only file that imports kafkajs, so that it can be replaced in one place.
import kafkajs, { type Admin, type Consumer, type EachBatchPayload, type Kafka, type KafkaConfig, type Producer } from 'kafkajs';
import { transient } from '@relais/kernel';
import { type Secret } from '../config/index.js';
import { inTime, type OutgoingMessage, type Publisher } from '../relay/index.js';

export { type Admin, type Consumer, type EachBatchPayload };
// A CommonJS package: Node sees its members through the default import only.
export const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
const { CompressionTypes, logLevel } = kafkajs;
export type KafkaMessage = EachBatchPayload['batch']['messages'][number];

export type KafkaAccess = Readonly<{ brokers: readonly string[]; username: string; password: Secret; clientId: string; answerMs?: number; socketFactory?: KafkaConfig['socketFactory'] }>;

/** How long a broker may take to answer. */
const ANSWER_MS = 10_000;

/** A client with SCRAM credentials; start-up hiccups of the broker are retried, its own log is silent. */
export const createKafka = ({ brokers, username, password, clientId, answerMs = ANSWER_MS, socketFactory }: KafkaAccess): Kafka =>
  new kafkajs.Kafka({
    clientId,
    brokers: [...brokers],
    sasl: { mechanism: 'scram-sha-512', username, password: password.reveal() },
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    // A broker that accepts and never answers is left after this.
    authenticationTimeout: answerMs / 2,
    requestTimeout: answerMs,
    ...(socketFactory ? { socketFactory } : {}),
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
  });

/** The first offset that a partition still holds. */
export const firstOffsetOf = async (kafka: Kafka, topic: string, partition: number): Promise<number> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    return Number(offsets.find((one) => one.partition === partition)?.low ?? 0);
  } finally {
    await admin.disconnect();
  }
};

/** The topics that the broker has, as far as this user may know them. */
export const topicsOn = async (kafka: Kafka): Promise<string[]> => {
  const admin = kafka.admin({ retry: { retries: 1 } });
  await admin.connect();
  try {
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
};

const SEND_MS = 15_000;

/**
 * Acknowledged by all replicas, order per key kept: one request in flight, numbered so that the broker knows one that
 * comes again. After a failure the next page gets a new producer: the former may be waiting for an answer for ever.
 */
export class KafkaPublisher implements Publisher {
  private producer: Promise<Producer> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly prefix = '',
    private readonly timeoutMs = SEND_MS,
  ) {}

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    const current = (this.producer ??= this.connect());
    try {
      await inTime(this.send(current, messages), this.timeoutMs);
    } catch (error) {
      if (this.producer === current) this.producer = undefined;
      void leave(current);
      throw transient('KAFKA_INDISPONIBLE', 'messages were not acknowledged', error);
    }
  }

  async stop(): Promise<void> {
    if (this.producer) await leave(this.producer);
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    return producer;
  }

  private async send(producer: Promise<Producer>, messages: readonly OutgoingMessage[]): Promise<void> {
    const topicMessages = byTopic(messages, this.prefix);
    await (await producer).sendBatch({ acks: -1, compression: CompressionTypes.None, topicMessages });
  }
}

const leave = (producer: Promise<Producer>): Promise<void> => producer.then((connected) => connected.disconnect()).catch(() => undefined);

type TopicMessages = { topic: string; messages: { key: string; value: Buffer; headers: Readonly<Record<string, string>> }[] };

const byTopic = (messages: readonly OutgoingMessage[], prefix: string): TopicMessages[] => {
  const topics = new Map<string, TopicMessages>();
  for (const { topic, key, value, headers } of messages) {
    const entry = topics.get(topic) ?? { topic: `${prefix}${topic}`, messages: [] };
    entry.messages.push({ key, value, headers });
    topics.set(topic, entry);
  }
  return [...topics.values()];
};
