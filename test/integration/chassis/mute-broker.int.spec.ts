import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { type ConsumerRunner, createKafka, KafkaPublisher } from '@relais/chassis/kafka';
import { createRunner } from '@relais/chassis/lifecycle';
import { createRelay, leadPool, type Relay } from '@relais/chassis/relay';
import { inTransaction } from '@relais/chassis/postgres';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { rattache } from '../../kit/rattache.js';
import { type Held, tcpProxy, type TcpProxy } from '../../kit/tcp-proxy.js';
import { tableOf, totals, WAIT } from './kit.js';

/** How long an answer is waited for. */
const ANSWER_MS = 2_000;
const PERSONS = 12;

describe('a broker that goes mute under a running relay and consumer', () => {
  let test: TestPlatform;
  let proxy: TcpProxy;
  let relay: Relay;
  let publisher: KafkaPublisher;
  let runner: ConsumerRunner;
  const people = Array.from({ length: PERSONS }, () => randomUUID());

  const say = async (sequence: number): Promise<void> => {
    await inTransaction(test.platform.pool, (tx) => test.platform.journal.append(tx, people.map((person) => rattache(person, sequence))));
    relay.wake();
  };
  const effects = async (): Promise<Map<string, number[]>> => {
    const { rows } = await test.platform.pool.query<{ person: string; sequences: number[] }>('select usager_id as person, array_agg(sequence order by id) as sequences from effet group by usager_id');
    return new Map(rows.map(({ person, sequences }) => [person, sequences]));
  };
  const upTo = (last: number) => new Map(people.map((person) => [person, Array.from({ length: last }, (_, n) => n + 1)]));
  const applied = (last: number) => eventually(async () => expect(await effects()).toEqual(upTo(last)), { timeoutMs: 60_000 });

  beforeEach(async () => {
    test = await testPlatform({ service: 'essai', publishes: ['usagers.UsagerRattache'] });
    const { platform, config } = test;
    await platform.pool.query('create table effet (id bigint generated always as identity, usager_id text, sequence int)');
    const [host = '', port = ''] = config.kafkaBrokers[0]?.split(':') ?? [];
    proxy = await tcpProxy({ host, port: Number(port) });
    const { kafkaUsername: username, kafkaPassword: password } = config;
    // Whatever address the broker gives of itself, the proxy is in between.
    const socketFactory = ({ onConnect }: { onConnect: () => void }) => connect(proxy.port, '127.0.0.1', onConnect);
    const kafka = createKafka({ brokers: [...config.kafkaBrokers], username, password, clientId: 'essai', answerMs: ANSWER_MS, socketFactory });
    publisher = new KafkaPublisher(kafka, config.kafkaPrefix, ANSWER_MS);
    const lead = leadPool(config.databaseUrl, 'essai');
    relay = createRelay('sondage', { pool: platform.pool, lead, publisher, service: 'essai', logger: platform.logger });
    runner = createRunner({ ...platform, kafka, relay }, { name: 'lecteur', table: tableOf() });
    relay.start();
    await runner.start();
  });
  afterEach(async () => {
    proxy.release();
    await Promise.all([runner.stop(), relay.stop()]);
    await publisher.stop();
    await proxy.close();
    await test.close();
  });

  it.each<Held>(['everything', 'answers'])('%s held for longer than an answer is waited for: told meanwhile; afterwards nothing is lost nor doubled, by itself', async (held) => {
    await say(1);
    await applied(1);
    await eventually(() => expect(runner.troubles()).toEqual([]), WAIT);
    proxy.hold(held);
    const since = Date.now();
    await say(2);
    await eventually(() => expect(test.logs.join()).toContain('le bus accepte la connexion mais ne répond pas'), WAIT);
    await eventually(() => expect(test.logs.join()).toContain('relais en attente'), WAIT);
    await eventually(() => expect(runner.isReady()).toBe(false), WAIT);
    await say(3);
    await eventually(() => expect(Date.now() - since).toBeGreaterThan(3 * ANSWER_MS), WAIT);
    expect(runner.isReady()).toBe(false);
    expect(await effects()).toEqual(upTo(1));
    proxy.release();
    await applied(3);
    await eventually(() => expect(runner.troubles()).toEqual([]), { timeoutMs: 60_000 });
    await say(4);
    await applied(4);
    expect((await test.platform.pool.query('select 1 from parked_key')).rowCount).toBe(0);
    expect(totals(runner)).toMatchObject({ lost: 0, decided: totals(runner).received });
  });
});
