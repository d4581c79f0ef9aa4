// The only file that imports kafkajs, so that it can be replaced in one place.
import kafkajs, { type Admin, type Consumer, type EachBatchPayload, type Kafka, type Producer } from 'kafkajs';
import { transient } from '@relais/kernel';
import { type Secret } from '../config/index.js';
import { type OutgoingMessage, type Publisher } from '../relay/index.js';

export { type Admin, type Consumer, type EachBatchPayload };
// A CommonJS package: Node sees its members through the default import only.
export const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
const { CompressionTypes, logLevel } = kafkajs;
export type KafkaMessage = EachBatchPayload['batch']['messages'][number];

export type KafkaAccess = Readonly<{ brokers: readonly string[]; username: string; password: Secret; clientId: string }>;

/** A client with SCRAM credentials; start-up hiccups of the broker are retried, its own log is silent. */
export const createKafka = ({ brokers, username, password, clientId }: KafkaAccess): Kafka =>
  new kafkajs.Kafka({
    clientId,
    brokers: [...brokers],
    sasl: { mechanism: 'scram-sha-512', username, password: password.reveal() },
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
  });

/** Acknowledged by all replicas, order per key kept: one request in flight. */
export class KafkaPublisher implements Publisher {
  private readonly producer: Producer;
  private connected: Promise<void> | undefined;

  constructor(
    kafka: Kafka,
    private readonly prefix = '',
  ) {
    this.producer = kafka.producer({ maxInFlightRequests: 1, allowAutoTopicCreation: false });
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    this.connected ??= this.producer.connect();
    try {
      await this.connected;
      await this.producer.sendBatch({ acks: -1, compression: CompressionTypes.None, topicMessages: byTopic(messages, this.prefix) });
    } catch (error) {
      this.connected = undefined;
      throw transient('KAFKA_INDISPONIBLE', 'messages were not acknowledged', error);
    }
  }

  async stop(): Promise<void> {
    await this.producer.disconnect().catch(() => undefined);
  }
}

type TopicMessages = { topic: string; messages: { key: string; value: Buffer; headers: Record<string, string> }[] };

const byTopic = (messages: readonly OutgoingMessage[], prefix: string): TopicMessages[] => {
  const topics = new Map<string, TopicMessages>();
  for (const { topic, key, value, headers } of messages) {
    const entry = topics.get(topic) ?? { topic: `${prefix}${topic}`, messages: [] };
    entry.messages.push({ key, value, headers: { ...headers } });
    topics.set(topic, entry);
  }
  return [...topics.values()];
};
