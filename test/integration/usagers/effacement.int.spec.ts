import { randomUUID } from 'node:crypto';
import { subscriptions } from '@relais/usagers/adapters/kafka/subscriptions';
import { untold } from '@relais/chassis/personal-data';
import { type RapportEffacement } from '@relais/usagers/application/droits/rapport';
import { lieux } from '@relais/usagers/adapters/postgres/lieux';
import { type Coffre } from '@relais/usagers/application/ports';
import { eventually } from '../../kit/environment.js';
import { type TestAgent } from '../../kit/issuer.js';
import { rattachement } from '../../kit/rattache.js';
import { chercher, maison, type Maison, remplir } from './maison.js';
import { gestionnaire, serviceUsagers, type ServiceUsagers } from './service-usagers.js';

const alice = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF', prenom: 'ANAÏS', codeInsee: '33063', codePostal: '33000', commune: 'BÈGLES' };
const bruno = { nir: '1720678355011', dateNaissance: '1972-06-30', nom: 'GONÇALVES', prenom: 'JOSÉ' };
const TEXTE = `Mme ${alice.prenom} ${alice.nom} (${alice.nir}) est souffrante.`;
const seconde: TestAgent = { ...gestionnaire, sub: 'CD33-0002' };
const ailleurs: TestAgent = { ...gestionnaire, sub: 'CD64-0001', departement: '64' };
const ABSENTE = 'CD33-0009';
const WAIT = { timeoutMs: 60_000 };

