import { randomUUID } from 'node:crypto';
import { type Fact } from '@relais/chassis/journal';
import { ignored, KafkaPublisher, Parking, type Received, type Subscriptions } from '@relais/chassis/kafka';
import { inTransaction } from '@relais/chassis/postgres';
import { invalid } from '@relais/kernel';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { droitsIgnores, rattache } from '../../kit/rattache.js';

const WAIT = { timeoutMs: 30_000 };
type Seen = Pick<Received, 'usagerId' | 'sequence'>;
const tableOf = (onEvent: (event: Received<'usagers.UsagerRattache'>) => void | Promise<void>) =>
  ({
    'relais.usagers.v1': {
      'usagers.DroitRsaOuvert': ignored,
      ...droitsIgnores,
      'usagers.DroitRsaFerme': ignored,
      'usagers.UsagersFusionnes': ignored,
      'usagers.FusionAnnulee': ignored,
      'usagers.UsagerRattache': async (event, tx) => {
        await onEvent(event);
        await tx.query('insert into effet (usager_id, sequence) values ($1, $2)', [event.usagerId, event.sequence]);
      },
    },
  }) satisfies Subscriptions;

describe('the bus: journal, relay, consumer', () => {
  let test: TestPlatform;
  const effects = async (usagerId?: string): Promise<Seen[]> => {
    const { rows } = await test.platform.pool.query<Seen>(
      'select usager_id as "usagerId", sequence from effet where $1::text is null or usager_id = $1 order by id',
      [usagerId ?? null],
    );
    return rows;
  };
  const write = (...facts: Fact[]) => inTransaction(test.platform.pool, (tx) => test.platform.journal.append(tx, facts));
  const rawMessage = async (overrides: { key?: string; headers?: Record<string, string>; value?: Buffer }) => {
    const key = overrides.key ?? randomUUID();
    const value = overrides.value ?? test.platform.codec.encode('usagers.UsagerRattache', rattache(key, 1).data);
    const headers = {
      ce_id: randomUUID(),
      ce_type: 'fr.relais.usagers.UsagerRattache',
      ce_sequence: '1',
      ce_time: new Date().toISOString(),
      ce_correlationid: randomUUID(),
      ...overrides.headers,
    };
    await test.platform.publisher.publish([{ topic: 'relais.usagers.v1', key, value, headers }]);
    return key;
  };

  beforeEach(async () => {
    test = await testPlatform({ service: 'essai', publishes: ['usagers.UsagerRattache'] });
    // No unique key: a doubled effect would show.
    await test.platform.pool.query('create table effet (id bigint generated always as identity, usager_id text, sequence int)');
  });
  afterEach(() => test.close());

  it('carries each fact once, in order for each person', async () => {
    const people = Array.from({ length: 40 }, () => randomUUID());
    test.platform.relay.start();
    await test.consume('lecteur', tableOf(() => undefined));
    for (let sequence = 1; sequence <= 25; sequence += 1) await write(...people.map((person) => rattache(person, sequence)));
    test.platform.relay.wake();
    await eventually(async () => expect(await effects()).toHaveLength(1_000), WAIT);
    const all = await effects();
    for (const person of people) {
      expect(all.filter(({ usagerId }) => usagerId === person).map(({ sequence }) => sequence)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    }
  });

  it('skips nothing when a transaction commits late', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    test.platform.relay.start();
    await test.consume('lecteur', tableOf(() => undefined));
    await inTransaction(test.platform.pool, async (tx) => {
      await test.platform.journal.append(tx, [rattache(late, 1)]);
      await write(rattache(early, 1));
      test.platform.relay.wake();
      // The early commit waits behind the gate while an older transaction is open.
      await eventually(async () => expect((await test.platform.pool.query('select 1 from journal where key = $1', [early])).rowCount).toBe(1));
    });
    test.platform.relay.wake();
    await eventually(async () => expect((await effects()).map(({ usagerId }) => usagerId).sort()).toEqual([early, late].sort()), WAIT);
  });

  it('applies once what Kafka delivers twice', async () => {
    const person = randomUUID();
    await write(rattache(person, 1), rattache(person, 2));
    test.platform.relay.start();
    await test.consume('lecteur', tableOf(() => undefined));
    await eventually(async () => expect(await effects()).toHaveLength(2), WAIT);
    const { rows } = await test.platform.pool.query<{ payload: Buffer }>('select payload from journal where key = $1 and sequence = 1', [person]);
    await rawMessage({ key: person, value: rows[0]!.payload });
    await write(rattache(person, 3));
    test.platform.relay.wake();
    await eventually(async () => expect((await effects(person)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]), WAIT);
  });

  it('undoes the effect and the offset together, then tries again', async () => {
    const person = randomUUID();
    let failures = 2;
    test.platform.relay.start();
    await test.consume(
      'lecteur',
      tableOf(() => {
        if (failures > 0) {
          failures -= 1;
          throw Object.assign(new Error('connection lost'), { code: '08006' });
        }
      }),
    );
    await write(rattache(person, 1));
    test.platform.relay.wake();
    await eventually(async () => expect(await effects(person)).toHaveLength(1), WAIT);
    expect(failures).toBe(0);
  });

  it('parks the failing person alone, in order, and resumes in order', async () => {
    const [sick, well] = [randomUUID(), randomUUID()];
    let healed = false;
    const table = tableOf(({ usagerId }) => {
      if (usagerId === sick && !healed) throw invalid('DONNEE_REFUSEE', 'not understood');
    });
    test.platform.relay.start();
    await test.consume('lecteur', table);
    await write(rattache(sick, 1), rattache(well, 1), rattache(sick, 2), rattache(well, 2), rattache(sick, 3));
    test.platform.relay.wake();
    const { pool, codec } = test.platform;
    const parking = new Parking({ pool, codec, consumer: 'lecteur', table });
    await eventually(async () => expect(await effects(well)).toHaveLength(2), WAIT);
    await eventually(async () => expect(await parking.list()).toMatchObject([{ key: sick, code: 'DONNEE_REFUSEE', failureClass: 'invalid', waiting: 3 }]), WAIT);
    expect(await effects(sick)).toEqual([]);
    // Sent again by the relay after a crash: it waits once.
    const { rows } = await test.platform.pool.query<{ payload: Buffer; id: string }>('select id, payload from journal where key = $1 and sequence = 2', [sick]);
    await rawMessage({ key: sick, value: rows[0]!.payload, headers: { ce_id: rows[0]!.id, ce_sequence: '2' } });
    await write(rattache(well, 3));
    test.platform.relay.wake();
    await eventually(async () => expect(await effects(well)).toHaveLength(3), WAIT);
    expect(await parking.list()).toMatchObject([{ key: sick, waiting: 3 }]);

    expect(await parking.resume('relais.usagers.v1', sick)).toEqual({ applied: 0, waiting: 3, code: 'DONNEE_REFUSEE' });
    healed = true;
    expect(await parking.resume('relais.usagers.v1', sick)).toEqual({ applied: 3, waiting: 0 });
    await write(rattache(sick, 4));
    test.platform.relay.wake();
    await eventually(async () => expect((await effects(sick)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]), WAIT);
    expect(await parking.list()).toEqual([]);
  });

  it('parks, never drops, what it cannot understand, and goes on with the others', async () => {
    const well = randomUUID();
    const table = tableOf(() => undefined);
    test.platform.relay.start();
    await test.consume('lecteur', table);
    await rawMessage({ value: Buffer.from('pas un événement') });
    await rawMessage({ headers: { ce_id: 'x' } });
    await rawMessage({ headers: { ce_type: 'fr.relais.usagers.DroitRsaFerme' } });
    await rawMessage({ key: 'une-autre-cle', value: test.platform.codec.encode('usagers.UsagerRattache', rattache(well, 1).data) });
    await rawMessage({ headers: { ce_sequence: '3' } });
    await rawMessage({ value: Buffer.alloc(0) });
    await write(rattache(well, 1));
    test.platform.relay.wake();
    await eventually(async () => expect(await effects()).toEqual([{ usagerId: well, sequence: 1 }]), WAIT);
    const { pool, codec } = test.platform;
    const parking = new Parking({ pool, codec, consumer: 'lecteur', table });
    await eventually(async () => {
      const codes = (await parking.list()).map(({ code }) => code).sort();
      expect(codes).toEqual(['CLE_CONTREDITE', 'ENTETE_INVALIDE', 'EVENEMENT_ILLISIBLE', 'EVENEMENT_ILLISIBLE', 'SEQUENCE_MANQUANTE', 'TYPE_CONTREDIT']);
    }, WAIT);
  });

  it('counts and parks an event type of the future', async () => {
    const table = tableOf(() => undefined);
    await test.consume('lecteur', table);
    const schema = JSON.stringify({ type: 'record', name: 'Demain', namespace: 'fr.relais.usagers', fields: [{ name: 'a', type: 'string' }] });
    const answer = await fetch(`${test.config.registryUrl}/subjects/demain/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema }),
    });
    const { id } = (await answer.json()) as { id: number };
    const value = Buffer.alloc(7);
    value.writeUInt32BE(id, 1);
    value[5] = 2;
    value[6] = 97;
    const key = await rawMessage({ value, headers: { ce_type: 'fr.relais.usagers.Demain' } });
    const { pool, codec } = test.platform;
    const parking = new Parking({ pool, codec, consumer: 'lecteur', table });
    await eventually(async () => expect(await parking.list()).toMatchObject([{ key, code: 'TYPE_INCONNU', waiting: 1 }]), WAIT);
  });

  it('carries a fact of two megabytes, and refuses at once one that no topic would take', async () => {
    const person = randomUUID();
    test.platform.relay.start();
    await test.consume('lecteur', tableOf(() => undefined));
    await write(rattache(person, 1, 'x'.repeat(2_000_000)), rattache(person, 2));
    test.platform.relay.wake();
    await eventually(async () => expect(await effects(person)).toHaveLength(2), WAIT);
    await expect(write(rattache(person, 3, 'x'.repeat(9_000_000)))).rejects.toMatchObject({ failureClass: 'invalid', code: 'EVENEMENT_TROP_GROS' });
  });

  it('does not wait for ever for a broker that accepts and never answers: the next page gets a connection of its own', async () => {
    const sends = [() => new Promise<void>(() => undefined), () => Promise.resolve()];
    const gone: number[] = [];
    let made = 0;
    const producer = () => {
      const index = made;
      made += 1;
      return { connect: () => Promise.resolve(), sendBatch: () => sends[index]?.(), disconnect: () => Promise.resolve(gone.push(index)) };
    };
    const publisher = new KafkaPublisher({ producer } as never, '', 50);
    const page = [{ topic: 'relais.usagers.v1', key: 'k', value: Buffer.alloc(1), headers: {} }];
    await expect(publisher.publish(page)).rejects.toMatchObject({ failureClass: 'transient', code: 'KAFKA_INDISPONIBLE' });
    await publisher.publish(page);
    expect({ made, gone }).toEqual({ made: 2, gone: [0] });
  });

  it('forbids to change or erase the journal', async () => {
    await write(rattache(randomUUID(), 1));
    const { pool } = test.platform;
    await expect(pool.query('update journal set key = key')).rejects.toThrow('append-only');
    await expect(pool.query('delete from journal')).rejects.toThrow('append-only');
    await expect(pool.query('truncate journal')).rejects.toThrow('append-only');
  });

  it('lets one writer take a sequence, the other is told', async () => {
    const person = randomUUID();
    const both = await Promise.allSettled([write(rattache(person, 1)), write(rattache(person, 1))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ failureClass: 'transient', code: 'VERSION_DEPASSEE' });
  });
});
