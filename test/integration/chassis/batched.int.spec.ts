import { randomUUID } from 'node:crypto';
import { type Fact } from '@relais/chassis/journal';
import { applyBatch, batched, ignored, Parking, type Received, type Subscriptions } from '@relais/chassis/kafka';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { invalid, transient } from '@relais/kernel';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { droitsIgnores, rattache } from '../../kit/rattache.js';

const WAIT = { timeoutMs: 30_000 };
const TOPIC = 'relais.usagers.v1';
const ferme = (usagerId: string, sequence: number): Fact => ({
  type: 'usagers.DroitRsaFerme',
  data: { usagerId, departement: '33', foyerId: randomUUID(), motif: 'DOSSIER_CLOS', dateConstat: '2026-11-24' },
  sequence,
  origin: { correlationId: randomUUID() },
});

describe('batched handlers', () => {
  let test: TestPlatform;
  let runs: number[];

  const insert = async (events: readonly Received[], tx: Tx): Promise<void> => {
    await tx.query('insert into effet (usager_id, sequence, type) select * from unnest($1::text[], $2::int[], $3::text[])', [
      events.map(({ usagerId }) => usagerId),
      events.map(({ sequence }) => sequence),
      events.map(({ type }) => type),
    ]);
  };
  const tableOf = (check: (event: Received<'usagers.UsagerRattache'>) => void = () => undefined) =>
    ({
      [TOPIC]: {
        'usagers.DroitRsaOuvert': ignored,
        'usagers.UsagersFusionnes': ignored,
        'usagers.FusionAnnulee': ignored,
        ...droitsIgnores,
        'usagers.DroitRsaFerme': (event, tx) => insert([event], tx),
        'usagers.UsagerRattache': batched(async (events, tx) => {
          runs.push(events.length);
          events.forEach(check);
          await insert(events, tx);
        }),
      },
    }) satisfies Subscriptions;
  const write = (...facts: Fact[]) => inTransaction(test.platform.pool, (tx) => test.platform.journal.append(tx, facts));
  const effects = async (usagerId?: string) => {
    const { rows } = await test.platform.pool.query<{ usagerId: string; sequence: number; type: string }>(
      'select usager_id as "usagerId", sequence, type from effet where $1::text is null or usager_id = $1 order by id',
      [usagerId ?? null],
    );
    return rows;
  };
  const sequences = async (usagerId: string) => (await effects(usagerId)).map(({ sequence }) => sequence);
  const incoming = (facts: readonly Fact[], from = 0) =>
    facts.map(({ type, data, sequence, origin }, index) => ({
      offset: from + index,
      key: data.usagerId,
      value: Buffer.alloc(0),
      headers: {},
      content: {
        event: { id: randomUUID(), type, usagerId: data.usagerId, departement: '33', sequence, time: '2026-11-24T09:00:00.000Z', data, origin },
      },
    }));
  /** A table whose first run waits for the door. */
  const heldTable = () => {
    let [open, begin, runsBegun] = [(): void => undefined, (): void => undefined, 0];
    const opened = new Promise<void>((resolve) => (open = resolve));
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const together = batched<'usagers.UsagerRattache'>(async (events, tx) => {
      begin();
      if ((runsBegun += 1) === 1) await opened;
      await insert(events, tx);
    });
    return { table: { [TOPIC]: { ...tableOf()[TOPIC], 'usagers.UsagerRattache': together } } satisfies Subscriptions, begun, open: () => open() };
  };
  /** Once it waits for a lock, or is over. */
  const blockedOr = async (work: Promise<unknown>): Promise<void> => {
    let over = false;
    void work.finally(() => (over = true)).catch(() => undefined);
    await eventually(async () => {
      const { rows } = await test.platform.pool.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      expect(rows.length > 0 || over).toBe(true);
    }, WAIT);
  };
  const place = { consumer: 'lecteur', topic: TOPIC, partition: 0 };
  const apply = (table: Subscriptions, facts: readonly Fact[], from = 0) =>
    applyBatch({ pool: test.platform.pool, place, table }, incoming(facts, from));

  beforeEach(async () => {
    runs = [];
    test = await testPlatform({ service: 'essai', publishes: ['usagers.UsagerRattache', 'usagers.DroitRsaFerme'] });
    // No unique key: a doubled effect would show.
    await test.platform.pool.query('create table effet (id bigint generated always as identity, usager_id text, sequence int, type text)');
  });
  afterEach(() => test.close());

  it('get whole runs of a batch, in order, once', async () => {
    const people = [randomUUID(), randomUUID(), randomUUID()];
    const facts = [1, 2, 3].flatMap((sequence) => people.map((person) => rattache(person, sequence)));
    const verdicts = await apply(tableOf(), facts);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(facts.map(() => 'applied'));
    expect(runs).toEqual([9]);
    for (const person of people) expect(await sequences(person)).toEqual([1, 2, 3]);
    // Delivered again further on, then again at the same place.
    expect((await apply(tableOf(), facts, 9)).map(({ verdict }) => verdict)).toEqual(facts.map(() => 'duplicate'));
    expect((await apply(tableOf(), facts)).map(({ verdict }) => verdict)).toEqual(facts.map(() => 'stale'));
    expect(await effects()).toHaveLength(9);
  });

  it('keep their place among the others', async () => {
    const person = randomUUID();
    await apply(tableOf(), [rattache(person, 1), rattache(person, 2), ferme(person, 3), rattache(person, 4)]);
    expect(await sequences(person)).toEqual([1, 2, 3, 4]);
    expect(runs).toEqual([2, 1]);
  });

  it('set aside who cannot be served, nobody for whom the database asks to try again', async () => {
    const [unserved, other] = [randomUUID(), randomUUID()];
    const again = Object.assign(new Error('could not serialize access'), { code: '40001' });
    const handle = ({ usagerId }: Received): Promise<void> =>
      Promise.reject(usagerId === unserved ? invalid('DONNEE_REFUSEE', 'cannot be applied') : again);
    const table = { [TOPIC]: { ...tableOf()[TOPIC], 'usagers.UsagerRattache': handle } } satisfies Subscriptions;
    await expect(apply(table, [rattache(unserved, 1), rattache(other, 1)])).rejects.toMatchObject({ failureClass: 'transient' });
    expect((await test.platform.pool.query('select from parked_key')).rowCount).toBe(0);
  });

  it('apply once what a consumer that lost its group and its successor both hold', async () => {
    const person = randomUUID();
    await apply(tableOf(), [rattache(person, 1)]);
    const next = [rattache(person, 2)];
    const { table, begun, open } = heldTable();
    const zombie = apply(table, next, 1);
    await begun;
    const successor = apply(table, next, 1);
    await blockedOr(successor);
    open();
    expect([await zombie, await successor].flat().map(({ verdict }) => verdict)).toEqual(['applied', 'stale']);
    expect(await sequences(person)).toEqual([1, 2]);
  });

  it('fall back to one at a time: the failing person alone is parked, and resumed in order', async () => {
    const [sick, well] = [randomUUID(), randomUUID()];
    let healed = false;
    const table = tableOf(({ usagerId, sequence }) => {
      if (usagerId === sick && sequence === 2 && !healed) throw invalid('DONNEE_REFUSEE', 'not understood');
    });
    test.platform.relay.start();
    await test.consume('lecteur', table);
    await write(...[1, 2, 3].flatMap((sequence) => [rattache(sick, sequence), rattache(well, sequence)]));
    test.platform.relay.wake();
    const parking = new Parking({ pool: test.platform.pool, codec: test.platform.codec, consumer: 'lecteur', table });
    await eventually(async () => expect(await parking.list()).toMatchObject([{ key: sick, code: 'DONNEE_REFUSEE', waiting: 2 }]), WAIT);
    await eventually(async () => expect(await sequences(well)).toEqual([1, 2, 3]), WAIT);
    expect(await sequences(sick)).toEqual([1]);
    healed = true;
    expect(await parking.resume(TOPIC, sick)).toEqual({ applied: 2, waiting: 0 });
    expect(await sequences(sick)).toEqual([1, 2, 3]);
  });

  it('lose nothing that comes for a person while she is resumed', async () => {
    const [sick, well] = [randomUUID(), randomUUID()];
    const { platform } = test;
    await write(rattache(sick, 1), rattache(sick, 2));
    platform.relay.start();
    const refusing = tableOf(() => {
      throw invalid('DONNEE_REFUSEE', 'not understood');
    });
    const runner = await test.consume('lecteur', refusing);
    const parking = new Parking({ pool: platform.pool, codec: platform.codec, consumer: 'lecteur', table: tableOf() });
    await eventually(async () => expect(await parking.list()).toMatchObject([{ key: sick, waiting: 2 }]), WAIT);
    await runner.stop();
    const { table, begun, open } = heldTable();
    const [late] = incoming([rattache(sick, 3)], 100);
    const value = platform.codec.encode('usagers.UsagerRattache', rattache(sick, 3).data);
    const headers = { ce_id: randomUUID(), ce_type: 'fr.relais.usagers.UsagerRattache', ce_time: '2026-11-24T09:00:00.000Z', ce_sequence: '3' };
    const live = applyBatch({ pool: platform.pool, place: { ...place, partition: 5 }, table }, [{ ...late!, value, headers }, ...incoming([rattache(well, 1)], 101)]);
    await begun;
    const resumption = parking.resume(TOPIC, sick);
    await blockedOr(resumption);
    open();
    expect((await live).map(({ verdict }) => verdict)).toEqual(['waiting', 'applied']);
    expect(await resumption).toEqual({ applied: 3, waiting: 0 });
    expect(await sequences(sick)).toEqual([1, 2, 3]);
  });

  it('leave nothing behind when it may work later', async () => {
    const person = randomUUID();
    const down = tableOf(() => {
      throw transient('AILLEURS_INDISPONIBLE', 'later');
    });
    await expect(apply(down, [rattache(person, 1)])).rejects.toMatchObject({ code: 'AILLEURS_INDISPONIBLE' });
    expect(await effects()).toEqual([]);
    await apply(tableOf(), [rattache(person, 1)]);
    expect(await sequences(person)).toEqual([1]);
  });
});
