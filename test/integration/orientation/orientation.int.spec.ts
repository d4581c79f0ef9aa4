import { randomUUID } from 'node:crypto';
import { OrientationModule } from '@relais/orientation/orientation.module';
import { problems } from '@relais/orientation/adapters/http/problems';
import * as tokens from '@relais/orientation/tokens';
import { type Events } from '@relais/schemas';
import { eventually } from '../../kit/environment.js';
import { type TestHttp } from '../../kit/http-service.js';
import { testService, type TestService } from '../../kit/service.js';

const migrations = new URL('../../../services/orientation/migrations/', import.meta.url);
const WAIT = { timeoutMs: 30_000 };

const emitters = [
  { departement: '33', structure: { code: 'CDP0033', type: 'CD' }, topic: 'relais.commandes.v1' },
  { departement: '64', structure: { code: 'CDP0064', type: 'CD' }, topic: 'relais.commandes.64.v1' },
] as const;
const cd33 = { code: 'CDP0033', type: 'CD' };
const decideuse = { sub: 'CD33-0007', roles: ['DECIDEUR'], departement: '33', structure: cd33 };
const gestionnaire = { sub: 'CD33-0001', roles: ['GESTIONNAIRE'], departement: '33', structure: cd33 };
const voisin = { sub: 'CD64-0001', roles: ['DECIDEUR'], departement: '64', structure: { code: 'CDP0064', type: 'CD' } };
const accord = { sens: 'ACCEPTEE' };
const refus = {
  sens: 'REFUSEE',
  motifRefus: 'APPRECIATION_DIFFERENTE',
  parcours: 'PSP',
  organisme: 'ML',
  structure: { code: 'NAQ0405', type: 'ML' },
};

