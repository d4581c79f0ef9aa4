import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inTransaction } from '@relais/chassis/postgres';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { fois, personne, RACONTES } from './kit/histoire.js';

const main = (chemin: string): string => fileURLToPath(new URL(`../../../services/pilotage/dist/${chemin}`, import.meta.url));
const migrations = new URL('../../../services/pilotage/migrations/', import.meta.url);
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

describe('le processus de pilotage', () => {
  let test: TestPlatform;
  let child: ChildProcess;
  let said = '';

  const launch = async (): Promise<void> => {
    child = spawn(process.execPath, [main('main.js')], { env: envOf(test), stdio: ['ignore', 'pipe', 'pipe'] });
    const from = said.length;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await eventually(() => expect(said.slice(from)).toContain('service prêt'), WAIT);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    const exited = once(child, 'exit');
    child.kill(signal);
    return ((await exited) as [number | null])[0];
  };
  const rebuild = async (): Promise<{ code: number | null; bilan: unknown }> => {
    const command = spawn(process.execPath, [main('reconstruction/main.js')], { env: envOf(test), stdio: ['ignore', 'pipe', 'inherit'] });
    let answer = '';
    command.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    const [code] = (await once(command, 'close')) as [number | null];
    return { code, bilan: JSON.parse(answer) as unknown };
  };
  const counted = async (): Promise<number> => (await test.platform.pool.query('select 1 from fait')).rowCount ?? 0;

  beforeAll(async () => {
    test = await testPlatform({ service: 'pilotage', migrations, publishes: RACONTES });
    test.platform.relay.start();
  });
  afterAll(async () => {
    if (child.exitCode === null && child.signalCode === null) await end('SIGKILL');
    await test.close();
  });

  it('tué pendant qu’il compte puis relancé, ne perd rien et ne compte rien deux fois ; la commande de reconstruction le confirme', async () => {
    const { pool, journal, relay } = test.platform;
    await launch();
    const faits = fois(600, () => personne().droit('2026-09-01').decidee('2026-09-11').contrat()).flatMap((un) => un.faits);
    await inTransaction(pool, (tx) => journal.append(tx, faits));
    relay.wake();
    await eventually(async () => expect(await counted()).toBeGreaterThan(0), WAIT);
    await end('SIGKILL');
    await launch();
    await eventually(async () => expect(await counted()).toBe(faits.length), WAIT);
    expect(await rebuild()).toMatchObject({ code: 0, bilan: { identiques: true, reconstruite: { faits: faits.length } } });
    expect(await end('SIGTERM')).toBe(0);
  });
});
