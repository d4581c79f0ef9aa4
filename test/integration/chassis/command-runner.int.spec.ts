import { randomUUID } from 'node:crypto';
import { type Aggregate, CommandRunner } from '@relais/chassis/commands';
import { Journal, type RecordedFact } from '@relais/chassis/journal';
import { inTransaction, type Queryable } from '@relais/chassis/postgres';
import { ok } from '@relais/kernel';
import { type Events } from '@relais/schemas';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { rattache, rattachement } from '../../kit/rattache.js';

type Rattache = Readonly<{ type: 'UsagerRattache'; data: Events['usagers.UsagerRattache'] }>;

const aggregate: Aggregate<string, Rattache, number, never> = {
  topic: 'relais.usagers.v1',
  decider: { initial: 0, decide: (usagerId) => ok([{ type: 'UsagerRattache', data: rattachement(usagerId) }]), evolve: (count) => count + 1 },
  mapping: {
    UsagerRattache: { type: 'usagers.UsagerRattache', toWire: (data) => data, fromWire: (record) => record as Events['usagers.UsagerRattache'] },
  },
};

/** Another writer comes between what is read and what is written, as many times as told. */
class Disputed extends Journal {
  constructor(
    private readonly test: TestPlatform,
    private times: number,
  ) {
    super(test.platform);
  }

  override async history(tx: Queryable, topic: string, usagerId: string): Promise<RecordedFact[]> {
    const read = await super.history(tx, topic, usagerId);
    const { pool, journal } = this.test.platform;
    if (this.times-- > 0) await inTransaction(pool, (other) => journal.append(other, [rattache(usagerId, read.length + 1)]));
    return read;
  }
}

describe('a command decided upon what is no longer true', () => {
  let test: TestPlatform;

  beforeAll(async () => {
    test = await testPlatform({ service: 'essai', publishes: ['usagers.UsagerRattache'] });
  });
  afterAll(() => test.close());

  const runAfter = (conflicts: number) => {
    const usagerId = randomUUID();
    const runner = new CommandRunner({ pool: test.platform.pool, journal: new Disputed(test, conflicts), committed: () => undefined });
    return runner.run(aggregate, { usagerId, command: usagerId, origin: { correlationId: randomUUID() } });
  };

  it('is decided again, three times', async () => {
    expect(await runAfter(3)).toMatchObject({ ok: true, value: { version: 4 } });
  });

  it('then is refused', async () => {
    expect(await runAfter(4)).toMatchObject({ ok: false, error: { code: 'VERSION_INATTENDUE' } });
  });
});
