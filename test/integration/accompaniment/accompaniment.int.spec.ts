import { randomUUID } from 'node:crypto';
import { AccompanimentModule } from '@relais/accompaniment/accompaniment.module';
import { problems } from '@relais/accompaniment/adapters/http/problems';
import * as tokens from '@relais/accompaniment/tokens';
import { type Events } from '@relais/schemas';
import { eventually } from '../../kit/environment.js';
import { type TestHttp } from '../../kit/http-service.js';
import { testService, type TestService } from '../../kit/service.js';

const migrations = new URL('../../../services/accompaniment/migrations/', import.meta.url);
const emitters = [{ departement: '33', structure: { code: 'CDP0033', type: 'CD' }, topic: 'relais.commandes.v1' }] as const;
const WAIT = { timeoutMs: 30_000 };

const bordeaux = { code: 'NAQ0405', type: 'ML' };
const lormont = { code: 'NAQ0406', type: 'ML' };
const cd33 = { code: 'CDP0033', type: 'CD' };
const conseillere = { sub: 'ML33-0003', roles: ['REFERENT'], departement: '33', structure: bordeaux };
const conseillerLormont = { ...conseillere, sub: 'ML33-0009', structure: lormont };
const gestionnaire = { sub: 'CD33-0001', roles: ['GESTIONNAIRE'], departement: '33', structure: cd33 };
const voisine = { sub: 'ML64-0001', roles: ['REFERENT'], departement: '64', structure: { code: 'NAQ0640', type: 'ML' } };

type As = typeof conseillere;

