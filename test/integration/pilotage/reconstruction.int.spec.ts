import { reconstruire } from '@relais/pilotage/reconstruction/reconstruire';
import { subscriptions } from '@relais/pilotage/adapters/kafka/subscriptions';
import { inTransaction } from '@relais/chassis/postgres';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { fois, personne, RACONTES } from './kit/histoire.js';

const migrations = new URL('../../../services/pilotage/migrations/', import.meta.url);
const WAIT = { timeoutMs: 30_000 };

describe('pilotage reconstruit depuis le bus', () => {
  let test: TestPlatform;

  const raconter = async (gens: ReturnType<typeof personne>[]): Promise<void> => {
    const { platform } = test;
    await inTransaction(platform.pool, (tx) => platform.journal.append(tx, gens.flatMap(({ faits }) => faits)));
    platform.relay.wake();
    const { rows } = await platform.pool.query<{ total: number }>('select count(*) as total from journal');
    await eventually(async () => expect((await platform.pool.query('select 1 from fait')).rowCount).toBe(rows[0]?.total), WAIT);
  };
  const histoire = (rang: number) =>
    personne({ commune: `330${10 + (rang % 7)}` })
      .droit('2026-09-01')
      .decidee(`2026-09-1${rang % 10}`, rang % 2 ? 'ML' : 'FT')
      .contrat()
      .signe('2026-10-20')
      .heures('2026-W47', 60 * rang)
      .suspendue('2026-11-12');

  beforeEach(async () => {
    test = await testPlatform({ service: 'pilotage', migrations, publishes: RACONTES });
    test.platform.relay.start();
    await test.consume('relais-pilotage', subscriptions);
  });
  afterEach(() => test.close());

  it('donne le même contenu que la projection en service', async () => {
    await raconter(fois(150, histoire));
    const bilan = await reconstruire(test.platform);
    expect(bilan).toMatchObject({ identiques: true, remplacee: false, enService: { faits: 1_050 }, reconstruite: { faits: 1_050 } });
    expect(bilan.enService.empreinte).toMatch(/^[0-9a-f]{64}$/);
    const { rowCount } = await test.platform.pool.query(`select 1 from pg_namespace where nspname = 'reconstruction'`);
    expect(rowCount).toBe(0);
  });

  it('voit qu’une projection a été changée, la remplace, et le service continue', async () => {
    const { pool } = test.platform;
    const gens = fois(20, histoire);
    await raconter(gens);
    await pool.query(`update fait set organisme = 'CE' where nature = 'ORIENTATION_DECIDEE' and organisme = 'ML'`);
    await pool.query(`delete from inbox where key in (select usager_id::text from fait limit 3)`);
    const change = await reconstruire(test.platform, { remplacer: true });
    expect(change).toMatchObject({ identiques: false, remplacee: true, enService: { faits: 140 }, reconstruite: { faits: 140 } });
    await raconter(gens.map((un) => ({ ...un.heures('2026-W48', 30), faits: un.faits.splice(7) })));
    expect((await pool.query('select 1 from parked_key')).rowCount).toBe(0);
    expect(await reconstruire(test.platform)).toMatchObject({ identiques: true, enService: { faits: 160 } });
  });

  it('dit où la projection en service en est quand elle ne lit plus le bus', async () => {
    await raconter(fois(3, histoire));
    const { pool } = test.platform;
    await expect(reconstruire(test.platform, { consommateur: 'un-autre', delaiMs: 500 })).rejects.toThrow(/relais\.usagers\.v1\/\d .*Vérifiez que le service pilotage est démarré/);
    expect((await pool.query('select 1 from fait')).rowCount).toBe(21);
  });
});
