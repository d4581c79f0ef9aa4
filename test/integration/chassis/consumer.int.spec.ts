import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { applyTopics, createKafka, createRegistry } from '@relais/chassis/kafka';
import { createRunner } from '@relais/chassis/lifecycle';
import { Failure, type FailureClass, transient } from '@relais/kernel';
import { Codec } from '@relais/schemas';
import { eventually } from '../../kit/environment.js';
import { rattache } from '../../kit/rattache.js';
import { tableOf, testBus, type TestBus, TOPIC, totals, WAIT } from './kit.js';

const people = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** A promise that is kept from outside. */
const latch = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
};

describe('each thing that may happen to a consumer has one outcome', () => {
  let bus: TestBus;
  beforeEach(async () => {
    bus = await testBus();
  });
  afterEach(() => bus.close());

  it('the class of a failure decides: rejected, invalid and bug park the person, transient is tried again', async () => {
    const [rejected, invalid, bug, soon, well] = people(5) as [string, string, string, string, string];
    const classes = new Map<string, FailureClass>([[rejected, 'rejected'], [invalid, 'invalid']]);
    let failures = 3;
    const runner = await bus.consume(
      'lecteur',
      tableOf(({ usagerId }) => {
        const failureClass = classes.get(usagerId);
        if (failureClass) throw new Failure(failureClass, failureClass.toUpperCase(), { message: 'no' });
        if (usagerId === bug) throw new TypeError('Jean DUPONT is not a function');
        if (usagerId === soon && (failures -= 1) >= 0) throw transient('PLUS_TARD', 'later');
      }),
    );
    await bus.write(...[rejected, invalid, bug, soon, well].map((person) => rattache(person, 1)));
    await eventually(async () => expect(await bus.effects(soon)).toEqual([1]), WAIT);
    await eventually(async () => expect(await bus.effects(well)).toEqual([1]), WAIT);
    await eventually(async () => {
      expect(await bus.parked()).toEqual([
        { key: bug, code: 'ERREUR_INATTENDUE', failureClass: 'bug' },
        { key: invalid, code: 'INVALID', failureClass: 'invalid' },
        { key: rejected, code: 'REJECTED', failureClass: 'rejected' },
      ]);
    }, WAIT);
    expect(await bus.effects()).toHaveLength(2);
    const { rows } = await bus.platform.pool.query<{ reason: string }>('select reason from parked_key');
    expect(JSON.stringify([rows, bus.logs])).not.toContain('DUPONT');
    expect(totals(runner)).toMatchObject({ decided: totals(runner).received, lost: 0 });
  });

  it('a schema that the registry does not know parks; a registry that is away is waited for', async () => {
    let away = true;
    const front = createHttpServer((request, response) => {
      if (away) return void response.writeHead(503).end();
      void fetch(`${bus.config.registryUrl}${request.url}`).then(async (answer) => response.writeHead(answer.status).end(await answer.text()));
    }).listen(0, '127.0.0.1');
    await once(front, 'listening');
    const codec = new Codec(createRegistry(`http://127.0.0.1:${(front.address() as AddressInfo).port}`));
    const [well, lost] = people(2) as [string, string];
    const runner = createRunner({ ...bus.platform, codec }, { name: 'lecteur', table: tableOf() });
    await runner.start();
    try {
      await bus.write(rattache(well, 1));
      const unknown = Buffer.from([0, 0x7f, 0xff, 0xff, 0xf0, 1, 2, 3]);
      await bus.raw({ key: lost, value: unknown });
      await eventually(() => expect(bus.logs.join()).toContain('REGISTRE_INDISPONIBLE'), WAIT);
      expect(await bus.effects()).toEqual([]);
      expect(await bus.parked()).toEqual([]);
      away = false;
      await eventually(async () => expect(await bus.effects(well)).toEqual([1]), WAIT);
      await eventually(async () => expect(await bus.parked()).toEqual([{ key: lost, code: 'SCHEMA_INCONNU', failureClass: 'invalid' }]), WAIT);
    } finally {
      await runner.stop();
      front.close();
    }
  });

  it('a large message that is no event is set aside, with its person', async () => {
    const [big, well] = people(2) as [string, string];
    await bus.consume('lecteur', tableOf());
    await bus.raw({ key: big, value: Buffer.alloc(2_000_000, 1) });
    await bus.write(rattache(well, 1));
    await eventually(async () => expect(await bus.parked()).toEqual([{ key: big, code: 'EVENEMENT_ILLISIBLE', failureClass: 'invalid' }]), WAIT);
    await eventually(async () => expect(await bus.effects(well)).toEqual([1]), WAIT);
  });

  it('another copy that comes in the middle of a batch takes its share; nothing is doubled', async () => {
    const gens = people(60);
    const slow = latch();
    let entered = 0;
    const table = tableOf(async () => {
      entered += 1;
      if (entered === 1) await slow.opened;
    });
    const first = await bus.consume('lecteur', table);
    await bus.write(...gens.flatMap((person) => [rattache(person, 1), rattache(person, 2)]));
    await eventually(() => expect(entered).toBe(1), WAIT);
    const coming = bus.consume('lecteur', table);
    await eventually(() => expect(bus.logs.join()).toContain('lot interrompu'), WAIT);
    slow.open();
    const second = await coming;
    await eventually(() => expect([first.isReady(), second.isReady()]).toEqual([true, true]), WAIT);
    await bus.write(...gens.map((person) => rattache(person, 3)));
    await eventually(async () => expect(await bus.effects()).toHaveLength(180), WAIT);
    for (const person of gens) expect(await bus.effects(person)).toEqual([1, 2, 3]);
    await eventually(() => expect(totals(second).received).toBeGreaterThan(0), WAIT);
    for (const runner of [first, second]) expect(totals(runner)).toMatchObject({ lost: 0, decided: totals(runner).received });
  });

  it('a stop lets the batch under way end; one that does not end leaves nothing of itself', async () => {
    const [person] = people(1) as [string];
    let gate = latch();
    let entered = 0;
    const table = tableOf(async () => {
      entered += 1;
      await gate.opened;
    });
    const polite = await bus.consume('lecteur', table);
    await bus.write(rattache(person, 1));
    await eventually(() => expect(entered).toBe(1), WAIT);
    const stopped = polite.stop();
    gate.open();
    await stopped;
    expect(await bus.effects(person)).toEqual([1]);

    gate = latch();
    const hung = createRunner(bus.platform, { name: 'lecteur', table, drainMs: 300 });
    await hung.start();
    await bus.write(rattache(person, 2));
    await eventually(() => expect(entered).toBe(2), WAIT);
    await hung.stop();
    expect(bus.logs.join()).toContain('lot abandonné');
    expect(await bus.effects(person)).toEqual([1]);
    gate.open();
    await eventually(async () => expect(await bus.effects(person)).toEqual([1, 2]), WAIT);
  });

  it('a topic deleted under it: told, not ready; made again: read from its beginning, nothing doubled', async () => {
    const [person, other] = people(2) as [string, string];
    const runner = await bus.consume('lecteur', tableOf());
    await bus.write(rattache(person, 1), rattache(person, 2), rattache(person, 3));
    await eventually(async () => expect(await bus.effects(person)).toEqual([1, 2, 3]), WAIT);
    await bus.withAdmin((admin) => admin.deleteTopics({ topics: [bus.topic] }));
    await eventually(() => expect(runner.troubles()).toContain('SUJET_ABSENT'), WAIT);
    expect(bus.logs.join()).toContain('un sujet de ce consommateur n’est pas sur le bus');
    await bus.withAdmin((admin) => applyTopics(admin, { prefix: bus.config.kafkaPrefix }));
    await bus.write(rattache(person, 4), rattache(other, 1));
    await eventually(async () => expect(await bus.effects(person)).toEqual([1, 2, 3, 4]), WAIT);
    await eventually(async () => expect(await bus.effects(other)).toEqual([1]), WAIT);
    await eventually(() => expect(runner.troubles()).toEqual([]), WAIT);
    expect(bus.logs.join()).toContain('sujet refait');
  });

  it('an offset of Kafka that runs ahead of the effects is not believed', async () => {
    const gens = people(12);
    await bus.write(...gens.map((person) => rattache(person, 1)));
    const ends = await eventually(async () => {
      const offsets = await bus.withAdmin((admin) => admin.fetchTopicOffsets(bus.topic));
      expect(offsets.reduce((sum, { high }) => sum + Number(high), 0)).toBeGreaterThanOrEqual(12);
      return offsets;
    }, WAIT);
    await bus.withAdmin((admin) =>
      admin.setOffsets({ groupId: `${bus.config.kafkaPrefix}lecteur`, topic: bus.topic, partitions: ends.map(({ partition, high }) => ({ partition, offset: high })) }),
    );
    const runner = await bus.consume('lecteur', tableOf());
    await eventually(() => expect(runner.isReady()).toBe(true), WAIT);
    await bus.write(...gens.map((person) => rattache(person, 2)));
    await eventually(async () => expect(await bus.effects()).toHaveLength(24), WAIT);
    for (const person of gens) expect(await bus.effects(person)).toEqual([1, 2]);
    expect(await bus.parked()).toEqual([]);
    expect(runner.troubles()).toEqual([]);
  });

  it('messages deleted before they were read are counted, told, and make it not ready', async () => {
    const [person] = people(1) as [string];
    const first = await bus.consume('lecteur', tableOf());
    await bus.write(rattache(person, 1));
    await eventually(async () => expect(await bus.effects(person)).toEqual([1]), WAIT);
    await first.stop();
    await bus.write(rattache(person, 2), rattache(person, 3));
    const full = await eventually(async () => {
      const offsets = await bus.withAdmin((admin) => admin.fetchTopicOffsets(bus.topic));
      const found = offsets.find(({ high }) => Number(high) >= 3);
      expect(found).toBeDefined();
      return found!;
    }, WAIT);
    await bus.withAdmin(async (admin) => {
      // Loads the metadata that the deletion needs.
      await admin.fetchTopicOffsets(bus.topic);
      await admin.deleteTopicRecords({ topic: bus.topic, partitions: [{ partition: full.partition, offset: full.high }] });
    });
    const runner = await bus.consume('lecteur', tableOf());
    await bus.write(rattache(person, 4));
    await eventually(async () => expect(await bus.parked()).toEqual([{ key: person, code: 'SEQUENCE_MANQUANTE', failureClass: 'invalid' }]), WAIT);
    expect(runner.troubles()).toEqual(['COMPTES_FAUX']);
    const { lost, received, decided } = totals(runner);
    expect(lost).toBeGreaterThanOrEqual(2);
    expect(decided).toBe(received);
    expect(bus.logs.join()).toContain('messages supprimés avant d’être lus');
  });

  it('markers of a transaction are no loss', async () => {
    const gens = people(6);
    const runner = await bus.consume('lecteur', tableOf());
    const producer = bus.platform.kafka.producer({ transactionalId: randomUUID(), maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    for (const sequence of [1, 2]) {
      const transaction = await producer.transaction();
      const messages = gens.map((key) => ({
        key,
        value: bus.platform.codec.encode('usagers.UsagerRattache', rattache(key, sequence).data as never),
        headers: { ce_id: randomUUID(), ce_type: 'fr.relais.usagers.UsagerRattache', ce_sequence: String(sequence), ce_time: new Date().toISOString() },
      }));
      await transaction.send({ topic: bus.topic, messages });
      await transaction.commit();
    }
    await producer.disconnect();
    await eventually(async () => expect(await bus.effects()).toHaveLength(12), WAIT);
    for (const key of gens) await bus.raw({ key, headers: { ce_sequence: '3' } });
    await eventually(async () => expect(await bus.effects()).toHaveLength(18), WAIT);
    expect(runner.troubles()).toEqual([]);
    expect(totals(runner)).toMatchObject({ lost: 0 });
  });

  it('a broker that accepts and never answers is left after a time; it goes on once one answers', async () => {
    const [host, port] = bus.config.kafkaBrokers[0]!.split(':') as [string, string];
    let mute = true;
    const front: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (mute) return;
      const real = connect(Number(port), host);
      real.on('error', () => socket.destroy());
      socket.pipe(real).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(front, 'listening');
    const { kafkaUsername: username, kafkaPassword: password } = bus.config;
    const kafka = createKafka({ brokers: [`127.0.0.1:${(front.address() as AddressInfo).port}`], username, password, clientId: 'essai', answerMs: 1_500 });
    const [person] = people(1) as [string];
    const runner = createRunner({ ...bus.platform, kafka }, { name: 'lecteur', table: tableOf() });
    const started = runner.start();
    await bus.write(rattache(person, 1));
    await eventually(() => expect(bus.logs.join()).toContain('le bus accepte la connexion mais ne répond pas'), WAIT);
    expect(runner.isReady()).toBe(false);
    mute = false;
    await eventually(async () => expect(await bus.effects(person)).toEqual([1]), WAIT);
    expect(runner.troubles()).toEqual([]);
    await started;
    await runner.stop();
    front.close();
  });

  it(`keeps one account for each partition of ${TOPIC}`, async () => {
    const gens = people(30);
    const runner = await bus.consume('lecteur', tableOf());
    await bus.write(...gens.map((person) => rattache(person, 1)));
    await eventually(async () => expect(await bus.effects()).toHaveLength(30), WAIT);
    // The relay may send one twice: it is received, and decided about, twice.
    await eventually(() => expect(runner.accounts().reduce((sum, { verdicts }) => sum + (verdicts.applied ?? 0), 0)).toBe(30), WAIT);
    for (const { received, next, lost, underWay } of runner.accounts()) expect({ next, lost, underWay }).toEqual({ next: received, lost: 0, underWay: 0 });
  });
});