describe('accompaniment, sur de vraies pièces', () => {
  let now = new Date('2026-12-02T09:00:00.000Z');
  let test: TestService;
  let http: TestHttp;

  const say: TestService['say'] = (type, data) => test.say(type, data);
  const decidee = (usagerId: string, over: Partial<Events['orientation.OrientationDecidee']> = {}): Events['orientation.OrientationDecidee'] => ({
    usagerId,
    departement: '33',
    orientationId: randomUUID(),
    sens: 'REFUSEE',
    parcours: 'PSP',
    organisme: 'ML',
    structure: bordeaux,
    motifRefus: 'APPRECIATION_DIFFERENTE',
    commentaireRefus: null,
    dateDecision: '2026-11-24',
    decideurId: 'CD33-0007',
    decideurStructure: 'CDP0033',
    ...over,
  });
  const path = (usagerId: string) => `/v1/usagers/${usagerId}`;
  const lire = (usagerId: string, as: As = conseillere) => http.call('GET', `${path(usagerId)}/contrat`, { as });
  const poster = (quoi: string, json: unknown, options: { as?: As; headers?: Record<string, string> } = {}) =>
    http.call('POST', quoi, { as: conseillere, json, ...options });
  const attendre = (usagerId: string, etat: string, as: As = conseillere) =>
    eventually(async () => expect((await lire(usagerId, as)).body).toMatchObject({ etat }), WAIT);
  const aSigner = async (over: Partial<Events['orientation.OrientationDecidee']> = {}): Promise<string> => {
    const usagerId = randomUUID();
    await say('orientation.OrientationDecidee', decidee(usagerId, over));
    await attendre(usagerId, 'A_SIGNER', gestionnaire);
    return usagerId;
  };
  const signer = (usagerId: string, json: object = {}, options: Parameters<typeof poster>[2] = {}) =>
    poster(`${path(usagerId)}/contrat/signature`, { dateSignature: '2026-12-01', ...json }, options);
  const faits = async (usagerId: string, type = '%') => {
    const sql = 'select id, type from journal where key = $1 and topic = $2 and type like $3 order by position';
    return (await test.platform.pool.query<{ id: string; type: string }>(sql, [usagerId, 'relais.accompaniment.v1', type])).rows;
  };

  beforeAll(async () => {
    test = await testService({
      service: 'accompaniment',
      module: (platform) => AccompanimentModule.register(platform, { emitters }),
      problems,
      tokens,
      migrations,
      clock: { now: () => now },
      publishes: [
        'orientation.OrientationDecidee',
        'orientation.OrientationClose',
        'connector.TransmissionAcquittee',
        'accompaniment.ContratOuvert',
        'accompaniment.ContratRemisASigner',
        'accompaniment.ContratSigne',
        'accompaniment.ContratRefuse',
        'accompaniment.ContratSuspendu',
        'accompaniment.RendezVousPris',
        'accompaniment.RendezVousTenu',
        'accompaniment.HeuresDeclarees',
        'commandes.SignerContrat',
        'reponses.CommandeTraitee',
      ],
    });
    http = test.http;
  });
  afterAll(() => test.close());
  beforeEach(() => {
    now = new Date('2026-12-02T09:00:00.000Z');
  });

  it('ouvre le contrat pour la structure qui a reçu la personne, l’enregistre signé, puis transmis', async () => {
    const usagerId = await aSigner();
    expect((await lire(usagerId)).body).toMatchObject({ structure: bordeaux, dateNotification: '2026-11-24', echeance: '2026-12-24' });
    const signed = await signer(usagerId);
    expect(signed).toMatchObject({ status: 201, body: { etat: 'SIGNE', signature: { minutesHebdomadaires: 900, amenagement: 'AUCUN' } } });
    expect(signed.headers.get('etag')).toBe('"v2"');
    const [fait] = await faits(usagerId, '%Signe');
    expect((await lire(usagerId)).body).toMatchObject({ dateSignature: '2026-12-01', transmission: { etat: 'EN_ATTENTE' } });
    const acquittee = { transmissionId: randomUUID(), faitId: fait!.id, api: 'contrat-engagement', operation: 'signerContrat', parRelecture: false, parConstat: false };
    await say('connector.TransmissionAcquittee', { usagerId, departement: '33', ...acquittee, acquitteeLe: '2026-12-02T09:00:01.000Z' });
    await eventually(async () => expect((await lire(usagerId)).body.transmission).toMatchObject({ etat: 'ACQUITTEE', le: '2026-12-02T09:00:01.000Z' }), WAIT);
  });

  it('remet le contrat à signer à la réorientation, pour un nouveau mois et une nouvelle structure', async () => {
    const usagerId = await aSigner();
    await signer(usagerId);
    await say('orientation.OrientationDecidee', decidee(usagerId, { structure: lormont, dateDecision: '2026-12-02' }));
    await attendre(usagerId, 'A_SIGNER', conseillerLormont);
    expect((await lire(usagerId, conseillerLormont)).body).toMatchObject({ structure: lormont, echeance: '2027-01-02', dateSignature: null });
    expect(await lire(usagerId)).toMatchObject({ status: 403, body: { code: 'AGENT_HORS_STRUCTURE' } });
    expect(await signer(usagerId, { dateSignature: '2026-12-01' }, { as: conseillerLormont })).toMatchObject({ status: 422, body: { code: 'DATE_ANTERIEURE_A_LA_DECISION' } });
    expect(await signer(usagerId, { dateSignature: '2026-12-02' }, { as: conseillerLormont })).toMatchObject({ status: 201 });
    expect((await faits(usagerId)).map(({ type }) => type.replace('accompaniment.', ''))).toEqual(['ContratOuvert', 'ContratSigne', 'ContratRemisASigner', 'ContratSigne']);
  });

  it('raconte l’historique de l’accompagnement à qui peut lire le contrat', async () => {
    const usagerId = await aSigner();
    await signer(usagerId);
    const historique = (as: As) => http.call('GET', `${path(usagerId)}/contrat/historique`, { as });
    await eventually(async () => {
      const { faits: told } = (await historique(conseillere)).body as { faits: Record<string, unknown>[] };
      expect(told.map(({ type, sequence, publie }) => [type, sequence, publie])).toEqual([
        ['accompaniment.ContratOuvert', 1, true],
        ['accompaniment.ContratSigne', 2, true],
      ]);
      expect(told[1]).toMatchObject({ service: 'accompaniment', publieLe: expect.stringMatching(/Z$/) as unknown, resume: { dateSignature: '2026-12-01', structure: bordeaux } });
    }, WAIT);
    const seen = (await historique(gestionnaire)).body as { faits: { resume: object }[] };
    expect(seen.faits[1]?.resume).toMatchObject({ signataireId: 'ML33-0003' });
    expect(await historique(conseillerLormont)).toMatchObject({ status: 403, body: { code: 'AGENT_HORS_STRUCTURE' } });
    expect(await historique(voisine)).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU' } });
    const { rows } = await test.platform.pool.query("select agent, granted from access_trace where subject = $1 and action = 'contrat.historique' and not granted", [usagerId]);
    expect(rows).toEqual([{ agent: 'ML33-0009', granted: false }, { agent: 'ML64-0001', granted: false }]);
  });

  it('garde la raison d’un aménagement dans le service, pour la structure qui suit seulement', async () => {
    const usagerId = await aSigner();
    expect(await signer(usagerId, { dispense: { motif: 'HANDICAP' } })).toMatchObject({ status: 201, body: { signature: { minutesHebdomadaires: 0, amenagement: 'DISPENSE' } } });
    expect((await lire(usagerId)).body).toMatchObject({ motifAmenagement: 'HANDICAP', minutesHebdomadaires: 0 });
    const seen = JSON.stringify((await lire(usagerId, gestionnaire)).body);
    expect(seen).toContain('DISPENSE');
    expect(seen).not.toContain('HANDICAP');
    const history = await test.platform.journal.history(test.platform.pool, 'relais.accompaniment.v1', usagerId);
    expect(JSON.stringify(history)).not.toContain('HANDICAP');
  });

  it('prend un rendez-vous, en note l’issue, et compte les heures de la semaine', async () => {
    const usagerId = await aSigner();
    const headers = { 'idempotency-key': randomUUID() };
    const demande = { dateHeure: '2026-12-03T10:00:00+01:00', modalite: 'PHYSIQUE' };
    const taken = await poster(`${path(usagerId)}/rendez-vous`, demande, { headers });
    expect(taken).toMatchObject({ status: 201, body: { dateHeure: '2026-12-03T09:00:00.000Z', issue: null } });
    expect((await poster(`${path(usagerId)}/rendez-vous`, demande, { headers })).body).toEqual(taken.body);
    const issue = `${path(usagerId)}/rendez-vous/${taken.body.rendezVousId as string}/issue`;
    expect(await poster(issue, { issue: 'HONORE' })).toMatchObject({ status: 409, body: { code: 'RENDEZ_VOUS_A_VENIR' } });
    now = new Date('2026-12-08T09:00:00.000Z');
    expect(await poster(issue, { issue: 'HONORE' })).toMatchObject({ status: 201, body: { issue: 'HONORE' } });
    const activites = `${path(usagerId)}/activites`;
    expect(await poster(activites, { semaine: '2026-W49', heures: 7.5, nature: 'ATELIER' })).toMatchObject({ status: 409, body: { code: 'CONTRAT_NON_SIGNE' } });
    await signer(usagerId);
    await poster(activites, { semaine: '2026-W49', heures: 7.5, nature: 'ATELIER' });
    expect((await poster(activites, { semaine: '2026-W49', heures: 4, nature: 'PERMIS' })).body).toMatchObject({ minutes: 690, minutesHebdomadaires: 900 });
    expect(await poster(activites, { semaine: '2026-W49', heures: 40.75, nature: 'IMMERSION' })).toMatchObject({ status: 422, body: { code: 'HEURES_EXCESSIVES' } });
    expect((await lire(usagerId)).body).toMatchObject({
      rendezVous: [{ issue: 'HONORE', dateHeure: '2026-12-03T09:00:00.000Z' }],
      semaines: [{ semaine: '2026-W49', minutes: 690, minutesHebdomadaires: 900, natures: { ATELIER: 450, PERMIS: 240 } }],
    });
  });

  it('suspend le contrat à la fin du droit, et le reprend avec une nouvelle orientation', async () => {
    const usagerId = await aSigner();
    await signer(usagerId);
    await say('orientation.OrientationClose', { usagerId, departement: '33', orientationId: randomUUID(), motif: 'FIN_DROIT', dateCloture: '2026-12-02' });
    await attendre(usagerId, 'SUSPENDU');
    expect(await signer(usagerId)).toMatchObject({ status: 409, body: { code: 'CONTRAT_SUSPENDU' } });
    await say('orientation.OrientationDecidee', decidee(usagerId, { dateDecision: '2027-02-01' }));
    await attendre(usagerId, 'A_SIGNER');
  });

  it('montre les contrats à signer, le plus urgent d’abord, à chacun les siens', async () => {
    const tard = await aSigner({ dateDecision: '2026-11-28' });
    const tot = await aSigner({ dateDecision: '2026-11-02' });
    const ailleurs = await aSigner({ structure: lormont, dateDecision: '2026-11-03' });
    const ids = async (as: As, query = '') => {
      const { body } = await http.call('GET', `/v1/departements/33/contrats?limite=500${query}`, { as });
      return (body.contrats as { usagerId: string }[]).map((row) => row.usagerId).filter((id) => [tard, tot, ailleurs].includes(id));
    };
    expect(await ids(gestionnaire)).toEqual([tot, ailleurs, tard]);
    expect(await ids(gestionnaire, '&structure=NAQ0406')).toEqual([ailleurs]);
    expect(await ids(conseillere)).toEqual([tot, tard]);
    expect(await http.call('GET', '/v1/departements/33/contrats?structure=NAQ0406', { as: conseillere })).toMatchObject({ status: 403 });
    expect(await http.call('GET', '/v1/departements/33/contrats', { as: voisine })).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    const first = await http.call('GET', '/v1/departements/33/contrats?limite=1', { as: gestionnaire });
    const next = await http.call('GET', `/v1/departements/33/contrats?limite=1&apres=${first.body.suite as string}`, { as: gestionnaire });
    expect((next.body.contrats as unknown[])[0]).not.toEqual((first.body.contrats as unknown[])[0]);
  });

  it('n’enregistre qu’une signature quand deux agents signent en même temps', async () => {
    const usagerId = await aSigner();
    const dates = ['2026-11-30', '2026-12-01', '2026-11-30', '2026-12-01'];
    const answers = await Promise.all(dates.map((dateSignature) => signer(usagerId, { dateSignature })));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect(await faits(usagerId, '%Signe')).toHaveLength(1);
  });

  it('refuse avec un code stable, n’écrit rien, et garde trace de chacun', async () => {
    const usagerId = await aSigner();
    const before = (await faits(usagerId)).length;
    expect(await signer(randomUUID())).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU' } });
    expect(await signer(usagerId, {}, { as: voisine })).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU' } });
    expect(await lire(usagerId, voisine)).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU' } });
    expect(await signer(usagerId, {}, { as: conseillerLormont })).toMatchObject({ status: 403, body: { code: 'AGENT_HORS_STRUCTURE' } });
    expect(await signer(usagerId, {}, { as: gestionnaire })).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
    expect(await signer(usagerId, { dateSignature: '2026-12-03' })).toMatchObject({ status: 422, body: { code: 'DATE_FUTURE' } });
    expect(await signer(usagerId, { dateSignature: '2026-02-30' })).toMatchObject({ status: 400, body: { code: 'REQUETE_INVALIDE' } });
    expect(await signer(usagerId, { intensiteHebdomadaire: 49 })).toMatchObject({ status: 422, body: { code: 'HEURES_EXCESSIVES' } });
    expect(await signer(usagerId, { intensiteHebdomadaire: 10 })).toMatchObject({ status: 422, body: { code: 'REDUCTION_SANS_MOTIF' } });
    expect(await signer(usagerId, {}, { headers: { 'if-match': '"v99"' } })).toMatchObject({ status: 412, body: { code: 'VERSION_INATTENDUE' } });
    expect(await faits(usagerId)).toHaveLength(before);
    const sql = 'select action, granted, reason from access_trace where subject = $1 and agent = $2 order by id';
    const { rows } = await test.platform.pool.query(sql, [usagerId, 'ML64-0001']);
    expect(rows).toEqual([
      { action: 'contrat.signature', granted: false, reason: 'USAGER_INCONNU' },
      { action: 'contrat.consultation', granted: false, reason: 'USAGER_INCONNU' },
    ]);
  });

  it('enregistre un refus, puis la signature de qui change d’avis', async () => {
    const usagerId = await aSigner();
    expect(await poster(`${path(usagerId)}/contrat/refus`, { dateRefus: '2026-11-30' })).toMatchObject({ status: 201, body: { etat: 'REFUSE', dateRefus: '2026-11-30' } });
    expect(await signer(usagerId)).toMatchObject({ status: 201, body: { etat: 'SIGNE' } });
  });

  describe('l’outil du département, par le bus', () => {
    const suiviParLeDepartement = () => aSigner({ organisme: 'CD', structure: cd33 });
    const put = (usagerId: string, over: Partial<Events['commandes.SignerContrat']> = {}, options: Parameters<TestService['put']>[2] = {}) => {
      const data = { usagerId, departement: '33', agentId: 'OUTIL33-12', dateSignature: '2026-12-01', intensiteHebdomadaire: null, versionAttendue: null };
      return test.put('commandes.SignerContrat', { ...data, ...over }, options);
    };

    it('signe comme par HTTP, une seule fois pour un identifiant, et reçoit chaque réponse', async () => {
      const usagerId = await suiviParLeDepartement();
      const { id, correlationId } = await put(usagerId, { intensiteHebdomadaire: 20 });
      await put(usagerId, { intensiteHebdomadaire: 20 }, { id });
      const answers = await test.answersTo(usagerId, 2);
      expect(answers[0]).toMatchObject({ correlation: correlationId, data: { commandeId: id, resultat: 'ACCEPTEE', version: 2 } });
      expect(answers[1]).toMatchObject({ data: { commandeId: id, resultat: 'ACCEPTEE', version: 2 } });
      expect((await lire(usagerId, gestionnaire)).body).toMatchObject({ etat: 'SIGNE', dateSignature: '2026-12-01', minutesHebdomadaires: 1200 });
      expect(await faits(usagerId, '%Signe')).toHaveLength(1);
      const { rows } = await test.platform.pool.query('select agent, structure, granted from access_trace where subject = $1 and action = $2', [usagerId, 'contrat.signature']);
      expect(rows).toEqual([{ agent: 'OUTIL33-12', structure: 'CDP0033', granted: true }]);
    });

    it('refusée, dit son code, n’écrit rien, laisse passer la suite et garde trace', async () => {
      const [usagerId, ailleurs] = [await suiviParLeDepartement(), await aSigner()];
      await put(usagerId, { dateSignature: '2026-11-01' });
      await put(usagerId, { intensiteHebdomadaire: 10 });
      await put(usagerId, { intensiteHebdomadaire: 1.1 });
      await put(usagerId, { departement: '64' });
      await put(usagerId, { versionAttendue: 9 });
      await put(usagerId);
      const codes = (await test.answersTo(usagerId, 6)).map(({ data }) => data.code ?? data.resultat);
      const refused = ['DATE_ANTERIEURE_A_LA_DECISION', 'REDUCTION_SANS_MOTIF', 'REQUETE_INVALIDE', 'DEPARTEMENT_ETRANGER', 'VERSION_INATTENDUE'];
      expect(codes).toEqual([...refused, 'ACCEPTEE']);
      const { rows } = await test.platform.pool.query<{ reason: string }>('select reason from access_trace where subject = $1 and agent = $2 and not granted order by id', [usagerId, 'OUTIL33-12']);
      expect(rows.map(({ reason }) => reason)).toEqual(refused);
      await put(ailleurs);
      expect((await test.answersTo(ailleurs, 1))[0]?.data).toMatchObject({ code: 'AGENT_HORS_STRUCTURE', message: problems.AGENT_HORS_STRUCTURE.detail });
      expect(await faits(ailleurs)).toHaveLength(1);
    });

    it('illisible, est mise de côté et répondue ici ; les autres personnes continuent', async () => {
      const [usagerId, other] = [await suiviParLeDepartement(), await suiviParLeDepartement()];
      const value = Buffer.from('illisible');
      await put(other, {}, { value, ceType: 'commandes.DeciderOrientation' });
      await put(usagerId, {}, { value });
      await put(other);
      expect((await test.answersTo(other, 1))[0]?.data).toMatchObject({ resultat: 'ACCEPTEE' });
      expect((await test.answersTo(usagerId, 1))[0]?.data).toMatchObject({ resultat: 'REFUSEE', code: 'EVENEMENT_ILLISIBLE' });
      const { rows } = await test.platform.pool.query(`select key from parked_key where topic = 'relais.commandes.v1'`);
      expect(rows).toEqual([{ key: usagerId }]);
    });
  });

  it('sert sa documentation, dont les exemples passent', async () => {
    const { body, status } = await http.call('GET', '/documentation/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0' });
    const jouer = async (usagerId: string, quoi: string): Promise<void> => {
      for (const exemple of http.examples(`/v1/usagers/{usagerId}/${quoi}`)) expect(await poster(`${path(usagerId)}/${quoi}`, exemple)).toMatchObject({ status: 201 });
    };
    for (const exemple of http.examples('/v1/usagers/{usagerId}/contrat/signature')) {
      const usagerId = await aSigner();
      expect(await signer(usagerId, exemple as object)).toMatchObject({ status: 201 });
      for (const quoi of ['rendez-vous', 'activites']) await jouer(usagerId, quoi);
    }
    await jouer(await aSigner(), 'contrat/refus');
  });
});
