import { replay } from '@relais/chassis/projection';
import { projection, reconstruire } from '@relais/pilotage/reconstruction/reconstruire';
import { subscriptions } from '@relais/pilotage/adapters/kafka/subscriptions';
import { inTransaction } from '@relais/chassis/postgres';
import { eventually } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { fois, personne, RACONTES } from './kit/histoire.js';

const migrations = new URL('../../../services/pilotage/migrations/', import.meta.url);
const WAIT = { timeoutMs: 30_000 };
const pourquoi = { author: 'EXPL-0001', reason: 'essai' };

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
    const bilan = await reconstruire(test.platform, pourquoi);
    expect(bilan).toMatchObject({ identiques: true, remplacee: false, tables: [{ table: 'fait', enService: { lignes: 1_050 }, reconstruite: { lignes: 1_050 } }] });
    expect(bilan.tables[0]?.enService.empreinte).toMatch(/^[0-9a-f]{64}$/);
    const { rowCount } = await test.platform.pool.query(`select 1 from pg_namespace where nspname = 'reconstruction'`);
    expect(rowCount).toBe(0);
  });

  it('voit qu’une projection a été changée, la remplace, et le service continue', async () => {
    const { pool } = test.platform;
    const gens = fois(20, histoire);
    await raconter(gens);
    await pool.query(`update fait set organisme = 'CE' where nature = 'ORIENTATION_DECIDEE' and organisme = 'ML'`);
    await pool.query(`delete from inbox where key in (select usager_id::text from fait limit 3)`);
    const seulement = { seulementEnService: 10, seulementReconstruite: 10 };
    expect(await reconstruire(test.platform, pourquoi)).toMatchObject({ identiques: false, remplacee: false, tables: [seulement] });
    const change = await reconstruire(test.platform, { ...pourquoi, accept: true });
    expect(change).toMatchObject({ identiques: false, remplacee: true, tables: [{ enService: { lignes: 140 }, reconstruite: { lignes: 140 } }] });
    await raconter(gens.map((un) => ({ ...un.heures('2026-W48', 30), faits: un.faits.splice(7) })));
    expect((await pool.query('select 1 from parked_key')).rowCount).toBe(0);
    expect(await reconstruire(test.platform, pourquoi)).toMatchObject({ identiques: true, tables: [{ enService: { lignes: 160 } }] });
  });

  it('rejoue l’histoire d’une personne : à blanc d’abord, puis en ordre, sans rien doubler ni toucher aux autres', async () => {
    const { pool, platform } = { pool: test.platform.pool, platform: test.platform };
    const gens = fois(10, histoire);
    await raconter(gens);
    const [{ usager_id: usagerId }] = (await pool.query<{ usager_id: string }>('select usager_id from fait limit 1')).rows as [{ usager_id: string }];
    const empreintes = async () => (await reconstruire(platform, pourquoi)).identiques;
    await pool.query(`update fait set organisme = 'XX' where usager_id = $1`, [usagerId]);
    await pool.query('delete from fait where usager_id = $1 and nature = $2', [usagerId, 'DROIT_OUVERT']);
    const asked = { usagerId, ...pourquoi };
    const blanc = await replay(platform, projection, { ...asked, execute: false });
    expect(blanc).toMatchObject({ execute: false, personnes: 1, evenements: 7, rejouees: 0, aReappliquer: { 'usagers.DroitRsaOuvert': 1, 'sanctions.SuspensionDecidee': 1 } });
    expect((await pool.query('select 1 from fait where usager_id = $1', [usagerId])).rowCount).toBe(6);
    expect(await empreintes()).toBe(false);
    expect(await replay(platform, projection, { ...asked, execute: true })).toMatchObject({ execute: true, rejouees: 1 });
    expect(await empreintes()).toBe(true);
    expect((await pool.query('select 1 from parked_key')).rowCount).toBe(0);
    const recents = await replay(platform, projection, { since: new Date(Date.now() + 3_600_000), execute: false, ...pourquoi });
    expect(recents).toMatchObject({ personnes: 0, evenements: 0 });
    const tous = await replay(platform, projection, { since: new Date(0), execute: true, ...pourquoi });
    expect(tous).toMatchObject({ personnes: 10, evenements: 70, rejouees: 10 });
    expect(await empreintes()).toBe(true);
  });

  it('dit où la projection en service en est quand elle ne lit plus le bus', async () => {
    await raconter(fois(3, histoire));
    const { pool } = test.platform;
    await expect(reconstruire(test.platform, { ...pourquoi, consommateur: 'un-autre', timeoutMs: 500 })).rejects.toThrow(/relais\.\w+\.v1\/\d .*Vérifiez que le service est démarré/);
    expect((await pool.query('select 1 from fait')).rowCount).toBe(21);
  });
});