describe('orientation, sur de vraies pièces', () => {
  let now = new Date('2026-11-24T09:00:00.000Z');
  let test: TestService;
  let http: TestHttp;

  const droit = (usagerId: string): Events['usagers.DroitRsaOuvert'] => ({
    usagerId,
    departement: '33',
    foyerId: randomUUID(),
    role: 'DEM',
    organismePayeur: 'CAF',
    dateDemande: null,
    dateReception: '2026-11-02',
    codeInsee: null,
    origine: 'FLUX_CAF_MSA',
  });
  const proposition = (usagerId: string): Events['connector.PropositionOrientationRecue'] => ({
    usagerId,
    departement: '33',
    identifiantActivite: `1$${usagerId}`,
    parcours: 'PED',
    organisme: 'FT',
    structure: null,
    dateCreation: '2026-11-03T08:00:00.000Z',
    dateEcheance: null,
  });
  const say: TestService['say'] = (type, data) => test.say(type, data);
  const path = (usagerId: string, departement = '33') => `/v1/departements/${departement}/orientations/${usagerId}`;
  const aPrendre = async (): Promise<string> => {
    const usagerId = randomUUID();
    await say('usagers.DroitRsaOuvert', droit(usagerId));
    // Two topics have no order between them.
    await eventually(async () => expect(await http.call('GET', path(usagerId), { as: gestionnaire })).toMatchObject({ status: 200 }), WAIT);
    await say('connector.PropositionOrientationRecue', proposition(usagerId));
    await eventually(async () => {
      const { body } = await http.call('GET', path(usagerId), { as: gestionnaire });
      expect(body).toMatchObject({ statut: 'A_PRENDRE', preconisation: { parcours: 'PED' } });
    }, WAIT);
    return usagerId;
  };
  const decide = (usagerId: string, json: unknown, options: { as?: typeof decideuse; headers?: Record<string, string> } = {}) =>
    http.call('POST', `${path(usagerId)}/decisions`, { as: decideuse, json, ...options });

  beforeAll(async () => {
    test = await testService({
      service: 'orientation',
      module: (platform) => OrientationModule.register(platform, { emitters }),
      problems,
      tokens,
      commands: ['relais.commandes.64.v1'],
      migrations,
      clock: { now: () => now },
      publishes: [
        'usagers.DroitRsaOuvert',
        'connector.PropositionOrientationRecue',
        'connector.TransmissionAcquittee',
        'orientation.OrientationOuverte',
        'orientation.PreconisationEnregistree',
        'orientation.OrientationDecidee',
        'orientation.OrientationClose',
        'reponses.CommandeTraitee',
        'commandes.DeciderOrientation',
      ],
    });
    http = test.http;
  });
  afterAll(() => test.close());
  beforeEach(() => {
    now = new Date('2026-11-24T09:00:00.000Z');
  });

  it('ouvre l’orientation à prendre, la montre la plus urgente d’abord, puis décidée avec sa transmission', async () => {
    const usagerId = await aPrendre();
    const queue = await http.call('GET', '/v1/departements/33/orientations?limite=500', { as: gestionnaire });
    expect((queue.body.orientations as { usagerId: string }[]).map((row) => row.usagerId)).toContain(usagerId);
    const decided = await decide(usagerId, refus);
    expect(decided).toMatchObject({ status: 201, body: { statut: 'DECIDEE', decision: { sens: 'REFUSEE', organisme: 'ML', dateDecision: '2026-11-24' } } });
    expect(decided.headers.get('etag')).toBe('"v3"');
    const { rows } = await test.platform.pool.query<{ id: string }>(`select id from journal where key = $1 and type = 'orientation.OrientationDecidee'`, [usagerId]);
    expect((await http.call('GET', path(usagerId), { as: gestionnaire })).body).toMatchObject({ transmission: { etat: 'EN_ATTENTE' } });
    await say('connector.TransmissionAcquittee', {
      usagerId,
      departement: '33',
      transmissionId: randomUUID(),
      faitId: rows[0]!.id,
      api: 'orientationusager',
      operation: 'decisionOrientation',
      acquitteeLe: '2026-11-24T09:00:01.000Z',
      parRelecture: false,
      parConstat: false,
    });
    await eventually(async () => {
      const { body } = await http.call('GET', path(usagerId), { as: gestionnaire });
      expect(body.transmission).toMatchObject({ etat: 'ACQUITTEE', le: '2026-11-24T09:00:01.000Z' });
    }, WAIT);
  });

  it('raconte l’historique d’une personne : chaque fait, son origine, sa publication', async () => {
    const started = Date.now();
    const usagerId = await aPrendre();
    await decide(usagerId, refus, { headers: { 'x-correlation-id': usagerId } });
    await eventually(async () => {
      const { body } = await http.call('GET', `${path(usagerId)}/historique`, { as: gestionnaire });
      const faits = body.faits as Record<string, unknown>[];
      expect(faits.map(({ type, publie }) => [type, publie])).toEqual([
        ['orientation.OrientationOuverte', true],
        ['orientation.PreconisationEnregistree', true],
        ['orientation.OrientationDecidee', true],
      ]);
      const times = faits.map(({ publieLe }) => Date.parse(publieLe as string));
      expect(times.every((time) => time > started && time <= Date.now())).toBe(true);
      expect(times[2]).toBeGreaterThan(times[1]!);
      expect(faits[2]).toMatchObject({ service: 'orientation', sequence: 3, origine: { correlationId: usagerId, causationId: null }, resume: { sens: 'REFUSEE', organisme: 'ML' } });
      expect((faits[0] as { origine: { causationId: unknown } }).origine.causationId).not.toBeNull();
    }, WAIT);
    expect(await http.call('GET', `${path(usagerId)}/historique`, { as: voisin })).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    expect(await http.call('GET', `${path(randomUUID())}/historique`, { as: gestionnaire })).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU' } });
  });

  it('filtre la file par préconisation', async () => {
    const usagerId = await aPrendre();
    const idsOf = async (preconisation: string) => {
      const { body } = await http.call('GET', `/v1/departements/33/orientations?limite=500&preconisation=${preconisation}`, { as: gestionnaire });
      return (body.orientations as { usagerId: string }[]).map((row) => row.usagerId);
    };
    for (const preconisation of ['PED', 'RECUE']) expect(await idsOf(preconisation)).toContain(usagerId);
    expect(await idsOf('ATTENDUE')).not.toContain(usagerId);
    expect(await http.call('GET', '/v1/departements/33/orientations?preconisation=XXX', { as: gestionnaire })).toMatchObject({ status: 400 });
  });

  it('répond de même à la même clé d’idempotence, et la refuse pour une autre demande', async () => {
    const usagerId = await aPrendre();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await decide(usagerId, accord, { headers });
    const again = await decide(usagerId, accord, { headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await decide(usagerId, refus, { headers })).toMatchObject({ status: 422, body: { code: 'CLE_IDEMPOTENCE_REUTILISEE' } });
  });

  it('n’écrit qu’une décision quand deux agents décident en même temps', async () => {
    const usagerId = await aPrendre();
    const answers = await Promise.all([accord, refus, refus, accord, refus].map((choix) => decide(usagerId, choix)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    const { rowCount } = await test.platform.pool.query(`select 1 from journal where key = $1 and type = 'orientation.OrientationDecidee'`, [usagerId]);
    expect(rowCount).toBe(1);
    expect(statuses.filter((status) => status === 409).length).toBeGreaterThan(0);
  });

  it('refuse avec un code stable ce qui ne peut être décidé, et n’écrit rien', async () => {
    const usagerId = await aPrendre();
    const events = async () => (await test.platform.pool.query('select 1 from journal where key = $1', [usagerId])).rowCount;
    const before = await events();
    expect(await decide(randomUUID(), accord)).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU', status: 404 } });
    expect(await decide(usagerId, accord, { as: gestionnaire })).toMatchObject({ status: 403, body: { code: 'DECISION_NON_HABILITEE' } });
    expect(await decide(usagerId, accord, { as: voisin })).toMatchObject({ status: 403 });
    expect(await decide(usagerId, { sens: 'REFUSEE' })).toMatchObject({ status: 400, body: { code: 'REQUETE_INVALIDE' } });
    expect(await decide(usagerId, accord, { headers: { 'if-match': '"v99"' } })).toMatchObject({ status: 412, body: { code: 'VERSION_INATTENDUE' } });
    expect(await http.call('POST', `${path(usagerId)}/decisions`, { json: accord })).toMatchObject({ status: 401, body: { code: 'JETON_ABSENT' } });
    expect(await http.call('GET', path(usagerId), { as: voisin })).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    const conseiller = { sub: 'ML33-0003', roles: ['REFERENT'], departement: '33', structure: { code: 'NAQ0405', type: 'ML' } };
    expect(await http.call('GET', path(usagerId), { as: conseiller })).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
    expect(await http.call('GET', '/v1/nulle-part', { as: decideuse })).toMatchObject({ status: 404, body: { code: 'INTROUVABLE' } });
    now = new Date('2026-12-15T09:00:00.000Z');
    expect(await decide(usagerId, accord)).toMatchObject({ status: 409, body: { code: 'COMPETENCE_FRANCE_TRAVAIL', echeance: '2026-12-14' } });
    expect(await events()).toBe(before);
    const { rows } = await test.platform.pool.query<{ reason: string }>(
      'select reason from access_trace where subject = $1 and not granted and reason is not null order by id',
      [usagerId],
    );
    expect(rows.map(({ reason }) => reason)).toContain('DECISION_NON_HABILITEE');
    expect(rows.map(({ reason }) => reason)).toContain('ROLE_INSUFFISANT');
  });

  it('dit l’état présent quand une autre décision a été prise', async () => {
    const usagerId = await aPrendre();
    await decide(usagerId, accord);
    expect(await decide(usagerId, accord)).toMatchObject({ status: 201 });
    expect(await decide(usagerId, refus)).toMatchObject({ status: 409, body: { code: 'ORIENTATION_DEJA_DECIDEE', sens: 'ACCEPTEE', organisme: 'FT' } });
  });

  it('réoriente une personne déjà orientée, et le dit', async () => {
    const usagerId = await aPrendre();
    const reorienter = (json: object) => http.call('POST', `${path(usagerId)}/reorientations`, { as: decideuse, json });
    const vers = { parcours: 'PSP', organisme: 'ML', structure: { code: 'NAQ0405', type: 'ML' } };
    expect(await reorienter(vers)).toMatchObject({ status: 409, body: { code: 'ORIENTATION_NON_DECIDEE' } });
    const { body } = await decide(usagerId, accord);
    const reoriented = await reorienter(vers);
    expect(reoriented).toMatchObject({ status: 201, body: { statut: 'DECIDEE', version: 4, decision: { sens: 'REORIENTATION', organisme: 'ML' } } });
    expect(reoriented.body.orientationId).not.toBe(body.orientationId);
    expect(await reorienter(vers)).toMatchObject({ status: 409, body: { code: 'REORIENTATION_SANS_CHANGEMENT' } });
    expect((await http.call('GET', path(usagerId), { as: gestionnaire })).body).toMatchObject({ transmission: { etat: 'EN_ATTENTE' } });
  });

  it.each([
    ['expiré', { exp: 1_700_000_000 }, 'JETON_EXPIRE'],
    ['d’un autre service', { aud: 'autre' }, 'JETON_INVALIDE'],
    ['d’un autre fournisseur', { iss: 'https://ailleurs.example' }, 'JETON_INVALIDE'],
  ])('refuse un jeton %s', async (_quoi, over, code) => {
    const headers = { authorization: `Bearer ${await http.issuer.token(decideuse, over)}` };
    expect(await http.call('GET', '/v1/departements/33/orientations', { headers })).toMatchObject({ status: 401, body: { code } });
  });

  describe('l’outil du département, par le bus', () => {
    const commande = (usagerId: string, over: Partial<Events['commandes.DeciderOrientation']> = {}): Events['commandes.DeciderOrientation'] => ({
      usagerId,
      departement: '33',
      agentId: 'OUTIL33-12',
      sens: 'ACCEPTEE',
      parcours: null,
      organisme: null,
      structure: null,
      motifRefus: null,
      commentaireRefus: null,
      versionAttendue: null,
      ...over,
    });
    const put = (usagerId: string, over: Parameters<typeof commande>[1] = {}, options: Parameters<TestService['put']>[2] = {}) =>
      test.put('commandes.DeciderOrientation', commande(usagerId, over), options);
    const decisions = async (usagerId: string) =>
      (await test.platform.pool.query(`select 1 from journal where key = $1 and type = 'orientation.OrientationDecidee'`, [usagerId])).rowCount;
    const parked = async (usagerId: string) =>
      (await test.platform.pool.query<{ topic: string; code: string }>('select topic, code from parked_key where key = $1', [usagerId])).rows;

    it('décide comme par HTTP et reçoit la réponse sous son identifiant de corrélation', async () => {
      const usagerId = await aPrendre();
      const { id, correlationId } = await put(usagerId);
      const [answer] = await test.answersTo(usagerId, 1);
      expect(answer).toMatchObject({ correlation: correlationId, data: { commandeId: id, resultat: 'ACCEPTEE', version: 3, code: null } });
      expect((await http.call('GET', path(usagerId), { as: gestionnaire })).body).toMatchObject({ statut: 'DECIDEE', decision: { decideurId: 'OUTIL33-12' } });
    });

    it('répétée, n’agit qu’une fois ; refusée, dit son code et laisse passer la suite', async () => {
      const usagerId = await aPrendre();
      await put(usagerId, { sens: 'REFUSEE' });
      const { id } = await put(usagerId);
      await put(usagerId, {}, { id });
      const answers = await test.answersTo(usagerId, 3);
      expect(answers.map(({ data }) => data.code ?? data.resultat)).toEqual(['REQUETE_INVALIDE', 'ACCEPTEE', 'ACCEPTEE']);
      expect(await decisions(usagerId)).toBe(1);
    });

    it('de chaque département, n’agit que pour le sien, par son topic ; sa réponse va sur le sien', async () => {
      const usagerId = await aPrendre();
      await put(usagerId, {}, { topic: 'relais.commandes.64.v1' });
      const [foreign] = await test.answersTo(usagerId, 1, 'relais.reponses.64.v1');
      expect(foreign?.data).toMatchObject({ resultat: 'REFUSEE', code: 'DEPARTEMENT_ETRANGER' });
      await put(usagerId, { departement: '64' }, { topic: 'relais.commandes.64.v1' });
      const [, unknown] = await test.answersTo(usagerId, 2, 'relais.reponses.64.v1');
      expect(unknown?.data).toMatchObject({ resultat: 'REFUSEE', departement: '64' });
      await put(usagerId, { departement: '64' });
      await put(usagerId);
      const answers = await test.answersTo(usagerId, 2);
      expect(answers.map(({ data }) => data.code ?? data.resultat)).toEqual(['DEPARTEMENT_ETRANGER', 'ACCEPTEE']);
      const { rows } = await test.platform.pool.query(
        'select departement, granted, reason from access_trace where subject = $1 and agent = $2 order by id',
        [usagerId, 'OUTIL33-12'],
      );
      expect(rows).toEqual([
        { departement: '64', granted: false, reason: 'DEPARTEMENT_ETRANGER' },
        { departement: '64', granted: false, reason: unknown?.data.code },
        { departement: '33', granted: false, reason: 'DEPARTEMENT_ETRANGER' },
        { departement: '33', granted: true, reason: null },
      ]);
    });

    it('illisible, est mise de côté et répondue ; les autres personnes continuent', async () => {
      const [usagerId, other] = [await aPrendre(), await aPrendre()];
      await put(usagerId, {}, { value: Buffer.from('illisible') });
      await put(other);
      expect((await test.answersTo(other, 1))[0]?.data).toMatchObject({ resultat: 'ACCEPTEE' });
      expect((await test.answersTo(usagerId, 1))[0]?.data).toMatchObject({ resultat: 'REFUSEE', code: 'EVENEMENT_ILLISIBLE' });
      expect(await parked(usagerId)).toEqual([{ topic: 'relais.commandes.v1', code: 'EVENEMENT_ILLISIBLE' }]);
    });

    it('illisible et d’un autre service, est laissée à celui-ci ; sans nom connu, est mise de côté ici', async () => {
      const [usagerId, other, last] = [await aPrendre(), await aPrendre(), await aPrendre()];
      const value = Buffer.from('illisible');
      await put(usagerId, {}, { value, ceType: 'commandes.SignerContrat' });
      await put(usagerId);
      expect((await test.answersTo(usagerId, 1))[0]?.data).toMatchObject({ resultat: 'ACCEPTEE' });
      await put(other, {}, { value, ceType: 'commandes.Inconnue' });
      await put(last);
      await test.answersTo(last, 1);
      expect((await test.answersTo(other, 1))[0]?.data).toMatchObject({ resultat: 'REFUSEE', code: 'EVENEMENT_ILLISIBLE', departement: '33' });
      expect([await parked(usagerId), (await parked(other)).length]).toEqual([[], 1]);
    });
  });

  it('sert sa documentation, dont les exemples passent', async () => {
    const { body, status } = await http.call('GET', '/documentation/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0' });
    const documented = '/v1/departements/{departement}/orientations/{usagerId}';
    for (const exemple of http.examples(`${documented}/decisions`)) {
      const usagerId = await aPrendre();
      expect(await decide(usagerId, exemple)).toMatchObject({ status: 201 });
      for (const suite of http.examples(`${documented}/reorientations`)) {
        expect(await http.call('POST', `${path(usagerId)}/reorientations`, { as: decideuse, json: suite })).toMatchObject({ status: 201 });
      }
    }
  });
});
