import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';

const MAIN = fileURLToPath(new URL('../../../services/accompaniment/dist/main.js', import.meta.url));
const migrations = new URL('../../../services/accompaniment/migrations/', import.meta.url);
const WAIT = { timeoutMs: 40_000 };

/** The environment of the real process; no agent comes, so nobody answers at its issuer. */
const envOf = ({ config, databaseUrl }: TestPlatform): Record<string, string> => ({
  RELAIS_DATABASE_URL: databaseUrl,
  RELAIS_KAFKA_BROKERS: config.kafkaBrokers.join(','),
  RELAIS_KAFKA_USERNAME: config.kafkaUsername,
  RELAIS_KAFKA_PASSWORD: config.kafkaPassword.reveal(),
  RELAIS_KAFKA_PREFIXE: config.kafkaPrefix,
  RELAIS_REGISTRY_URL: config.registryUrl,
  RELAIS_OIDC_ISSUER: config.oidcIssuer,
  RELAIS_OIDC_AUDIENCE: config.oidcAudience,
  RELAIS_HTTP_PORT: '0',
});

describe('le processus d’accompaniment', () => {
  let test: TestPlatform;
  let child: ChildProcess;
  let said = '';

  const launch = async (): Promise<void> => {
    child = spawn(process.execPath, [MAIN], { env: envOf(test), stdio: ['ignore', 'pipe', 'pipe'] });
    const from = said.length;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await eventually(() => expect(said.slice(from)).toContain('service prêt'), WAIT);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    const exited = once(child, 'exit');
    child.kill(signal);
    return ((await exited) as [number | null])[0];
  };
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
    if (child.exitCode === null && child.signalCode === null) await end('SIGKILL');
    await test.close();
  });

  it('tué pendant qu’il ouvre des contrats puis relancé, n’en perd aucun et n’en ouvre aucun deux fois', async () => {
    const usagers = Array.from({ length: 60 }, () => randomUUID());
    await launch();
    await Promise.all(usagers.map(orienter));
    await eventually(async () => expect((await opened()).length).toBeGreaterThan(0), WAIT);
    await end('SIGKILL');
    await launch();
    await eventually(async () => expect((await opened()).sort()).toEqual([...usagers].sort()), WAIT);
    expect(await end('SIGTERM')).toBe(0);
  });
});
