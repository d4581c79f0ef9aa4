import { randomBytes } from 'node:crypto';
import { etapesRotation, etatRotation } from '@relais/usagers/adapters/postgres/rotation';
import { identifier, trouverParNir } from '@relais/usagers/adapters/postgres/usagers';
import { recevoirFlux } from '@relais/usagers/adapters/flux/lire-flux';
import { creerCoffre } from '@relais/usagers/adapters/vault/coffre';
import { lireCles } from '@relais/usagers/adapters/vault/cles';
import { importerFlux } from '@relais/usagers/application/importer-flux';
import { Rotation } from '@relais/usagers/application/rotation';
import { settings } from '@relais/usagers/config';
import { portsImport } from '@relais/usagers/usagers.module';
import { loadSettings } from '@relais/chassis/config';
import { isFailure } from '@relais/kernel';
import { fluxCaf, type OptionsFlux } from '../../kit/flux-caf.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';

const cle = (): string => randomBytes(32).toString('base64');
const [maitre1, maitre2, index1, index2] = [cle(), cle(), cle(), cle()];
const config = (maitresses: string, index: string) => loadSettings(settings, { RELAIS_USAGERS_CLE_MAITRE: maitresses, RELAIS_USAGERS_CLE_INDEX: index });
const ancienne = config(`1:${maitre1}`, `1:${index1}`);
// First day of a rotation: both are known, the old ones still write.
const deuxCles = config(`1:${maitre1},2:${maitre2}`, `1:${index1},2:${index2}`);
const nouvelle = config(`2:${maitre2},1:${maitre1}`, `2:${index2},1:${index1}`);
const seule = config(`2:${maitre2}`, `2:${index2}`);
const coffreDe = ({ clesMaitresses, cleIndex }: typeof ancienne) => creerCoffre(lireCles({ maitresses: clesMaitresses, index: cleIndex }));
const alice = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF', prenom: 'ANAÏS' };
const juin = { foyers: 400, departement: '33', forces: [alice] };

describe('rotation des clés du coffre, pendant que le service lit et écrit', () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await testPlatform({
      service: 'usagers',
      migrations: new URL('../../../services/usagers/migrations/', import.meta.url),
      clock: { now: () => new Date('2026-11-24T09:00:00.000Z') },
      publishes: ['usagers.DroitRsaOuvert', 'usagers.DroitRsaFerme', 'usagers.UsagerRattache'],
    });
  });
  afterAll(() => test.close());

  const importer = async (avec: typeof ancienne, flux: OptionsFlux) => {
    const demande = { departement: '33', agentId: 'a', dateReception: '2026-11-24', origin: { correlationId: test.platform.ids.next() }, rejouer: true };
    const avant = await compter('journal');
    const issue = await importerFlux(portsImport(test.platform, avec), demande, recevoirFlux(fluxCaf({ departement: '33', ...flux })));
    expect(issue).toMatchObject({ ok: true, value: { arret: null } });
    return (await compter('journal')) - avant;
  };
  const compter = async (table: string): Promise<number> => (await test.platform.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? 0;
  const tourner = (avec: typeof ancienne, taille: number, entrePages?: () => Promise<void>): Rotation => {
    const etapes = etapesRotation({ pool: test.platform.pool, coffre: coffreDe(avec), taille });
    return new Rotation({
      etapes: etapes.map((etape) => async (apres?: string) => {
        await entrePages?.();
        return etape(apres);
      }),
      fini: () => Promise.resolve(),
      echec: (erreur) => {
        throw erreur;
      },
    });
  };
  const lisibles = async (avec: typeof ancienne): Promise<number> => {
    const { rows } = await test.platform.pool.query<{ id: string }>('select id from usager');
    let lus = 0;
    for (const { id } of rows) {
      const lu = await identifier(test.platform.pool, coffreDe(avec), id).catch((erreur: unknown) => {
        if (isFailure(erreur)) return undefined;
        throw erreur;
      });
      lus += lu ? 1 : 0;
    }
    return lus;
  };

  it('s’arrête et reprend où elle en était, sans rien rendre illisible', async () => {
    await importer(ancienne, juin);
    const total = await compter('usager');
    const { pool } = test.platform;
    let pages = 0;
    const coupee: Rotation = tourner(nouvelle, 50, () => {
      pages += 1;
      if (pages === 3) void coupee.stop();
      return Promise.resolve();
    });
    await coupee.tout();
    expect(await etatRotation(pool, coffreDe(nouvelle))).toMatchObject({ cle: { version: '2', restantes: total - 150 } });
    // A copy of the service that has not changed its order of keys yet reads both halves.
    expect(await lisibles(deuxCles)).toBe(total);
    expect(await lisibles(ancienne)).toBe(total - 150);
  });

  it('ne gêne ni les imports ni les lectures, et finit avec eux', async () => {
    const { pool } = test.platform;
    const [avant, ancien] = [await compter('usager'), coffreDe(deuxCles)];
    const trouves: unknown[] = [];
    const juillet = importer(deuxCles, { ...juin, foyers: 900 });
    const rotation = tourner(nouvelle, 20, async () => {
      trouves.push((await trouverParNir(pool, ancien, alice as never)) ?? (await trouverParNir(pool, coffreDe(nouvelle), alice as never)));
    }).tout();
    await Promise.all([juillet, rotation]);
    expect(trouves.length).toBeGreaterThan(10);
    expect(trouves).not.toContain(undefined);
    expect(await compter('usager')).toBeGreaterThan(avant);
    // Those that the older copy wrote behind the rotation's back are taken by the next one.
    await tourner(nouvelle, 500).tout();
    const reste = await etatRotation(pool, coffreDe(nouvelle));
    expect(reste).toMatchObject({ cle: { restantes: 0 }, index: { version: '2', personnes: 0, identifiants: 0 } });
    expect(await lisibles(seule)).toBe(await compter('usager'));
  });

  it('le mois suivant, chacun est reconnu sous la nouvelle clé d’index, et les foyers changent de clé en se redisant', async () => {
    const { pool } = test.platform;
    const total = await compter('usager');
    expect((await etatRotation(pool, coffreDe(nouvelle))).index.foyers).toBe(await compter('foyer'));
    expect(await importer(nouvelle, { ...juin, foyers: 900 })).toBe(0);
    expect([await compter('usager'), (await etatRotation(pool, coffreDe(nouvelle))).index.foyers]).toEqual([total, 0]);
    // The earlier keys are withdrawn: nothing changes for anybody.
    expect(await importer(seule, { ...juin, foyers: 900 })).toBe(0);
    expect(await trouverParNir(pool, coffreDe(seule), alice as never)).toBeDefined();
    expect(await compter('usager')).toBe(total);
  });

  it('n’enveloppe pas de nouveau une clé détruite', async () => {
    const { pool } = test.platform;
    await pool.query(`update usager set cle = '' where id = (select min(id::text)::uuid from usager)`);
    await tourner(config(`3:${cle()},2:${maitre2}`, `2:${index2}`), 500).tout();
    const { rows } = await pool.query<{ version: string; n: number }>(`select cle_version as version, count(*)::int as n from usager group by 1 order by 1`);
    expect(rows).toEqual([{ version: '2', n: 1 }, { version: '3', n: (await compter('usager')) - 1 }]);
  });
});
