import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inTransaction } from '@relais/chassis/postgres';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { builtFile, environmentOf, ServiceProcesses } from '../../kit/service-process.js';
import { fois, personne, RACONTES } from './kit/histoire.js';

const migrations = new URL('../../../services/pilotage/migrations/', import.meta.url);
const WAIT = { timeoutMs: 40_000 };

describe('le processus de pilotage', () => {
  let test: TestPlatform;
  const env = () => environmentOf(test.config, test.databaseUrl);
  const processes = new ServiceProcesses('pilotage', env);

  const rebuild = async (): Promise<{ code: number | null; bilan: unknown }> => {
    const command = spawn(process.execPath, [builtFile('pilotage', 'reconstruction/main.js'), '--raison', 'essai'], { env: env(), stdio: ['ignore', 'pipe', 'inherit'] });
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
    await processes.stop();
    await test.close();
  });

  it('tué pendant qu’il compte puis relancé, ne perd rien et ne compte rien deux fois ; la commande de reconstruction le confirme', async () => {
    const { pool, journal, relay } = test.platform;
    const first = await processes.launch();
    const faits = fois(600, () => personne().droit('2026-09-01').decidee('2026-09-11').contrat()).flatMap((un) => un.faits);
    await inTransaction(pool, (tx) => journal.append(tx, faits));
    relay.wake();
    await eventually(async () => expect(await counted()).toBeGreaterThan(0), WAIT);
    await processes.end(first, 'SIGKILL');
    const second = await processes.launch();
    await eventually(async () => expect(await counted()).toBe(faits.length), WAIT);
    expect(await rebuild()).toMatchObject({ code: 0, bilan: { identiques: true, tables: [{ reconstruite: { lignes: faits.length } }] } });
    expect(await processes.end(second, 'SIGTERM')).toBe(0);
  });
});
