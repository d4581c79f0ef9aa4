import { randomUUID } from 'node:crypto';
import { problems } from '@relais/connector/adapters/http/problems';
import { ConnectorModule } from '@relais/connector/connector.module';
import { type Events } from '@relais/schemas';
import { eventually } from '../../kit/environment.js';
import { httpService, type TestHttp } from '../../kit/http-service.js';
import { type Bac, openBac, type Personne } from './bac.js';

const WAIT = { timeoutMs: 30_000 };
type Posee = { propositions: [{ idConsequenceSanction: string; activite: { identifiantActivite: string } }] };
type Vue = { manquements: { justification: string; consequences: { id: string; validee?: { montant: number }; evenements: { typeEvenement: string }[] }[] }[] };

describe('une sanction, de France Travail au département et retour', () => {
  let bac: Bac;
  beforeAll(async () => {
    bac = await openBac();
  });
  beforeEach(async () => {
    await bac.admin('/fautes', undefined, 'DELETE');
    bac.start();
  });
  afterEach(() => bac.stop());
  afterAll(() => bac.close());

  const proposer = async ({ numeroFranceTravail }: Personne, champs: object = {}): Promise<Posee['propositions'][0]> => {
    const posee = (await bac.admin('/propositions-sanction', { numeroFranceTravail, famille: 'F01', montant: 40, dateAvertissement: '2026-11-02', ...champs })) as Posee;
    return posee.propositions[0];
  };
  const suspendue = (personne: Personne, idConsequenceSanction: string | null, over: Partial<Events['sanctions.SuspensionDecidee']> = {}) =>
    bac.dire('sanctions.SuspensionDecidee', {
      usagerId: personne.usagerId,
      departement: '33',
      sanctionId: randomUUID(),
      manquement: 'OBLIGATIONS_CONTRAT',
      dateManquement: '2026-10-20',
      rang: 'PREMIER',
      taux: 40,
      dureeMois: 1,
      nombrePersonnes: 1,
      majorationParentIsole: false,
      compositionOrigine: 'FLUX',
      dateDecision: '2026-12-07',
      dateNotification: '2026-12-07',
      dateFin: '2027-01-07',
      decideurId: 'CD33-0007',
      decideurStructure: 'CDP0033',
      identifiantActivite: null,
      idConsequenceSanction,
      regle: 'sanction.obligations.premier.1',
      ...over,
    });
  const dossier = { departement: '33', sanctionId: randomUUID(), identifiantActivite: '1$a' };
  const ouvert = ({ usagerId }: Personne, idConsequenceSanction: string | null) =>
    bac.dire('sanctions.ContradictoireOuvert', {
      ...dossier,
      usagerId,
      idConsequenceSanction,
      typeSanction: 'SUSPENSION',
      taux: 40,
      dureeMois: 1,
      dateReception: '2026-11-24',
      jours: 10,
      dateLimite: '2026-12-04',
      plusSevere: false,
      agentId: 'CD33-0001',
      dateOuverture: '2026-11-24',
      regle: 'sanction.contradictoire-10-jours.1',
    });
  const attendre = (faitId: string, expected: object): Promise<void> =>
    eventually(async () => {
      const [row] = await bac.rows('select etat, code, envois, operation from transmission where fait_id = $1', faitId);
      expect(row).toMatchObject(expected);
    }, WAIT);
  const vue = async ({ numeroFranceTravail }: Personne) => ((await bac.admin(`/usagers/${numeroFranceTravail}`)) as Vue).manquements;
  const evenements = async (personne: Personne) => (await vue(personne)).flatMap(({ consequences }) => consequences.flatMap((one) => one.evenements.map(({ typeEvenement }) => typeEvenement)));
  const appels = async (personne: Personne, operation: string) => {
    const calls = (await bac.appels(operation)) as unknown as { numeroFranceTravail: string; status: number; agent: string }[];
    return calls.filter(({ numeroFranceTravail }) => numeroFranceTravail === personne.numeroFranceTravail).map(({ status, agent }) => `${status} ${agent}`);
  };
  const dit = async ({ usagerId }: Personne, type: string) => (await bac.told(usagerId)).filter((told) => told.type === type);

  it.each([
    ['ACT366', { type: 'SUSP_RSA' }],
    ['ACT370', { type: 'SUPPR_RSA', duree: 4 }],
  ])('arrive une fois sur le bus, avec ce que France Travail propose (%s)', async (codeActivite, champs) => {
    const personne = await bac.personne();
    const { idConsequenceSanction, activite } = await proposer(personne, champs);
    await eventually(async () => expect(await dit(personne, 'connector.PropositionSanctionRecue')).toHaveLength(1), WAIT);
    const before = (await bac.appels('chercher')).length;
    await eventually(async () => expect((await bac.appels('chercher')).length).toBeGreaterThanOrEqual(before + 9), WAIT);
    const [proposition, ...others] = await dit(personne, 'connector.PropositionSanctionRecue');
    expect(others).toEqual([]);
    expect(proposition?.data).toMatchObject({
      usagerId: personne.usagerId,
      departement: '33',
      identifiantActivite: activite.identifiantActivite,
      codeActivite,
      idConsequenceSanction,
      typeSanction: champs.type,
      familleManquement: 'F01',
      naturesDefaut: ['N23'],
      dateAvertissement: '2026-11-02',
      modalite: 'P',
      montant: 40,
    });
    expect(JSON.stringify(proposition?.data)).not.toContain('bac à sable');
  });

  it('est saisie à l’ouverture du contradictoire, puis validée par la décision, une fois chacune', async () => {
    const personne = await bac.personne();
    const { idConsequenceSanction } = await proposer(personne);
    await attendre(await ouvert(personne, idConsequenceSanction), { etat: 'ACQUITTEE', operation: 'evenementSanctionRSA' });
    expect(await evenements(personne)).toEqual(['PROP_SANCTION', 'ACCORD_FT_SANCTION', 'SAISIE_SANCTION']);
    await attendre(await suspendue(personne, idConsequenceSanction), { etat: 'ACQUITTEE', envois: 1 });
    expect((await vue(personne))[0]?.consequences[0]).toMatchObject({ validee: { modalite: 'P', montant: 40, duree: 1 } });
    expect(await appels(personne, 'evenementSanctionRSA')).toEqual(['200 CD33-0001', '200 CD33-0007']);
  });

  it('est saisie puis validée quand rien ne l’a été avant la décision', async () => {
    const personne = await bac.personne();
    const { idConsequenceSanction } = await proposer(personne);
    await attendre(await suspendue(personne, idConsequenceSanction), { etat: 'ACQUITTEE', envois: 1 });
    expect(await evenements(personne)).toEqual(['PROP_SANCTION', 'ACCORD_FT_SANCTION', 'SAISIE_SANCTION', 'VALID_SANCTION']);
  });

  it.each([1, 2])('n’est pas validée deux fois quand la réponse %s est perdue : la sanction est relue', async (nombre) => {
    const personne = await bac.personne();
    const { idConsequenceSanction } = await proposer(personne);
    await bac.admin('/fautes', { type: 'perdue', api: 'gestion-sanctions-rsa', operation: 'evenementSanctionRSA', nombre });
    const faitId = await suspendue(personne, idConsequenceSanction);
    await attendre(faitId, { etat: 'ACQUITTEE' });
    const types = await evenements(personne);
    expect(types.filter((type) => type === 'SAISIE_SANCTION')).toHaveLength(1);
    expect(types.filter((type) => type === 'VALID_SANCTION')).toHaveLength(1);
  });

  it('est refusée chez France Travail quand le dossier est classé', async () => {
    const personne = await bac.personne();
    const { idConsequenceSanction } = await proposer(personne);
    const decideur = { decideurId: 'CD33-0007', decideurStructure: 'CDP0033' };
    const faitId = await bac.dire('sanctions.SanctionClassee', { ...dossier, ...decideur, usagerId: personne.usagerId, idConsequenceSanction, motif: 'MOTIF_LEGITIME', dateDecision: '2026-12-07' });
    await attendre(faitId, { etat: 'ACQUITTEE' });
    const types = await evenements(personne);
    expect(types).toContain('REFUS_SANCTION');
    expect(types).not.toContain('REFUS_SAISIE_SANCTION');
  });

  it('que France Travail a décidée autrement attend une personne', async () => {
    const personne = await bac.personne();
    const { idConsequenceSanction } = await proposer(personne);
    await attendre(await suspendue(personne, idConsequenceSanction, { taux: 50 }), { etat: 'ACQUITTEE' });
    await attendre(await suspendue(personne, idConsequenceSanction), { etat: 'A_TRAITER', code: 'DECISION_DIFFERENTE' });
    expect(await dit(personne, 'connector.TransmissionRefusee')).toMatchObject([{ data: { code: 'DECISION_DIFFERENTE' } }]);
  });

  it('décidée par le département seul, est transmise une fois, avec la référence du dossier', async () => {
    const personne = await bac.personne();
    const sanctionId = randomUUID();
    await attendre(await suspendue(personne, null, { sanctionId }), { etat: 'ACQUITTEE', envois: 1, operation: 'decisionSanctionRSAPartenaire' });
    expect(await vue(personne)).toMatchObject([{ famille: 'F01', justification: `Dossier ${sanctionId}`, consequences: [{ type: 'SUSP_RSA', validee: { montant: 40 } }] }]);
    await attendre(await ouvert(personne, null).then(() => suspendue(personne, null, { sanctionId: randomUUID() })), { etat: 'ACQUITTEE' });
    expect(await appels(personne, 'evenementSanctionRSA')).toEqual([]);
  });

  it.each([
    ['perdue', { type: 'perdue' }, 1],
    ['coupée', { type: 'coupee' }, 1],
    ['en erreur', { type: 'statut', statut: 500 }, 0],
  ])('décidée par le département seul, n’est jamais envoyée deux fois quand la réponse est %s : une personne conclut', async (_quoi, faute, sanctions) => {
    const personne = await bac.personne();
    await bac.admin('/fautes', { ...faute, api: 'gestion-sanctions-rsa', operation: 'decisionSanctionRSAPartenaire' });
    await attendre(await suspendue(personne, null), { etat: 'A_TRAITER', code: 'RELECTURE_IMPOSSIBLE', envois: 1 });
    expect(await appels(personne, 'decisionSanctionRSAPartenaire')).toHaveLength(1);
    expect(await vue(personne)).toHaveLength(sanctions);
    const [refusee] = await dit(personne, 'connector.TransmissionRefusee');
    expect((refusee?.data as { aFaire: string }).aFaire).toContain('pour ne pas sanctionner deux fois');
  });

  it('part plus tard quand France Travail certainement ne l’a pas reçue', async () => {
    const personne = await bac.personne();
    await bac.admin('/fautes', { type: 'statut', statut: 429, retryAfter: 1, api: 'gestion-sanctions-rsa', operation: 'decisionSanctionRSAPartenaire' });
    await attendre(await suspendue(personne, null), { etat: 'ACQUITTEE', envois: 2 });
    expect(await vue(personne)).toHaveLength(1);
  });

  describe('dont la réponse s’est perdue', () => {
    const cd33 = { code: 'CDP0033', type: 'CD' };
    const decideuse = { sub: 'CD33-0007', roles: ['DECIDEUR'], departement: '33', structure: cd33 };
    const path = '/v1/departements/33/transmissions';
    const justification = 'Vu avec le correspondant France Travail ce matin';
    let http: TestHttp;
    beforeAll(async () => {
      http = await httpService({ platform: bac.test.platform, module: ConnectorModule.register(bac.test.platform, bac.config), problems });
    });
    afterAll(() => http.close());

    /** The answer is lost (`perdue`), or the call never arrives (`statut` 500); what waits for a person, as the list shows it. */
    const perdue = async (faute: object): Promise<{ personne: Personne; faitId: string; id: string; version: number }> => {
      const personne = await bac.personne();
      await bac.admin('/fautes', { ...faute, api: 'gestion-sanctions-rsa', operation: 'decisionSanctionRSAPartenaire', nombre: 1 });
      const faitId = await suspendue(personne, null);
      await attendre(faitId, { etat: 'A_TRAITER', code: 'RELECTURE_IMPOSSIBLE', envois: 1 });
      const { body } = await http.call('GET', `${path}?etat=A_TRAITER&usagerId=${personne.usagerId}`, { as: decideuse });
      const [{ id, version }] = body['transmissions'] as [{ id: string; version: number }];
      return { personne, faitId, id, version };
    };
    const conclure = (id: string, json: object, headers: Record<string, string> = {}) => http.call('POST', `${path}/${id}/conclusion`, { as: decideuse, json, headers });

    it('arrive une fois quand une personne constate qu’elle est absente, même si elle le dit deux fois', async () => {
      const { personne, faitId, id } = await perdue({ type: 'statut', statut: 500 });
      expect((await http.call('POST', `${path}/${id}/relance`, { as: decideuse, json: { justification } })).body).toMatchObject({ status: 409, code: 'CONSTAT_NECESSAIRE' });
      const key = { 'idempotency-key': randomUUID() };
      const first = await conclure(id, { constat: 'ABSENTE', justification }, key);
      expect(first).toMatchObject({ status: 201, body: { id, etat: 'EN_ATTENTE' } });
      await attendre(faitId, { etat: 'ACQUITTEE', envois: 2 });
      expect((await conclure(id, { constat: 'ABSENTE', justification }, key)).body).toEqual(first.body);
      expect((await conclure(id, { constat: 'ABSENTE', justification })).body).toMatchObject({ status: 409, code: 'RIEN_A_CONCLURE' });
      expect(await vue(personne)).toHaveLength(1);
      expect(await appels(personne, 'decisionSanctionRSAPartenaire')).toHaveLength(2);
      expect(await dit(personne, 'connector.TransmissionAcquittee')).toMatchObject([{ data: { faitId, parRelecture: false, parConstat: false } }]);
    });

    it('reste une seule quand une personne la constate chez France Travail', async () => {
      const { personne, faitId, id, version } = await perdue({ type: 'perdue' });
      const stale = await conclure(id, { constat: 'PRISE_EN_COMPTE', justification }, { 'if-match': `"v${version - 1}"` });
      expect(stale.body).toMatchObject({ status: 412, code: 'VERSION_INATTENDUE' });
      const concluded = await conclure(id, { constat: 'PRISE_EN_COMPTE', justification }, { 'if-match': `"v${version}"` });
      expect(concluded).toMatchObject({ status: 201, body: { id, etat: 'ACQUITTEE', code: null } });
      expect(concluded.headers.get('etag')).toBe(`"v${version + 1}"`);
      await attendre(faitId, { etat: 'ACQUITTEE', envois: 1 });
      expect(await vue(personne)).toHaveLength(1);
      expect(await dit(personne, 'connector.TransmissionAcquittee')).toMatchObject([{ data: { faitId, transmissionId: id, parRelecture: false, parConstat: true } }]);
    });

    it('garde qui a conclu, quand et pourquoi, sans le laisser lire dans la base', async () => {
      const { personne, id } = await perdue({ type: 'perdue' });
      await conclure(id, { constat: 'PRISE_EN_COMPTE', justification });
      const { body } = await http.call('GET', `${path}/${id}`, { as: decideuse });
      expect((body['tentatives'] as object[]).at(-1)).toMatchObject({ genre: 'CONCLUSION', issue: 'PRISE_EN_COMPTE', agent: 'CD33-0007', justification });
      const [stored] = await bac.rows<{ justification: Buffer }>('select justification from transmission_tentative where transmission_id = $1 and agent is not null', id);
      expect(stored?.justification.includes('correspondant')).toBe(false);
      const traces = await bac.rows('select agent, granted, reason from access_trace where subject = $1 and action = $2', personne.usagerId, 'transmission.conclusion');
      expect(traces).toEqual([{ agent: 'CD33-0007', granted: true, reason: null }]);
    });

    it('n’est pas conclue par qui n’en a pas le droit, ni sans justification', async () => {
      const { id } = await perdue({ type: 'perdue' });
      const json = { constat: 'ABSENTE', justification };
      const refused = async (as: object, body: object = json) => (await http.call('POST', `${path}/${id}/conclusion`, { as: { ...decideuse, ...as }, json: body })).body;
      expect(await refused({ roles: ['GESTIONNAIRE'] })).toMatchObject({ status: 403, code: 'ROLE_INSUFFISANT' });
      expect(await refused({ departement: '64' })).toMatchObject({ status: 403, code: 'DEPARTEMENT_ETRANGER' });
      expect(await refused({}, { constat: 'ABSENTE', justification: ' ' })).toMatchObject({ status: 400, code: 'REQUETE_INVALIDE' });
      expect((await conclure(randomUUID(), json)).body).toMatchObject({ status: 404, code: 'TRANSMISSION_INCONNUE' });
      expect(await bac.rows('select etat from transmission where id = $1', id)).toEqual([{ etat: 'A_TRAITER' }]);
    });
  });

  it('refusée, repart une fois la cause corrigée', async () => {
    const personne = await bac.personne();
    await bac.admin('/fautes', { type: 'statut', statut: 400, api: 'gestion-sanctions-rsa', operation: 'decisionSanctionRSAPartenaire', nombre: 1 });
    const faitId = await suspendue(personne, null);
    await attendre(faitId, { etat: 'REFUSEE' });
    const http = await httpService({ platform: bac.test.platform, module: ConnectorModule.register(bac.test.platform, bac.config), problems });
    const [{ id } = { id: '' }] = await bac.rows<{ id: string }>('select id from transmission where fait_id = $1', faitId);
    const exploitant = { sub: 'CD33-0009', roles: ['EXPLOITANT'], departement: '33', structure: { code: 'CDP0033', type: 'CD' } };
    const { status } = await http.call('POST', `/v1/departements/33/transmissions/${id}/relance`, { as: exploitant, json: { justification: 'Dossier corrigé' } });
    await http.close();
    expect(status).toBe(201);
    await attendre(faitId, { etat: 'ACQUITTEE', envois: 2 });
    expect(await vue(personne)).toHaveLength(1);
  });
});