describe('RGPD, article 17 : effacement d’une personne, dans toute la maison', () => {
  let tous: Maison;
  let service: ServiceUsagers;
  let id: string;
  beforeAll(async () => {
    tous = await maison();
    service = await serviceUsagers({ autres: tous.autres, prefix: tous.prefix });
    await service.importer({ foyers: 2, forces: [alice, bruno] });
    const { rows } = await service.test.platform.pool.query<{ key: string }>(`select key from journal where type = 'usagers.DroitRsaOuvert' order by position`);
    id = rows[0]!.key;
    service.test.platform.relay.start();
    for (const { test } of tous.services) test.platform.relay.start();
    await tous.ecouter();
    await service.test.consume('usagers', subscriptions(service.test.platform.journal));
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await tous.close();
  });

  const appeler = (method: string, chemin: string, as: TestAgent = gestionnaire) => service.http.call(method, `/v1/usagers/${id}/effacements${chemin}`, { as });
  const demander = (as = gestionnaire) => service.http.call('POST', `/v1/usagers/${id}/effacements`, { as, json: { motif: 'DEMANDE_DE_LA_PERSONNE' } });
  const bases = () => [{ service: 'usagers', pool: service.test.platform.pool }, ...tous.services.map(({ service: nom, test }) => ({ service: nom, pool: test.platform.pool }))];
  const balayer = async (...textes: string[]): Promise<string[]> =>
    (await Promise.all(bases().map(async ({ service: nom, pool }) => (await chercher(pool, textes)).map((table) => `${nom}.${table}`)))).flat().sort();

  it('étant donné une table qui désigne une personne, alors un lieu de l’inventaire la dit', async () => {
    const declares = [{ service: 'usagers', pool: service.test.platform.pool, places: lieux({} as Coffre) }, ...tous.services.map(({ service: nom, test, places }) => ({ service: nom, pool: test.platform.pool, places }))];
    for (const { service: nom, pool, places } of declares) expect({ nom, oubliees: await untold(pool, places, ['usager_id', 'autre_id', 'garde_id', 'subject', 'key']) }).toEqual({ nom, oubliees: [] });
  });

  it('étant donné un droit ouvert, quand l’effacement est demandé, alors la loi s’y oppose (17, 3, b)', async () => {
    expect(await demander()).toMatchObject({ status: 409, body: { code: 'EFFACEMENT_DROIT_OUVERT' } });
    await service.importer({ foyers: 2, forces: [{ ...alice, etatDossier: '5' }, bruno] });
  });

  it('étant donné un autre département ou un autre rôle, quand l’effacement est demandé, alors il est refusé et consigné', async () => {
    expect(await demander(ailleurs)).toMatchObject({ status: 403, body: { code: 'USAGER_NON_RATTACHE' } });
    expect(await demander({ sub: 'ML', roles: ['REFERENT'], departement: '33', structure: { code: 'NAQ0405', type: 'ML' } })).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
    const { rows } = await service.test.platform.pool.query(`select agent, granted, purpose from access_trace where subject = $1 and action = 'effacement.demande' order by id`, [id]);
    expect(rows).toEqual([
      { agent: 'CD33-0001', granted: true, purpose: 'droits-des-personnes' },
      { agent: 'CD64-0001', granted: false, purpose: 'droits-des-personnes' },
    ]);
  });

  it('étant donné une demande, quand un second agent confirme, alors la clé est détruite, chaque service efface, et le balayage des octets est d’accord avec le rapport', async () => {
    await eventually(async () => {
      const { rows } = await tous.services[0]!.test.platform.pool.query(`select statut from orientation where usager_id = $1`, [id]);
      expect(rows).toEqual([{ statut: 'CLOSE' }]);
    }, WAIT);
    await remplir(tous, id, TEXTE);
    const avant = await balayer(alice.nir, alice.nom, alice.prenom);
    expect(avant).toEqual(['accompaniment.amenagement_motif', 'connector.livraison', 'connector.transmission_tentative', 'orientation.orientation', 'sanctions.sanction']);

    const demande = await demander();
    expect(demande).toMatchObject({ status: 201, body: { etat: 'DEMANDE', acheve: false, demandePar: 'CD33-0001', confirmePar: null } });
    const { effacementId } = demande.body as { effacementId: string };
    expect(await demander(seconde)).toMatchObject({ status: 409, body: { code: 'EFFACEMENT_DEJA_DEMANDE' } });
    expect(await appeler('POST', `/${effacementId}/confirmation`)).toMatchObject({ status: 403, body: { code: 'EFFACEMENT_MEME_AGENT' } });
    expect(await appeler('POST', `/${randomUUID()}/confirmation`, seconde)).toMatchObject({ status: 404, body: { code: 'EFFACEMENT_INCONNU' } });
    expect(await appeler('POST', `/${effacementId}/confirmation`, ailleurs)).toMatchObject({ status: 403 });
    expect(await balayer(alice.nir)).toEqual(avant);

    const debut = Date.now();
    expect(await appeler('POST', `/${effacementId}/confirmation`, seconde)).toMatchObject({ status: 200, body: { etat: 'EFFECTUE', confirmePar: 'CD33-0002' } });
    const rapport = await eventually(async () => {
      const lu = (await appeler('GET', `/${effacementId}`)).body as unknown as RapportEffacement;
      expect(lu.lieux.filter(({ fait }) => fait === 'EN_COURS')).toEqual([]);
      return lu;
    }, WAIT);
    // S4: nothing readable anywhere within a minute.
    expect(Date.now() - debut).toBeLessThan(60_000);

    expect(rapport.acheve).toBe(true);
    expect(await balayer(alice.nir, alice.nom, alice.prenom)).toEqual([]);
    const effaces = rapport.lieux.filter(({ fait, lignesAvant }) => fait === 'EFFACE' && (lignesAvant ?? 0) > 0).map(({ service: nom, table }) => `${nom}.${table}`);
    expect(effaces).toEqual(expect.arrayContaining(avant));
    expect(effaces).toEqual(expect.arrayContaining(['usagers.usager', 'usagers.identifiant', 'usagers.foyer', 'connector.transmission', 'connector.jeton', 'accompaniment.rendez_vous']));
    for (const { fait, fondement } of rapport.lieux) if (fait === 'CONSERVE') expect(fondement).toMatch(/\w/);

    // Where the person's id remains is what the report says is kept.
    const gardes = new Set(rapport.lieux.filter(({ fait, lignes }) => fait === 'CONSERVE' && (lignes ?? 0) > 0).map(({ service: nom, table }) => `${nom}.${table}`));
    const restes = (await balayer(id)).map((lieu) => lieu.replace(/journal_\w+$/, (nom) => (nom === 'journal_head' ? nom : 'journal')));
    expect([...new Set(restes)].filter((lieu) => !gardes.has(lieu))).toEqual([]);
  });

  it('étant donné l’effacement, quand il est lu, alors une page en français le dit, sans script', async () => {
    const { rows } = await service.test.platform.pool.query<{ id: string }>('select id from effacement where usager_id = $1', [id]);
    const reponse = await fetch(`${service.http.url}/v1/usagers/${id}/effacements/${rows[0]!.id}?forme=page`, { headers: { authorization: `Bearer ${await service.http.issuer.token(gestionnaire)}` } });
    const texte = await reponse.text();
    expect(reponse.headers.get('content-type')).toContain('text/html');
    expect(reponse.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(texte).toContain('Effacement achevé');
    expect(texte).toContain('R. 262-107 CASF');
    expect(texte).not.toMatch(/<script|LEB|2690549588157/i);
  });

  it('étant donné une personne effacée, quand on la cherche ou qu’un fait tardif arrive, alors elle reste inconnue, et l’autre personne reste entière', async () => {
    expect(await service.http.call('GET', `/v1/usagers/${id}`, { as: gestionnaire })).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU' } });
    const { platform } = service.test;
    const { structureCode: code } = rattachement(id);
    const tardif = { usagerId: id, departement: '33', orientationId: randomUUID(), sens: 'REFUSEE', parcours: 'PSP', organisme: 'ML', structure: { code, type: 'ML' }, motifRefus: null, commentaireRefus: null, dateDecision: '2026-11-24', decideurId: ABSENTE, decideurStructure: 'CDP0033' } as const;
    await platform.journal.appendNext(platform.pool, { type: 'orientation.OrientationDecidee', data: tardif, origin: { correlationId: randomUUID() } });
    platform.relay.wake();
    await eventually(async () => {
      const { rowCount } = await platform.pool.query(`select 1 from inbox where topic like '%orientation%' and key = $1`, [id]);
      expect(rowCount).toBe(1);
    }, WAIT);
    expect((await platform.pool.query('select 1 from rattachement where usager_id = $1', [id])).rowCount).toBe(0);
    expect((await platform.pool.query('select 1 from parked_key')).rowCount).toBe(0);
    expect((await platform.pool.query('select 1 from usager')).rowCount).toBe(1);
  });

  it('étant donné une personne effacée, quand la CAF la déclare de nouveau, alors c’est une personne nouvelle, sous un autre identifiant', async () => {
    await service.importer({ foyers: 2, forces: [bruno, alice] });
    const { rows } = await service.test.platform.pool.query<{ id: string }>('select id from usager');
    expect(rows).toHaveLength(2);
    expect(rows.map((row) => row.id)).not.toContain(id);
  });
});
