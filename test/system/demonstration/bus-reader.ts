import { randomBytes } from 'node:crypto';
import { Secret } from '@relais/chassis/config';
import { type Consumer, createKafka, createRegistry } from '@relais/chassis/kafka';
import { type StackAddresses } from '@relais/local/addresses';
import { Codec } from '@relais/schemas';

export type Heard = Readonly<{ type: string; id: string; sequence: number; usagerId: string }>;

/** Reads all topics from their beginning with the reader's account of the stack, as a partner's tool would. */
export class BusReader {
  readonly heard: Heard[] = [];
  private readonly newConsumer: () => Consumer;
  private consumer: Consumer | undefined;
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
    this.newConsumer = () => client.consumer({ groupId: `${account.utilisateur}-${randomBytes(4).toString('hex')}`, maxWaitTimeInMs: 200, retry: { retries: 20 } });
    this.codec = new Codec(createRegistry(registre));
  }

  /** From the beginning, again when it had begun: a reader whose bus or registry died may never wake. */
  async start(): Promise<void> {
    await this.stop();
    this.heard.length = 0;
    const consumer = (this.consumer = this.newConsumer());
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.topics], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        if (consumer !== this.consumer) return;
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

  async stop(): Promise<void> {
    await this.consumer?.disconnect().catch(() => undefined);
  }
}
