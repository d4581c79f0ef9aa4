import { randomBytes } from 'node:crypto';
import { Secret } from '@relais/chassis/config';
import { createKafka, createRegistry } from '@relais/chassis/kafka';
import { type StackAddresses } from '@relais/local/addresses';
import { Codec } from '@relais/schemas';

export type Heard = Readonly<{ type: string; id: string; sequence: number; usagerId: string }>;

/** Reads all topics from their beginning with the reader's account of the stack, as a partner's tool would. */
export class BusReader {
  readonly heard: Heard[] = [];
  private readonly consumer;
  private readonly codec: Codec;
  private readonly topics: readonly string[];

  constructor({ kafka, registre }: StackAddresses) {
    const [account] = kafka.comptes;
    if (!account) throw new Error('aucun compte Kafka de lecture');
    const client = createKafka({
      brokers: [kafka.bootstrap],
      username: account.utilisateur,
      password: new Secret(account.motDePasse),
      clientId: 'demonstration',
    });
    this.topics = account.topics;
    this.consumer = client.consumer({ groupId: `${account.utilisateur}-${randomBytes(4).toString('hex')}`, maxWaitTimeInMs: 200, retry: { retries: 20 } });
    this.codec = new Codec(createRegistry(registre));
  }

  async start(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...this.topics], fromBeginning: true });
    await this.consumer.run({
      eachMessage: async ({ message }) => {
        const decoded = await this.codec.decode(message.value ?? Buffer.alloc(0));
        const header = (name: string): string => message.headers?.[name]?.toString() ?? '';
        this.heard.push({ type: decoded.type, id: header('ce_id'), sequence: Number(header('ce_sequence')), usagerId: message.key?.toString() ?? '' });
      },
    });
  }

  /** What was said of one person, each event once, in the order of its topic. */
  of(usagerId: string): string[] {
    const once = new Map(this.heard.filter((event) => event.usagerId === usagerId).map((event) => [event.id, event.type]));
    return [...once.values()];
  }

  stop(): Promise<void> {
    return this.consumer.disconnect().catch(() => undefined);
  }
}
