import { randomUUID } from 'node:crypto';
import { REGLES_PAR_DEFAUT } from '@relais/sanctions/domain/sanction/rules';
import { problems } from '@relais/sanctions/adapters/http/problems';
import { SanctionsModule } from '@relais/sanctions/sanctions.module';
import * as tokens from '@relais/sanctions/tokens';
import { type Events } from '@relais/schemas';
import { eventually } from '../../kit/environment.js';
import { type TestHttp } from '../../kit/http-service.js';
import { testService, type TestService } from '../../kit/service.js';

const migrations = new URL('../../../services/sanctions/migrations/', import.meta.url);
const emitters = [{ departement: '33', structure: { code: 'CDP0033', type: 'CD' }, topic: 'relais.commandes.v1' }] as const;
const WAIT = { timeoutMs: 30_000 };

const cd33 = { code: 'CDP0033', type: 'CD' };
const decideuse = { sub: 'CD33-0007', roles: ['DECIDEUR'], departement: '33', structure: cd33 };
const autreDecideur = { sub: 'CD33-0008', roles: ['DECIDEUR'], departement: '33', structure: cd33 };
const gestionnaire = { sub: 'CD33-0001', roles: ['GESTIONNAIRE'], departement: '33', structure: cd33 };
const referente = { sub: 'ML33-0003', roles: ['REFERENT'], departement: '33', structure: { code: 'NAQ0405', type: 'ML' } };
const voisin = { sub: 'CD64-0001', roles: ['DECIDEUR'], departement: '64', structure: { code: 'CDP0064', type: 'CD' } };
const suspendre = { sens: 'SUSPENDRE', taux: 40, dureeMois: 1 };

