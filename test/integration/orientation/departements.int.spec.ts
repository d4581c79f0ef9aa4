import { randomUUID } from 'node:crypto';
import { Secret } from '@relais/chassis/config';
import { answersOf, applyRights, type CommandTopic, createKafka, KafkaPublisher, toolRights } from '@relais/chassis/kafka';
import { eventually, kafkaCredentials, type KafkaUsername } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';

const WAIT = { timeoutMs: 30_000 };
const outils = { 'outil-33': 'relais.commandes.33.v1', 'outil-64': 'relais.commandes.64.v1' } as const satisfies Partial<Record<KafkaUsername, CommandTopic>>;
type Outil = keyof typeof outils;

/** Why the broker refused, under what the client made of it. */
const reasonOf = (error: unknown): unknown => {
  const { type, cause, message } = error as { type?: string; cause?: unknown; message?: string };
  return type ?? (cause === undefined ? message : reasonOf(cause));
};

describe('deux départements, chacun avec le topic de son outil', () => {
  let test: TestPlatform;
  const started: (() => Promise<void>)[] = [];

  const prefixed = (topic: string): string => `${test.config.kafkaPrefix}${topic}`;
  const kafkaOf = async (outil: Outil) => {
    const { brokers, username, password } = await kafkaCredentials(outil);
    return createKafka({ brokers, username, password: new Secret(password), clientId: outil });
  };
  const ecrit = async (outil: Outil, topic: CommandTopic): Promise<unknown> => {
    const publisher = new KafkaPublisher(await kafkaOf(outil), test.config.kafkaPrefix);
    started.push(() => publisher.stop());
    return publisher.publish([{ topic, key: randomUUID(), value: Buffer.from('commande'), headers: {} }]).then(
      () => 'écrit',
      reasonOf,
    );
  };
  const lit = async (outil: Outil, topic: string): Promise<unknown> => {
    const admin = (await kafkaOf(outil)).admin({ retry: { retries: 0 } });
    await admin.connect();
    const answer = await admin.fetchTopicOffsets(prefixed(topic)).then(
      () => 'lu',
      reasonOf,
    );
    await admin.disconnect();
    return answer;
  };

  beforeAll(async () => {
    test = await testPlatform({ service: 'orientation', commands: Object.values(outils) });
    const admin = test.platform.kafka.admin();
    await admin.connect();
    const rights = Object.entries(outils).map(([outil, topic]) => toolRights(outil, topic));
    const over = (topics: readonly string[]) => topics.map(prefixed);
    await applyRights(admin, rights.map((one) => ({ ...one, reads: over(one.reads), writes: over(one.writes) })));
    await admin.disconnect();
  });
  afterAll(async () => {
    await Promise.all(started.map((stop) => stop()));
    await test.close();
  });

  it.each([
    ['outil-33', outils['outil-33'], outils['outil-64']],
    ['outil-64', outils['outil-64'], outils['outil-33']],
  ] as const)('le courtier laisse %s écrire ses commandes et lire ses réponses, et lui refuse celles de l’autre', async (outil, own, other) => {
    await eventually(async () => expect(await ecrit(outil, own)).toBe('écrit'), WAIT);
    await eventually(async () => expect(await lit(outil, answersOf(own))).toBe('lu'), WAIT);
    expect(await ecrit(outil, other)).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(await lit(outil, answersOf(other))).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(await ecrit(outil, 'relais.commandes.v1')).toBe('TOPIC_AUTHORIZATION_FAILED');
  });
});
