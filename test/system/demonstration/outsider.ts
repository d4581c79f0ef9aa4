import { randomBytes } from 'node:crypto';
import { Secret } from '@relais/chassis/config';
import { createKafka, createRegistry, KafkaPublisher } from '@relais/chassis/kafka';
import { type StackAddresses } from '@relais/local/addresses';
import { Codec, type Events, type EventType, fullNameOf } from '@relais/schemas';

export type Message = Readonly<{ type: string; correlationId: string; usagerId: string; data: Record<string, unknown> }>;

export type Outgoing<T extends EventType> = Readonly<{ type: T; data: Events[T]; id: string; correlationId: string; traceparent: string }>;

/** Somebody outside Relais on the bus, with an account of its own: the département's tool, a partner. */
export class Outsider {
  private readonly codec: Codec;
  private readonly kafka;

  constructor(
    private readonly addresses: StackAddresses,
    private readonly utilisateur: string,
  ) {
    const account = addresses.kafka.comptes.find((candidate) => candidate.utilisateur === utilisateur);
    if (!account) throw new Error(`aucun compte Kafka ${utilisateur}`);
    this.kafka = createKafka({
      brokers: [addresses.kafka.bootstrap],
      username: utilisateur,
      password: new Secret(account.motDePasse),
      clientId: utilisateur,
    });
    this.codec = new Codec(createRegistry(addresses.registre));
  }

  /** Puts a message on a topic, as a tool with its own Avro client would; said again with the same ids it is the same message. */
  async put<T extends EventType>(topic: string, { type, data, id, correlationId, traceparent }: Outgoing<T>): Promise<void> {
    await this.codec.register([type]);
    const publisher = new KafkaPublisher(this.kafka);
    try {
      const headers = { ce_id: id, ce_type: fullNameOf(type), ce_time: new Date().toISOString(), ce_correlationid: correlationId, traceparent };
      await publisher.publish([{ topic, key: data.usagerId, value: this.codec.encode(type, data), headers }]);
    } finally {
      await publisher.stop();
    }
  }

  /** Reads a topic from its beginning until `enough`; throws when the account may not read it, or after the time. */
  async read(topic: string, enough: (messages: readonly Message[]) => boolean, timeoutMs = 30_000): Promise<Message[]> {
    const consumer = this.kafka.consumer({ groupId: `${this.utilisateur}-${randomBytes(4).toString('hex')}`, maxWaitTimeInMs: 200, retry: { retries: 2 } });
    const messages: Message[] = [];
    let timer: NodeJS.Timeout | undefined;
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`rien d’attendu sur ${topic} pour ${this.utilisateur}`)), timeoutMs);
        consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
        consumer
          .run({
            eachMessage: async ({ message }) => {
              const decoded = await this.codec.decode(message.value ?? Buffer.alloc(0));
              messages.push({
                type: decoded.type,
                correlationId: message.headers?.ce_correlationid?.toString() ?? '',
                usagerId: message.key?.toString() ?? '',
                data: decoded.known ? { ...decoded.data } : {},
              });
              if (enough(messages)) resolve();
            },
          })
          .catch(reject);
      });
      return messages;
    } finally {
      clearTimeout(timer);
      await consumer.disconnect().catch(() => undefined);
    }
  }

  /** True when the broker refuses this account the topic. */
  async isRefused(topic: string): Promise<boolean> {
    try {
      await this.read(topic, () => true, 3_000);
      return false;
    } catch (error) {
      return /authoriz/i.test((error as Error).message);
    }
  }
}