describe('sanctions, sur de vraies pièces', () => {
  let now: Date;
  let test: TestService;
  let http: TestHttp;

  const say: TestService['say'] = (type, data) => test.say(type, data);
  const droit = (usagerId: string, foyerId: string): Events['usagers.DroitRsaOuvert'] => ({
    usagerId,
    departement: '33',
    foyerId,
    role: 'DEM',
    organismePayeur: 'CAF',
    dateDemande: null,
    dateReception: '2026-11-02',
    origine: 'FLUX_CAF_MSA',
    codeInsee: null,
  });
  const proposition = (usagerId: string, over: Partial<Events['connector.PropositionSanctionRecue']> = {}): Events['connector.PropositionSanctionRecue'] => ({
    usagerId,
    departement: '33',
    identifiantActivite: `1$${usagerId}`,
    codeActivite: 'ACT366',
    idConsequenceSanction: `C${usagerId}`,
    identifiantManquement: '6050',
    typeSanction: 'SUSP_RSA',
    familleManquement: 'F03',
    naturesDefaut: ['N23'],
    dateManquement: '2026-10-20',
    dateAvertissement: null,
    modalite: 'P',
    montant: 40,
    dureeMois: 1,
    delegation: false,
    dateCreation: '2026-11-20T08:00:00.000Z',
    dateEcheance: null,
    ...over,
  });
  const queue = '/v1/departements/33/sanctions';
  const counted = async (usagerId: string): Promise<number> =>
    Number((await test.platform.pool.query(`select 1 from journal where key = $1 and topic = 'relais.sanctions.v1'`, [usagerId])).rowCount);
  const refusedOnlyFor = async (usagerId: string): Promise<string[]> => {
    const { rows } = await test.platform.pool.query<{ reason: string }>(
      'select reason from access_trace where subject = $1 and not granted and reason is not null order by id',
      [usagerId],
    );
    return rows.map(({ reason }) => reason);
  };

  /** Persons of one household, their rights known here. */
  const foyer = async (persons: number): Promise<string[]> => {
    const foyerId = randomUUID();
    const members = Array.from({ length: persons }, () => randomUUID());
    for (const usagerId of members) await say('usagers.DroitRsaOuvert', droit(usagerId, foyerId));
    await eventually(async () => {
      const { rowCount } = await test.platform.pool.query('select 1 from droit where foyer_id = $1', [foyerId]);
      expect(rowCount).toBe(persons);
    }, WAIT);
    return members;
  };
  const dossierFT = async (persons: number, over: Partial<Events['connector.PropositionSanctionRecue']> = {}) => {
    const [usagerId = ''] = await foyer(persons);
    await say('connector.PropositionSanctionRecue', proposition(usagerId, over));
    let sanctionId = '';
    await eventually(async () => {
      const { body } = await http.call('GET', `${queue}?usagerId=${usagerId}`, { as: gestionnaire });
      const [row] = body.sanctions as { sanctionId: string }[];
      expect(row).toMatchObject({ auteur: 'FT', statut: 'PROPOSEE', nombrePersonnes: persons, echeance: '2026-12-05' });
      sanctionId = row!.sanctionId;
    }, WAIT);
    return { usagerId, sanctionId, chemin: `${queue}/${usagerId}/${sanctionId}` };
  };
  type Options = { as?: typeof decideuse; headers?: Record<string, string> };
  const post = (path: string, json: unknown, options: Options = {}) => http.call('POST', path, { as: decideuse, json, ...options });

  beforeAll(async () => {
    now = new Date('2026-11-24T09:00:00.000Z');
    test = await testService({
      service: 'sanctions',
      module: (platform) => SanctionsModule.register(platform, { ...REGLES_PAR_DEFAUT, emitters }),
      problems,
      tokens,
      migrations,
      clock: { now: () => now },
      publishes: [
        'usagers.DroitRsaOuvert',
        'usagers.DroitRsaFerme',
        'usagers.UsagerRattache',
        'connector.PropositionSanctionRecue',
        'connector.TransmissionRefusee',
        'sanctions.SanctionProposee',
        'sanctions.ContradictoireOuvert',
        'sanctions.ObservationsRecues',
        'sanctions.SuspensionDecidee',
        'sanctions.SuppressionDecidee',
        'sanctions.SanctionClassee',
        'sanctions.SuspensionLevee',
        'commandes.DeciderSanction',
        'reponses.CommandeTraitee',
      ],
    });
    http = test.http;
  });
  afterAll(() => test.close());
  beforeEach(() => {
    now = new Date('2026-11-24T09:00:00.000Z');
  });

  it('raconte l’historique des dossiers d’une personne à qui les instruit, et le trace', async () => {
    const { usagerId, chemin } = await dossierFT(1);
    await post(`${chemin}/contradictoire`, {}, { as: gestionnaire });
    const historique = (as: typeof decideuse) => http.call('GET', `${queue}/${usagerId}/historique`, { as });
    const { status, body } = await historique(decideuse);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      usagerId,
      faits: [
        { service: 'sanctions', type: 'sanctions.SanctionProposee', sequence: 1, resume: { auteur: 'FT', taux: 40 } },
        { type: 'sanctions.ContradictoireOuvert', origine: { causationId: null }, resume: { agentId: 'CD33-0001' } },
      ],
    });
    expect(await historique(voisin)).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    expect(await historique(referente)).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
    const { rows } = await test.platform.pool.query("select agent, granted from access_trace where subject = $1 and action = 'sanction.historique' order by id", [usagerId]);
    expect(rows).toEqual([{ agent: 'CD33-0007', granted: true }, { agent: 'CD64-0001', granted: false }]);
  });

  it('mène une proposition de France Travail du dossier à la suspension, puis à sa levée', async () => {
    const { usagerId, chemin } = await dossierFT(2);
    const opened = await post(`${chemin}/contradictoire`, {}, { as: gestionnaire });
    expect(opened).toMatchObject({ status: 201, body: { statut: 'CONTRADICTOIRE', contradictoire: { taux: 40, dateLimite: '2026-12-04' } } });
    expect((await http.call('GET', chemin, { as: gestionnaire })).body).toMatchObject({ transmission: { etat: 'EN_ATTENTE' } });
    await post(`${chemin}/observations`, { forme: 'ORALES', assistee: true, motifLegitime: 'INVOQUE' }, { as: gestionnaire });
    expect(await post(`${chemin}/decision`, suspendre)).toMatchObject({
      status: 409,
      body: { code: 'CONTRADICTOIRE_EN_COURS', decisionPossibleLe: '2026-12-05', detail: expect.stringContaining('L. 262-37 III CASF') as string },
    });
    now = new Date('2026-12-07T09:00:00.000Z');
    expect(await post(`${chemin}/decision`, { ...suspendre, taux: 60 })).toMatchObject({
      status: 422,
      body: { code: 'TAUX_SUPERIEUR_AU_PLAFOND', plafond: 50, nombrePersonnes: 2, article: 'R. 262-68-6 CASF' },
    });
    expect(await post(`${chemin}/decision`, { ...suspendre, taux: 50 })).toMatchObject({ status: 409, body: { code: 'CONTRADICTOIRE_A_REFAIRE', tauxAnnonce: 40 } });
    const before = await counted(usagerId);
    expect(before).toBe(3);
    const decided = await post(`${chemin}/decision`, suspendre);
    expect(decided).toMatchObject({ status: 201, body: { statut: 'SUSPENDUE', decision: { taux: 40, dateFin: '2027-01-07', decideurId: 'CD33-0007' } } });
    expect(decided.headers.get('etag')).toBe('"v4"');
    const { rows } = await test.platform.pool.query<{ id: string }>(`select id from journal where key = $1 and type = 'sanctions.SuspensionDecidee'`, [usagerId]);
    await say('connector.TransmissionRefusee', {
      usagerId,
      departement: '33',
      transmissionId: randomUUID(),
      faitId: rows[0]!.id,
      api: 'sanctions',
      operation: 'evenementSanctionRSA',
      code: 'C999',
      aFaire: 'Vérifiez auprès de France Travail.',
      refuseeLe: '2026-12-07T09:00:01.000Z',
    });
    await eventually(async () => {
      expect((await http.call('GET', chemin, { as: decideuse })).body).toMatchObject({ transmission: { etat: 'REFUSEE', code: 'C999' } });
    }, WAIT);
    now = new Date('2026-12-18T09:00:00.000Z');
    expect(await post(`${chemin}/levee`, { motif: 'CONTRAT_ETABLI' })).toMatchObject({ status: 201, body: { statut: 'LEVEE', levee: { dateLevee: '2026-12-18' } } });
  });

  it('fait décider la proposition d’un agent par un autre', async () => {
    const [usagerId = ''] = await foyer(1);
    const saisie = { manquement: 'OBLIGATIONS_CONTRAT', dateManquement: '2026-11-10', taux: 100, dureeMois: 2 };
    const headers = { 'idempotency-key': randomUUID() };
    const first = await post(`${queue}/${usagerId}`, saisie, { headers });
    const again = await post(`${queue}/${usagerId}`, saisie, { headers });
    expect(first).toMatchObject({ status: 201, body: { auteur: 'CD', statut: 'PROPOSEE', proposeurs: ['CD33-0007'] } });
    expect(again.body).toEqual(first.body);
    expect(await post(`${queue}/${usagerId}`, { ...saisie, taux: 30 }, { headers })).toMatchObject({ status: 422, body: { code: 'CLE_IDEMPOTENCE_REUTILISEE' } });
    expect(await post(`${queue}/${usagerId}`, saisie)).toMatchObject({ status: 409, body: { code: 'SANCTION_DEJA_PROPOSEE' } });
    const chemin = `${queue}/${usagerId}/${String(first.body.sanctionId)}`;
    expect(await post(`${chemin}/decision`, suspendre, { as: autreDecideur })).toMatchObject({ status: 409, body: { code: 'CONTRADICTOIRE_ABSENT' } });
    await post(`${chemin}/contradictoire`, {}, { as: gestionnaire });
    now = new Date('2026-12-07T09:00:00.000Z');
    const decision = { ...suspendre, taux: 100, dureeMois: 2 };
    expect(await post(`${chemin}/decision`, decision)).toMatchObject({ status: 403, body: { code: 'DECIDEUR_PROPOSANT', detail: expect.stringContaining('L. 262-37') as string } });
    expect(await post(`${chemin}/decision`, decision, { as: autreDecideur })).toMatchObject({ status: 422, body: { code: 'COMPOSITION_A_VERIFIER' } });
    const verifiee = { ...decision, composition: { nombrePersonnes: 1 } };
    expect(await post(`${chemin}/decision`, verifiee, { as: autreDecideur })).toMatchObject({ status: 201, body: { statut: 'SUSPENDUE', decision: { taux: 100 } } });
    expect(await post(`${chemin}/decision`, suspendre, { as: autreDecideur })).toMatchObject({ status: 409, body: { code: 'SANCTION_DEJA_DECIDEE', taux: 100 } });
  });

  it('refuse une sanction sur un droit fermé, et n’écrit rien', async () => {
    const { usagerId, chemin } = await dossierFT(1, { dateAvertissement: '2026-11-01' });
    await say('usagers.DroitRsaFerme', { usagerId, departement: '33', foyerId: randomUUID(), motif: 'FIN_DROIT', dateConstat: '2026-11-23' });
    await eventually(async () => {
      expect((await http.call('GET', chemin, { as: decideuse })).body).toMatchObject({ situation: { droit: 'FERME' } });
    }, WAIT);
    const before = await counted(usagerId);
    expect(await post(`${chemin}/decision`, suspendre)).toMatchObject({ status: 409, body: { code: 'DROIT_FERME' } });
    expect(await post(`${queue}/${usagerId}`, { manquement: 'REFUS_OFFRES', dateManquement: '2026-11-10', taux: 40, dureeMois: 1 })).toMatchObject({ status: 409, body: { code: 'DROIT_FERME' } });
    expect(await counted(usagerId)).toBe(before);
    expect(await post(`${chemin}/decision`, { sens: 'CLASSER', motif: 'DROIT_FERME' })).toMatchObject({ status: 201, body: { statut: 'CLASSEE' } });
  });

  it('ouvre un seul dossier pour une conséquence de sanction, même pour une personne inconnue ici', async () => {
    const usagerId = randomUUID();
    await say('connector.PropositionSanctionRecue', proposition(usagerId));
    await say('connector.PropositionSanctionRecue', proposition(usagerId, { identifiantActivite: '2$autre' }));
    const [temoin = ''] = await foyer(1);
    await say('connector.PropositionSanctionRecue', proposition(temoin));
    await eventually(async () => expect(await counted(temoin)).toBe(1), WAIT);
    await eventually(async () => expect(await counted(usagerId)).toBe(1), WAIT);
    const { body } = await http.call('GET', `${queue}?usagerId=${usagerId}`, { as: gestionnaire });
    expect(body.sanctions).toMatchObject([{ nombrePersonnes: null, proposition: { manquement: 'REFUS_ELABORER' } }]);
  });

  it('dit à chacun ce qu’il ne peut pas faire, avec l’article, et en garde la trace', async () => {
    const { usagerId, sanctionId, chemin } = await dossierFT(1, { dateAvertissement: '2026-11-01' });
    const before = await counted(usagerId);
    const propose = () => post(`${queue}/${usagerId}`, { manquement: 'REFUS_OFFRES', dateManquement: '2026-11-10', taux: 40, dureeMois: 1 }, { as: referente });
    // R. 262-107 CASF: the référente of a structure that does not follow the person does nothing, and learns nothing.
    expect(await propose()).toMatchObject({ status: 403, body: { code: 'AGENT_NON_HABILITE' } });
    expect(await post(`${chemin}/decision`, suspendre, { as: referente })).toMatchObject({ status: 403, body: { code: 'AGENT_NON_HABILITE' } });
    await say('usagers.UsagerRattache', { usagerId, departement: '33', structureCode: 'NAQ0405', structureType: 'ML', depuis: '2026-11-20', motif: 'ORIENTATION' });
    await eventually(async () => expect(await propose()).toMatchObject({ status: 403, body: { code: 'ACTE_NON_HABILITE' } }), WAIT);
    expect(await post(`${chemin}/decision`, suspendre, { as: gestionnaire })).toMatchObject({ status: 403, body: { code: 'DECISION_NON_HABILITEE' } });
    expect(await post(`${chemin}/decision`, suspendre, { as: referente })).toMatchObject({ status: 403, body: { code: 'DECISION_NON_HABILITEE' } });
    expect(await post(`${chemin}/decision`, suspendre, { as: voisin })).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    expect(await http.call('GET', chemin, { as: voisin })).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    expect(await http.call('GET', chemin, { as: referente })).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
    expect(await http.call('GET', queue, { as: voisin })).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    expect(await post(`${chemin}/decision`, { sens: 'SUSPENDRE', taux: 200, dureeMois: 1 })).toMatchObject({ status: 400, body: { code: 'REQUETE_INVALIDE' } });
    expect(await post(`${chemin}/decision`, { ...suspendre, taux: 20 })).toMatchObject({ status: 422, body: { code: 'TAUX_INFERIEUR_AU_MINIMUM', article: 'R. 262-68 CASF' } });
    expect(await post(`${chemin}/decision`, { ...suspendre, dureeMois: 4 })).toMatchObject({ status: 422, body: { code: 'DUREE_HORS_BORNES' } });
    expect(await post(`${chemin}/decision`, { ...suspendre, sens: 'SUPPRIMER' })).toMatchObject({ status: 422, body: { code: 'SUPPRESSION_AU_PREMIER_MANQUEMENT' } });
    expect(await post(`${queue}/${randomUUID()}/${sanctionId}/decision`, suspendre)).toMatchObject({ status: 404, body: { code: 'SANCTION_INCONNUE' } });
    expect(await post(`${queue}/${randomUUID()}`, { manquement: 'REFUS_OFFRES', dateManquement: '2026-11-10', taux: 40, dureeMois: 1 })).toMatchObject({ status: 404, body: { code: 'USAGER_INCONNU' } });
    expect(await post(`${chemin}/decision`, suspendre, { headers: { 'if-match': '"v99"' } })).toMatchObject({ status: 412, body: { code: 'VERSION_INATTENDUE' } });
    expect(await http.call('POST', `${chemin}/decision`, { json: suspendre })).toMatchObject({ status: 401, body: { code: 'JETON_ABSENT' } });
    expect(await counted(usagerId)).toBe(before);
    expect(await refusedOnlyFor(usagerId)).toEqual(expect.arrayContaining(['AGENT_NON_HABILITE', 'DECISION_NON_HABILITEE', 'DEPARTEMENT_ETRANGER', 'TAUX_INFERIEUR_AU_MINIMUM']));
  });

  it('n’écrit qu’une décision quand plusieurs décident en même temps', async () => {
    const { usagerId, chemin } = await dossierFT(1, { dateAvertissement: '2026-11-01' });
    const answers = await Promise.all(
      [40, 30, 40, 30].map((taux, index) => post(`${chemin}/decision`, { ...suspendre, taux }, { as: index % 2 ? decideuse : autreDecideur })),
    );
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const { rowCount } = await test.platform.pool.query(`select 1 from journal where key = $1 and type = 'sanctions.SuspensionDecidee'`, [usagerId]);
    expect(rowCount).toBe(1);
  });

  it('pagine la file par échéance', async () => {
    const first = await http.call('GET', `${queue}?limite=1&statut=A_DECIDER`, { as: gestionnaire });
    const [one] = first.body.sanctions as { echeance: string; sanctionId: string }[];
    const second = await http.call('GET', `${queue}?limite=1&apres=${String(first.body.suite)}`, { as: gestionnaire });
    const [two] = second.body.sanctions as { echeance: string; sanctionId: string }[];
    expect(`${one!.echeance} ${one!.sanctionId}` < `${two!.echeance} ${two!.sanctionId}`).toBe(true);
  });

  describe('l’outil du département, par le bus', () => {
    const avertie = { dateAvertissement: '2026-11-01' };
    type Commande = Events['commandes.DeciderSanction'];
    const put = (cible: { usagerId: string; sanctionId: string }, over: Partial<Commande> = {}, options: Parameters<TestService['put']>[2] = {}) => {
      const { usagerId, sanctionId } = cible;
      const absent = { rang: null, sanctionPrecedenteLe: null, composition: null, avisEquipeLe: null, motif: null, versionAttendue: null };
      const data: Commande = { usagerId, departement: '33', agentId: 'OUTIL33-12', sanctionId, ...absent, ...suspendre, sens: 'SUSPENDRE', ...over };
      return test.put('commandes.DeciderSanction', data, options);
    };

    it('décide comme par HTTP, une seule fois pour un identifiant, et reçoit chaque réponse', async () => {
      const dossier = await dossierFT(1, avertie);
      const verifiee = { composition: { nombrePersonnes: 3, majorationParentIsole: false } };
      const { id, correlationId } = await put(dossier, verifiee);
      await put(dossier, verifiee, { id });
      const answers = await test.answersTo(dossier.usagerId, 2);
      expect(answers[0]).toMatchObject({ correlation: correlationId, data: { commandeId: id, resultat: 'ACCEPTEE', code: null, version: 2 } });
      expect(answers[1]).toMatchObject({ data: { commandeId: id, resultat: 'ACCEPTEE', version: 2 } });
      expect((await http.call('GET', dossier.chemin, { as: gestionnaire })).body).toMatchObject({ statut: 'SUSPENDUE', decision: { taux: 40, decideurId: 'OUTIL33-12' } });
      expect(await counted(dossier.usagerId)).toBe(2);
      const { rows } = await test.platform.pool.query('select agent, granted from access_trace where subject = $1 and action = $2', [dossier.usagerId, 'sanction.decision']);
      expect(rows).toEqual([{ agent: 'OUTIL33-12', granted: true }]);
    });

    it('refusée, dit son code et sa phrase, n’écrit rien, laisse passer la suite et garde trace', async () => {
      const dossier = await dossierFT(2, avertie);
      await put(dossier, { taux: 60 });
      await put(dossier, { taux: null });
      await put(dossier, { sens: 'SUPPRIMER' });
      await put(dossier, { departement: '64' });
      await put({ ...dossier, sanctionId: randomUUID() });
      await put(dossier, { sens: 'CLASSER', motif: 'PAS_DE_SANCTION' });
      const answers = (await test.answersTo(dossier.usagerId, 6)).map(({ data }) => data);
      const refused = ['TAUX_SUPERIEUR_AU_PLAFOND', 'REQUETE_INVALIDE', 'SUPPRESSION_AU_PREMIER_MANQUEMENT', 'DEPARTEMENT_ETRANGER', 'SANCTION_INCONNUE'];
      expect(answers.map(({ code, resultat }) => code ?? resultat)).toEqual([...refused, 'ACCEPTEE']);
      expect(answers[0]?.message).toContain('R. 262-68-6 CASF');
      expect(await counted(dossier.usagerId)).toBe(2);
      expect(await refusedOnlyFor(dossier.usagerId)).toEqual(refused);
    });

    it('illisible, est mise de côté et répondue ici ; les autres personnes continuent', async () => {
      const [dossier, other] = [await dossierFT(1, avertie), await dossierFT(1, avertie)];
      const value = Buffer.from('illisible');
      await put(other, {}, { value, ceType: 'commandes.SignerContrat' });
      await put(dossier, {}, { value });
      await put(other);
      expect((await test.answersTo(other.usagerId, 1))[0]?.data).toMatchObject({ resultat: 'ACCEPTEE' });
      expect((await test.answersTo(dossier.usagerId, 1))[0]?.data).toMatchObject({ resultat: 'REFUSEE', code: 'EVENEMENT_ILLISIBLE' });
      const { rows } = await test.platform.pool.query(`select key from parked_key where topic = 'relais.commandes.v1'`);
      expect(rows).toEqual([{ key: dossier.usagerId }]);
    });
  });

  it('sert sa documentation, dont les exemples passent', async () => {
    const { body } = await http.call('GET', '/documentation/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0' });
    for (const exemple of http.examples('/v1/departements/{departement}/sanctions/{usagerId}')) {
      const [usagerId = ''] = await foyer(1);
      expect(await post(`${queue}/${usagerId}`, exemple, { as: gestionnaire })).toMatchObject({ status: 201 });
    }
  });
});
