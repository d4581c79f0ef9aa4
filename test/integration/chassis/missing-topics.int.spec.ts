import { randomUUID } from 'node:crypto';
import { applyTopics, ignored, type Subscriptions } from '@relais/chassis/kafka';
import { startTelemetry, type Telemetry } from '@relais/chassis/telemetry';
import { eventually } from '../../kit/environment.js';
import { rattache } from '../../kit/rattache.js';
import { tableOf, testBus, type TestBus, totals, WAIT } from './kit.js';

const OTHER = 'relais.orientation.v1';
const OPENED = 'orientation.OrientationOuverte';

const table: Subscriptions = {
  ...tableOf(),
  [OTHER]: {
    [OPENED]: async (event, tx) => void (await tx.query('insert into effet (usager_id, sequence) values ($1, $2)', [event.usagerId, event.sequence])),
    'orientation.PreconisationEnregistree': ignored,
    'orientation.OrientationDecidee': ignored,
    'orientation.OrientationClose': ignored,
  },
};

describe('a topic of the table that the broker does not have', () => {
  let bus: TestBus;
  let telemetry: Telemetry;
  beforeAll(() => {
    telemetry = startTelemetry('essai', { OTEL_TRACES_EXPORTER: 'none' });
  });
  afterAll(() => telemetry.stop());
  beforeEach(async () => {
    bus = await testBus();
    await bus.platform.codec.register([OPENED]);
  });
  afterEach(() => bus.close());

  const remove = () => bus.withAdmin((admin) => admin.deleteTopics({ topics: [`${bus.config.kafkaPrefix}${OTHER}`] }));
  const make = () => bus.withAdmin((admin) => applyTopics(admin, { prefix: bus.config.kafkaPrefix }));
  const opened = (usagerId: string, sequence: number) =>
    bus.write({
      type: OPENED,
      sequence,
      origin: { correlationId: randomUUID() },
      data: { usagerId, departement: '33', orientationId: randomUUID(), dateReception: '2026-11-24', echeance: '2027-01-24', regle: 'D262-65-2@2025' },
    });
  /** The gauge of that topic: 1 while it is missing. */
  const told = async (): Promise<string | undefined> =>
    (await telemetry.metricsText()).split('\n').find((line) => line.startsWith('relais_consumer_topic_absent{') && line.includes(OTHER))?.split(' ')[1];

  it('at the start: the others are read, it is named; read as soon as it is made, without a restart', async () => {
    const [person, other] = [randomUUID(), randomUUID()];
    await remove();
    const runner = await bus.consume('lecteur', table);
    await bus.write(rattache(person, 1), rattache(person, 2));
    await eventually(async () => expect(await bus.effects(person)).toEqual([1, 2]), WAIT);
    expect(runner.troubles()).toEqual(['SUJET_ABSENT']);
    expect(runner.absentTopics()).toEqual([OTHER]);
    expect(await told()).toBe('1');
    expect(bus.logs.filter((line) => line.includes('n’est pas sur le bus') && line.includes(OTHER))).toHaveLength(1);
    await make();
    await opened(other, 1);
    await eventually(async () => expect(await bus.effects(other)).toEqual([1]), WAIT);
    await eventually(() => expect(runner.troubles()).toEqual([]), WAIT);
    expect(await told()).toBe('0');
    await bus.write(rattache(person, 3));
    await eventually(async () => expect(await bus.effects(person)).toEqual([1, 2, 3]), WAIT);
    expect(totals(runner)).toMatchObject({ lost: 0, decided: totals(runner).received });
  });

  it('deleted under it: the others go on; made again, it is read from its beginning, nothing doubled', async () => {
    const [person, other] = [randomUUID(), randomUUID()];
    const runner = await bus.consume('lecteur', table);
    await opened(other, 1);
    await opened(other, 2);
    await bus.write(rattache(person, 1));
    await eventually(async () => expect([await bus.effects(person), await bus.effects(other)]).toEqual([[1], [1, 2]]), WAIT);
    await remove();
    await eventually(() => expect(runner.absentTopics()).toEqual([OTHER]), WAIT);
    await bus.write(rattache(person, 2));
    await eventually(async () => expect(await bus.effects(person)).toEqual([1, 2]), WAIT);
    expect(runner.troubles()).toEqual(['SUJET_ABSENT']);
    await make();
    await opened(other, 3);
    await eventually(async () => expect(await bus.effects(other)).toEqual([1, 2, 3]), WAIT);
    await eventually(() => expect(runner.troubles()).toEqual([]), WAIT);
    expect(await bus.effects(person)).toEqual([1, 2]);
  });

  it('two copies: each reads what is there, and both share it once it is made', async () => {
    const people = Array.from({ length: 30 }, () => randomUUID());
    await remove();
    const runners = [await bus.consume('lecteur', table), await bus.consume('lecteur', table)];
    await bus.write(...people.map((person) => rattache(person, 1)));
    await eventually(async () => expect(await bus.effects()).toHaveLength(30), WAIT);
    await make();
    for (const person of people) await opened(person, 1);
    await eventually(async () => expect(await bus.effects()).toHaveLength(60), WAIT);
    await eventually(() => expect(runners.map((runner) => runner.troubles())).toEqual([[], []]), WAIT);
    for (const runner of runners) expect(totals(runner)).toMatchObject({ lost: 0, decided: totals(runner).received });
  });
});
