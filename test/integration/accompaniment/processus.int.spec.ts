import { randomUUID } from 'node:crypto';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { environmentOf, ServiceProcesses } from '../../kit/service-process.js';

const migrations = new URL('../../../services/accompaniment/migrations/', import.meta.url);
const WAIT = { timeoutMs: 40_000 };

describe('le processus d’accompaniment', () => {
  let test: TestPlatform;
  const processes = new ServiceProcesses('accompaniment', () => environmentOf(test.config, test.databaseUrl));

  const orienter = async (usagerId: string): Promise<void> => {
    const data = {
      usagerId,
      departement: '33',
      orientationId: randomUUID(),
      sens: 'ACCEPTEE',
      parcours: 'PSP',
      organisme: 'ML',
      structure: { code: 'NAQ0405', type: 'ML' },
      motifRefus: null,
      commentaireRefus: null,
      dateDecision: '2026-11-24',
      decideurId: 'CD33-0007',
      decideurStructure: 'CDP0033',
    } as const;
    await test.platform.journal.appendNext(test.platform.pool, { type: 'orientation.OrientationDecidee', data, origin: { correlationId: randomUUID() } });
    test.platform.relay.wake();
  };
  const opened = async (): Promise<string[]> => {
    const sql = `select key from journal where type = 'accompaniment.ContratOuvert' order by position`;
    return (await test.platform.pool.query<{ key: string }>(sql)).rows.map(({ key }) => key);
  };

  beforeAll(async () => {
    test = await testPlatform({ service: 'accompaniment', migrations, publishes: ['orientation.OrientationDecidee', 'accompaniment.ContratOuvert'] });
    test.platform.relay.start();
  });
  afterAll(async () => {
    await processes.stop();
    await test.close();
  });

  it('tué pendant qu’il ouvre des contrats puis relancé, n’en perd aucun et n’en ouvre aucun deux fois', async () => {
    const usagers = Array.from({ length: 60 }, () => randomUUID());
    const first = await processes.launch();
    await Promise.all(usagers.map(orienter));
    await eventually(async () => expect((await opened()).length).toBeGreaterThan(0), WAIT);
    await processes.end(first, 'SIGKILL');
    const second = await processes.launch();
    await eventually(async () => expect((await opened()).sort()).toEqual([...usagers].sort()), WAIT);
    expect(await processes.end(second, 'SIGTERM')).toBe(0);
  });
});
