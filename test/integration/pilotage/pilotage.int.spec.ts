import { problems } from '@relais/pilotage/adapters/http/problems';
import { subscriptions } from '@relais/pilotage/adapters/kafka/subscriptions';
import { PilotageModule } from '@relais/pilotage/pilotage.module';
import { inTransaction } from '@relais/chassis/postgres';
import { eventually } from '../../kit/environment.js';
import { httpService, type TestHttp } from '../../kit/http-service.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { fois, personne, RACONTES } from './kit/histoire.js';

const migrations = new URL('../../../services/pilotage/migrations/', import.meta.url);
const WAIT = { timeoutMs: 30_000 };
const cd33 = { code: 'CDP0033', type: 'CD' };
const pilote = { sub: 'CD33-0020', roles: ['PILOTE'], departement: '33', structure: cd33 };
const referente = { sub: 'ML33-0003', roles: ['REFERENT'], departement: '33', structure: { code: 'NAQ0405', type: 'ML' } };

type Ligne = { cle: string | null; masque: boolean; personnes: number | null; mesures: Record<string, number | null> };
type Corps = { lignes: Ligne[]; total: Ligne };

describe('pilotage, sur de vraies pièces', () => {
  let now = new Date('2026-11-24T09:00:00.000Z');
  let test: TestPlatform;
  let http: TestHttp;

  const raconter = async (...gens: ReturnType<typeof personne>[]): Promise<void> => {
    const { platform } = test;
    await inTransaction(platform.pool, (tx) => platform.journal.append(tx, gens.flatMap(({ faits }) => faits)));
    platform.relay.wake();
    const { rows } = await platform.pool.query<{ total: number }>('select count(*) as total from journal');
    await eventually(async () => expect((await platform.pool.query('select 1 from fait')).rowCount).toBe(rows[0]?.total), WAIT);
  };
  const appeler = (reste: string, as = pilote) => http.call('GET', `/v1/pilotage/indicateurs${reste}`, { as });
  const lire = async (code: string, query = ''): Promise<Corps> => {
    const { status, body } = await appeler(`/${code}?departement=33${query}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body as unknown as Corps;
  };
  const parCle = ({ lignes }: Corps) => Object.fromEntries(lignes.map(({ cle, masque, mesures }) => [cle ?? '-', masque ? 'masqué' : mesures]));

  beforeEach(async () => {
    now = new Date('2026-11-24T09:00:00.000Z');
    test = await testPlatform({ service: 'pilotage', migrations, clock: { now: () => now }, publishes: RACONTES });
    http = await httpService({ platform: test.platform, module: PilotageModule.register(test.platform, { seuil: 5, arrondi: 1 }), problems });
    test.platform.relay.start();
    await test.consume('relais-pilotage', subscriptions);
  });
  afterEach(async () => {
    await http.close();
    await test.close();
  });

  it('compte le stock en attente, par commune et par organisme, et masque ce qui est trop petit', async () => {
    await raconter(
      ...fois(12, () => personne().droit('2026-11-02')),
      ...fois(7, () => personne({ commune: '33281' }).droit('2026-11-02')),
      ...fois(3, () => personne({ commune: '33039' }).droit('2026-11-02')),
      ...fois(6, () => personne({ commune: null }).droit('2026-11-02')),
      personne().droit('2026-11-02').decidee('2026-11-20'),
      personne().droit('2026-11-02').close('2026-11-20'),
      personne({ departement: '64' }).droit('2026-11-02'),
    );
    const communes = await lire('stock-attente-orientation', '&par=commune');
    expect(parCle(communes)).toEqual({ '33039': 'masqué', '33063': { enAttente: 12 }, '33281': { enAttente: 7 }, '-': 'masqué' });
    expect(communes.total).toMatchObject({ masque: false, personnes: 28, mesures: { enAttente: 28 } });
    expect(JSON.stringify(communes.lignes.filter(({ masque }) => masque))).not.toMatch(/\b[36]\b(?!\d)/);
    expect((await lire('stock-attente-orientation', '&par=organisme')).lignes).toMatchObject([{ cle: null, libelle: 'Pas encore d’organisme', personnes: 28 }]);
    expect((await lire('stock-attente-orientation')).lignes).toMatchObject([{ cle: '33', personnes: 28 }]);
  });

  it('lit les chiffres au jour demandé : ce qui était arrivé, et ce qui était connu', async () => {
    now = new Date('2026-11-03T09:00:00.000Z');
    const gens = fois(8, () => personne().droit('2026-11-02'));
    await raconter(...gens);
    const stock = async (query = '') => (await lire('stock-attente-orientation', query)).total.personnes;
    // Told on the 20th: decisions of the 10th.
    now = new Date('2026-11-20T09:00:00.000Z');
    await raconter(...gens.slice(0, 8).map((un) => ({ ...un.decidee('2026-11-10'), faits: un.faits.splice(2) })));
    expect(await stock('&au=2026-11-01')).toBe(0);
    expect(await stock('&au=2026-11-03')).toBe(8);
    expect(await stock('&au=2026-11-15')).toBe(8);
    expect(await stock('&au=2026-11-15&connuAu=2026-11-20')).toBe(0);
    expect(await stock()).toBe(0);
    expect(await stock('&au=2026-11-02&connuAu=2026-11-20')).toBe(8);
    expect(await appeler('/stock-attente-orientation?departement=33&au=2026-11-21')).toMatchObject({ status: 422, body: { code: 'DATE_A_VENIR' } });
  });

  it('mesure le délai du droit à l’orientation, par organisme', async () => {
    await raconter(
      ...fois(6, (rang) => personne().droit('2026-09-01').decidee(`2026-09-1${rang}`)),
      ...fois(5, () => personne().droit('2026-08-01').decidee('2026-10-01')),
      ...fois(9, () => personne().droit('2026-09-01').decidee('2026-09-11', 'FT')),
      ...fois(9, () => personne().droit('2025-09-01').decidee('2025-09-11', 'CE')),
    );
    const organismes = await lire('delai-orientation', '&par=organisme');
    expect(parCle(organismes)).toEqual({
      FT: { decisions: 9, medianeJours: 10, partDansLeDelai: 100 },
      ML: { decisions: 11, medianeJours: 14, partDansLeDelai: 54.5 },
    });
    expect(organismes.total.mesures).toEqual({ decisions: 20, medianeJours: 10, partDansLeDelai: 75 });
  });

  it('mesure la part des contrats signés dans le mois, un mois interrompu n’y est pas', async () => {
    const nouveauMois = { dateNotification: '2026-10-20', echeance: '2026-11-20', regle: 'D5411-8-2@2025' };
    await raconter(
      ...fois(6, () => personne().droit('2026-09-01').decidee('2026-10-05').contrat().signe('2026-11-05')),
      ...fois(5, () => personne().droit('2026-09-01').decidee('2026-10-05').contrat().signe('2026-11-06')),
      ...fois(2, () => personne().droit('2026-09-01').decidee('2026-10-05').contrat()),
      personne().droit('2026-09-01').decidee('2026-10-05').contrat().reoriente(nouveauMois).signe('2026-11-18'),
      personne().droit('2026-09-01').decidee('2026-11-10').contrat({ ...nouveauMois, echeance: '2026-12-10' }),
    );
    expect((await lire('contrats-dans-le-mois')).total.mesures).toEqual({ contrats: 14, signesDansLeMois: 7, part: 50 });
    expect((await lire('contrats-dans-le-mois', '&au=2026-11-05')).total.mesures).toEqual({ contrats: 0, signesDansLeMois: 0, part: null });
  });

  it('dit que la part signée dans le mois ne compte que les mois échus, par HTTP et dans le CSV', async () => {
    const { indicateur } = (await appeler('/contrats-dans-le-mois?departement=33')).body as { indicateur: { definition: string; mesures: { libelle: string }[] } };
    expect(indicateur.definition).toContain('une fois son mois échu');
    const libelles = indicateur.mesures.map(({ libelle }) => libelle);
    expect(libelles).toEqual(['Contrats dont le mois est échu', 'Signés dans le mois', 'Part signée dans le mois, parmi les mois échus (%)']);
    const headers = { authorization: `Bearer ${await http.issuer.token(pilote)}` };
    const csv = await (await fetch(`${http.url}/v1/pilotage/indicateurs/contrats-dans-le-mois.csv`, { headers })).text();
    expect(csv.split('\r\n')[0]).toContain(libelles.join(';'));
  });

  it('additionne les heures, la dernière déclaration d’une semaine remplaçant la précédente, et les suspensions', async () => {
    await raconter(
      ...fois(5, () =>
        personne().droit('2026-09-01').decidee('2026-10-05').contrat().signe('2026-10-06').heures('2026-W47', 900).heures('2026-W47', 600).heures('2026-W47', 90, 'PERMIS'),
      ),
      personne({ commune: '33281' }).droit('2026-09-01').heures('2026-W47', 0),
      ...fois(5, () => personne().droit('2026-09-01').suspendue('2026-11-10').suspendue('2026-11-12')),
    );
    expect((await lire('heures-activite', '&par=commune')).lignes).toMatchObject([
      { cle: '33063', personnes: 5, mesures: { heures: 57.5, heuresParPersonne: 11.5 } },
    ]);
    expect((await lire('suspensions-decidees')).total).toMatchObject({ personnes: 5, mesures: { suspensions: 10 } });
  });

  it('donne un CSV que le tableur français ouvre, et la liste des indicateurs avec leur définition', async () => {
    await raconter(...fois(8, (rang) => personne().droit('2026-09-01').decidee(`2026-09-1${rang}`)), ...fois(3, () => personne({ commune: '33281' }).droit('2026-09-01').decidee('2026-09-09')));
    const response = await fetch(`${http.url}/v1/pilotage/indicateurs/delai-orientation.csv?par=commune`, {
      headers: { authorization: `Bearer ${await http.issuer.token(pilote)}` },
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(response.headers.get('content-disposition')).toContain('delai-orientation_33_commune_2026-11-24.csv');
    const octets = Buffer.from(await response.arrayBuffer());
    expect([...octets.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lignes = octets.subarray(3).toString('utf8').split('\r\n');
    expect(lignes).toEqual([
      'Indicateur;Situation au;Département;Commune (code INSEE);Libellé;Personnes;Décisions;Délai médian (jours);Décisions en 42 jours au plus (%)',
      'Délai entre l’ouverture du droit et l’orientation;24/11/2026;33;33063;Commune 33063;secret;secret;secret;secret',
      'Délai entre l’ouverture du droit et l’orientation;24/11/2026;33;33281;Commune 33281;secret;secret;secret;secret',
      'Délai entre l’ouverture du droit et l’orientation;24/11/2026;33;;Ensemble;11;11;11;100',
      '',
    ]);
    const { body } = await appeler('');
    const { indicateurs } = body as { indicateurs: { code: string; definition: string }[] };
    expect(indicateurs).toHaveLength(5);
    for (const { definition } of indicateurs) expect(definition).toMatch(/Source : /);
  });

  it('refuse avec un code stable', async () => {
    expect(await appeler('/inconnu')).toMatchObject({ status: 404, body: { code: 'INDICATEUR_INCONNU' } });
    expect(await appeler('/heures-activite?departement=64')).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    expect(await appeler('/heures-activite?par=quartier')).toMatchObject({ status: 400, body: { code: 'REQUETE_INVALIDE' } });
    expect(await appeler('/heures-activite?au=2026-02-30')).toMatchObject({ status: 400, body: { code: 'REQUETE_INVALIDE' } });
    expect(await appeler('/heures-activite', referente)).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
    expect(await http.call('GET', '/v1/pilotage/indicateurs')).toMatchObject({ status: 401 });
  });
});
