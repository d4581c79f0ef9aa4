import { randomUUID } from 'node:crypto';
import { subscriptions } from '@relais/usagers/adapters/kafka/subscriptions';
import { type Events } from '@relais/schemas';
import { eventually } from '../../kit/environment.js';
import { type TestAgent } from '../../kit/issuer.js';
import { connecteur, gestionnaire, serviceUsagers, type ServiceUsagers } from './service-usagers.js';

const alice = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF', prenom: 'ANAÏS', codeInsee: '33063', codePostal: '33000', commune: 'BÈGLES' };
const bruno = { nir: '1720678355011', dateNaissance: '1972-06-30', nom: 'GONÇALVES', prenom: 'JOSÉ' };
const inconnue = { nir: '2850733063123', dateNaissance: '1985-07-02' };
const referente = (code: string): TestAgent => ({ sub: `ML-${code}`, roles: ['REFERENT'], departement: '33', structure: { code, type: 'ML' } });
const WAIT = { timeoutMs: 30_000 };

describe('usagers : correspondances, rattachement et accès, sur de vraies pièces', () => {
  let service: ServiceUsagers;
  beforeAll(async () => {
    service = await serviceUsagers();
    const { platform } = service.test;
    await service.importer({ foyers: 2, forces: [alice, bruno] });
    platform.relay.start();
    await service.test.consume('usagers', subscriptions(platform.journal));
  });
  afterAll(() => service.close());

  const correspondre = (de: { nir: string; dateNaissance: string }, numeroFranceTravail: string, as: TestAgent = connecteur) => {
    const { nir, dateNaissance } = de;
    return service.http.call('POST', '/v1/interne/correspondances', { as, json: { nir, dateNaissance, numeroFranceTravail } });
  };
  const idDe = async (de: typeof bruno): Promise<string> => {
    const { pool } = service.test.platform;
    const { rows } = await pool.query<{ key: string }>(`select key from journal where type = 'usagers.DroitRsaOuvert' order by position`);
    return rows[de.nir === alice.nir ? 0 : 1]!.key;
  };
  const recherche = async (id: string, as: TestAgent = connecteur) => service.http.call('GET', `/v1/interne/usagers/${id}/recherche-france-travail`, { as });
  const fiche = (id: string, as: TestAgent) => service.http.call('GET', `/v1/usagers/${id}`, { as });
  const traces = async (subject: string) =>
    (await service.test.platform.pool.query<{ agent: string; action: string; granted: boolean; reason: string | null }>(
      'select agent, action, granted, reason from access_trace where subject = $1 order by id',
      [subject],
    )).rows;

  it('retrouve l’usager que France Travail désigne et retient son numéro', async () => {
    const id = await idDe(alice);
    expect((await recherche(id)).body).toEqual({ nir: alice.nir, dateNaissance: alice.dateNaissance, numeroFranceTravail: null });
    expect(await correspondre({ ...alice, nir: `${alice.nir}80` }, '10429447247')).toMatchObject({ status: 200, body: { usagerId: id, departement: '33' } });
    expect((await recherche(id)).body).toMatchObject({ numeroFranceTravail: '10429447247' });
    await correspondre(alice, '10429447247');
    expect((await service.test.platform.pool.query(`select 1 from identifiant where genre = 'NUMERO_FRANCE_TRAVAIL'`)).rowCount).toBe(1);
    expect((await traces(id)).map(({ action }) => action)).toEqual(['usager.recherche', 'usager.correspondance', 'usager.recherche', 'usager.correspondance']);
  });

  it('suit un numéro qui change ou qui passe à une autre personne, en gardant l’historique', async () => {
    const [a, b] = [await idDe(alice), await idDe(bruno)];
    await correspondre(alice, '20000000001');
    expect((await recherche(a)).body).toMatchObject({ numeroFranceTravail: '20000000001' });
    await correspondre(bruno, '20000000001');
    expect((await recherche(b)).body).toMatchObject({ numeroFranceTravail: '20000000001' });
    expect((await recherche(a)).body).toMatchObject({ numeroFranceTravail: null });
    const { rows } = await service.test.platform.pool.query<{ total: number; courants: number }>(
      `select count(*) as total, count(*) filter (where jusqu_a is null) as courants from identifiant where genre = 'NUMERO_FRANCE_TRAVAIL'`,
    );
    expect(rows[0]).toEqual({ total: 3, courants: 1 });
  });

  it.each([
    ['une personne inconnue', () => correspondre(inconnue, '10429447247'), 404, 'USAGER_INCONNU'],
    ['une autre date de naissance', () => correspondre({ ...alice, dateNaissance: '1969-05-13' }, '10429447247'), 404, 'USAGER_INCONNU'],
    ['un NIR faux', () => correspondre({ ...alice, nir: `${alice.nir}81` }, '10429447247'), 400, 'REQUETE_INVALIDE'],
    ['un numéro illisible', () => correspondre(alice, 'n° 12'), 400, 'REQUETE_INVALIDE'],
    ['un agent', () => correspondre(alice, '10429447247', gestionnaire), 403, 'ROLE_INSUFFISANT'],
    ['un agent, pour une recherche', async () => recherche(await idDe(alice), gestionnaire), 403, 'ROLE_INSUFFISANT'],
    ['un identifiant inconnu', () => recherche(randomUUID()), 404, 'USAGER_INCONNU'],
  ])('refuse %s, sans répéter ce qui a été donné', async (...[, demander, status, code]) => {
    const reponse = await demander();
    expect(reponse).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(reponse.body)).not.toContain(alice.nir);
  });

  it('montre l’identité, sans NIR, au département ; refuse et consigne les autres', async () => {
    const id = await idDe(bruno);
    const { status, body } = await fiche(id, gestionnaire);
    expect(status).toBe(200);
    expect(body).toMatchObject({ usagerId: id, departement: '33', rattachement: null, identite: { nom: 'GONÇALVES', prenom: 'JOSÉ', dateNaissance: '1972-06-30' } });
    expect(JSON.stringify(body)).not.toContain(bruno.nir);
    const ailleurs: TestAgent = { ...gestionnaire, sub: 'CD64-0001', departement: '64' };
    for (const agent of [referente('NAQ0405'), ailleurs]) {
      expect(await fiche(id, agent)).toMatchObject({ status: 403, body: { code: 'USAGER_NON_RATTACHE' } });
    }
    expect(await fiche(randomUUID(), gestionnaire)).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU' } });
    expect((await traces(id)).filter(({ action }) => action === 'usager.identite')).toEqual([
      { agent: 'CD33-0001', action: 'usager.identite', granted: true, reason: 'DECIDE' },
      { agent: 'ML-NAQ0405', action: 'usager.identite', granted: false, reason: 'AGENT_NON_HABILITE' },
      { agent: 'CD64-0001', action: 'usager.identite', granted: false, reason: 'AGENT_NON_HABILITE' },
    ]);
  });

  it('déplace le rattachement avec la décision d’orientation, et l’accès avec lui', async () => {
    const id = await idDe(alice);
    const { platform } = service.test;
    const decidee = (code: string | null, dateDecision: string): Events['orientation.OrientationDecidee'] => ({
      usagerId: id,
      departement: '33',
      orientationId: randomUUID(),
      sens: 'REFUSEE',
      parcours: 'PSP',
      organisme: 'ML',
      structure: code === null ? null : { code, type: 'ML' },
      motifRefus: null,
      commentaireRefus: null,
      dateDecision,
      decideurId: 'CD33-0007',
      decideurStructure: 'CDP0033',
    });
    const dire = async (data: Events['orientation.OrientationDecidee']): Promise<void> => {
      await platform.journal.appendNext(platform.pool, { type: 'orientation.OrientationDecidee', data, origin: { correlationId: randomUUID() } });
      platform.relay.wake();
    };
    await dire(decidee(null, '2026-11-23'));
    await dire(decidee('NAQ0405', '2026-11-24'));
    await eventually(async () => expect((await fiche(id, referente('NAQ0405'))).status).toBe(200), WAIT);
    expect((await fiche(id, gestionnaire)).body).toMatchObject({
      rattachement: { structureCode: 'NAQ0405', structureType: 'ML', depuis: '2026-11-24' },
      identite: { commune: { codeInsee: '33063', codePostal: '33000', libelle: 'BÈGLES' } },
    });
    await dire(decidee('NAQ0405', '2026-11-25'));
    await dire(decidee('NAQ0999', '2026-11-26'));
    await eventually(async () => expect((await fiche(id, referente('NAQ0999'))).status).toBe(200), WAIT);
    expect((await fiche(id, referente('NAQ0405'))).status).toBe(403);
    const historique = (as: TestAgent) => service.http.call('GET', `/v1/usagers/${id}/historique`, { as });
    expect((await historique(gestionnaire)).body).toMatchObject({
      faits: [{ type: 'usagers.DroitRsaOuvert', resume: { organismePayeur: 'CAF', codeInsee: '33063' } }, { type: 'usagers.UsagerRattache' }, { resume: { structureCode: 'NAQ0999' } }],
    });
    // What the schema gives to the département alone is not for a mission locale.
    expect(((await historique(referente('NAQ0999'))).body as { faits: { resume: object }[] }).faits[0]?.resume).toEqual({});
    expect(await historique(referente('NAQ0405'))).toMatchObject({ status: 403, body: { code: 'USAGER_NON_RATTACHE' } });
    const dits = await platform.journal.history(platform.pool, 'relais.usagers.v1', id);
    expect(dits.map(({ type, sequence, data }) => [type, sequence, (data as Events['usagers.UsagerRattache']).structureCode])).toEqual([
      ['usagers.DroitRsaOuvert', 1, undefined],
      ['usagers.UsagerRattache', 2, 'NAQ0405'],
      ['usagers.UsagerRattache', 3, 'NAQ0999'],
    ]);
    const { rows } = await platform.pool.query(`select structure_code as code, depuis, jusqu_a as fin from rattachement where usager_id = $1 order by id`, [id]);
    expect(rows).toEqual([
      { code: 'NAQ0405', depuis: '2026-11-24', fin: '2026-11-26' },
      { code: 'NAQ0999', depuis: '2026-11-26', fin: null },
    ]);
  });
});
