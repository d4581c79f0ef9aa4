import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import pg from 'pg';
import {
  createDatabase,
  eventually,
  freePort,
  groupId,
  kafkaCredentials,
  type KafkaUsername,
  registryUrl,
  type TestDatabase,
  topicPrefix,
  uniqueName,
} from './environment.js';

const query = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

describe('a database of the test kit', () => {
  const databases: TestDatabase[] = [];
  const create = async (options?: { template?: string }) => {
    const database = await createDatabase(options);
    databases.push(database);
    return database;
  };
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  it('is empty, belongs to an ordinary role and keeps enough for logical replication', async () => {
    const { url } = await create();
    await query(url, 'create table essai (id int)');
    const [row] = await query(url, `select current_setting('wal_level') as wal, usesuper from pg_user where usename = current_user`);
    expect(row).toEqual({ wal: 'logical', usesuper: false });
  });

  it('can be the copy of another', async () => {
    const model = await create();
    await query(model.url, 'create table essai as select 1 as n');
    const copy = await create({ template: model.name });
    expect(await query(copy.url, 'select n from essai')).toEqual([{ n: 1 }]);
  });

  it('goes away with its connections and replication slots', async () => {
    const { adminUrl, drop, name, url } = await createDatabase();
    await query(url, `select pg_create_logical_replication_slot('${name}', 'pgoutput')`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    await drop();
    await expect(query(adminUrl, 'select 1')).rejects.toThrow('does not exist');
  });
});

describe('the broker of the test kit', () => {
  const connect = async (user?: KafkaUsername) => {
    const { brokers, mechanism, password, username } = await kafkaCredentials(user);
    const config: KafkaConfig = { brokers: [...brokers], sasl: { mechanism, username, password }, logLevel: logLevel.NOTHING };
    return new Kafka(config);
  };

  it('takes and gives a message, with authentication', async () => {
    const kafka = await connect();
    const topic = `${topicPrefix()}essai`;
    const admin = kafka.admin();
    await admin.connect();
    // kafkajs' own waiting gives up on the first answer of a broker that has not heard of the topic yet.
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], waitForLeaders: false });
    await eventually(async () => expect(await admin.fetchTopicOffsets(topic)).toHaveLength(1));
    await admin.disconnect();
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'cle', value: 'valeur' }] });
    await producer.disconnect();

    const consumer = kafka.consumer({ groupId: groupId() });
    const seen: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message }) => {
        seen.push(`${message.key?.toString()}=${message.value?.toString()}`);
        return Promise.resolve();
      },
    });
    await eventually(() => expect(seen).toEqual(['cle=valeur']), { timeoutMs: 30_000 });
    await consumer.disconnect();
  });

  it('refuses a wrong password, and a user without a right', async () => {
    const { brokers } = await kafkaCredentials();
    const sasl = { mechanism: 'scram-sha-512', username: 'relais-usagers', password: 'faux' } as const;
    const intruder = new Kafka({ brokers: [...brokers], sasl, logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
    await expect(intruder.connect()).rejects.toThrow('SASL SCRAM SHA512 authentication failed');
    const reader = (await connect('lecteur-departement')).admin();
    await reader.connect();
    await expect(reader.createTopics({ topics: [{ topic: `${topicPrefix()}refus` }] })).rejects.toThrow();
    await reader.disconnect();
  });
});

describe('the registry of the test kit', () => {
  const register = async (subject: string, schema: object) =>
    fetch(`${await registryUrl()}/subjects/${subject}/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema: JSON.stringify(schema) }),
    });

  it('gives an id to a schema, refuses an incompatible one', async () => {
    const subject = uniqueName('sujet');
    const field = (type: string) => ({ type: 'record', name: 'Essai', fields: [{ name: 'n', type }] });
    const first = await register(subject, field('int'));
    expect(first.status).toBe(200);
    expect(await first.json()).toEqual({ id: expect.any(Number) as number });
    expect((await register(subject, field('string'))).status).toBe(409);
  });
});

describe('a free port', () => {
  it('is never one of those set aside', async () => {
    const port = await freePort();
    expect(await freePort([port])).not.toBe(port);
  });
});
