import { ConnectorModule } from '@relais/connector/connector.module';
import { problems } from '@relais/connector/adapters/http/problems';
import { eventually } from '../../kit/environment.js';
import { httpService, type TestHttp } from '../../kit/http-service.js';
import { type Bac, openBac, type Personne } from './bac.js';

const cd33 = { code: 'CDP0033', type: 'CD' };
const decideuse = { sub: 'CD33-0007', roles: ['DECIDEUR'], departement: '33', structure: cd33 };
const referent = { sub: 'CD33-0008', roles: ['REFERENT'], departement: '33', structure: cd33 };
const exploitant = { sub: 'CD33-0009', roles: ['EXPLOITANT'], departement: '33', structure: cd33 };
const voisin = { sub: 'CD64-0001', roles: ['DECIDEUR', 'EXPLOITANT'], departement: '64', structure: { code: 'CDP0064', type: 'CD' } };
const WAIT = { timeoutMs: 30_000 };

describe('les transmissions et livraisons, par HTTP', () => {
  let bac: Bac;
  let http: TestHttp;
  let acquittee: Personne;
  let enAttente: Personne;
  const path = '/v1/departements/33/transmissions';

  beforeAll(async () => {
    bac = await openBac();
    http = await httpService({ platform: bac.test.platform, module: ConnectorModule.register(bac.test.platform, bac.config), problems });
    acquittee = await bac.personne();
    await bac.preconiser(acquittee);
    bac.start();
    await bac.decision(acquittee);
    await eventually(async () => expect(await bac.rows("select 1 from transmission where etat = 'ACQUITTEE'")).toHaveLength(1), WAIT);
    await bac.admin('/fautes', { type: 'statut', statut: 429, retryAfter: 600, operation: 'par-datenaissance-et-nir' });
    enAttente = await bac.personne();
    await bac.decision(enAttente);
    await eventually(async () => expect(await bac.rows("select 1 from transmission where code = 'HTTP_429'")).toHaveLength(1), WAIT);
    await eventually(async () => expect(await bac.rows("select 1 from livraison where etat = 'LIVREE'")).toHaveLength(2), WAIT);
  });
  afterAll(async () => {
    await http.close();
    await bac.close();
  });

  it('montrent l’état, la raison d’attendre et le prochain essai', async () => {
    const { status, body } = await http.call('GET', path, { as: decideuse });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      transmissions: [
        { usagerId: enAttente.usagerId, etat: 'EN_ATTENTE', code: 'HTTP_429', closeLe: null, explication: 'France Travail demande d’attendre. Un nouvel essai est prévu.' },
        { usagerId: acquittee.usagerId, etat: 'ACQUITTEE', code: null, prochainEssai: null, explication: null },
      ],
      suite: null,
    });
  });

  it('se filtrent et se suivent page à page', async () => {
    const filtered = await http.call('GET', `${path}?usagerId=${acquittee.usagerId}&etat=ACQUITTEE`, { as: exploitant });
    expect(filtered.body['transmissions']).toHaveLength(1);
    const first = await http.call('GET', `${path}?limite=1`, { as: decideuse });
    expect(first.body).toMatchObject({ transmissions: [{ usagerId: enAttente.usagerId }] });
    const second = await http.call('GET', `${path}?limite=1&apres=${String(first.body['suite'])}`, { as: decideuse });
    expect(second.body).toMatchObject({ transmissions: [{ usagerId: acquittee.usagerId }] });
  });

  it('montrent chaque essai d’une transmission, et tracent qui regarde', async () => {
    const { body } = await http.call('GET', `${path}?usagerId=${acquittee.usagerId}`, { as: decideuse });
    const [{ id } = { id: '' }] = body['transmissions'] as { id: string }[];
    const read = await http.call('GET', `${path}/${id}`, { as: decideuse });
    expect(read.body).toMatchObject({ id, envois: 1, tentatives: [{ genre: 'ENVOI', issue: 'ok', code: null }] });
    const traces = await bac.rows('select agent, granted from access_trace where subject = $1', acquittee.usagerId);
    expect(traces).toContainEqual({ agent: 'CD33-0007', granted: true });
  });

  it('se refusent à qui n’en a pas le droit', async () => {
    expect((await http.call('GET', path)).status).toBe(401);
    expect((await http.call('GET', path, { as: referent })).body).toMatchObject({ status: 403, code: 'ROLE_INSUFFISANT' });
    expect((await http.call('GET', path, { as: voisin })).body).toMatchObject({ status: 403, code: 'DEPARTEMENT_ETRANGER' });
    expect((await http.call('GET', `${path}/00000000-0000-7000-8000-000000000000`, { as: decideuse })).body).toMatchObject({ status: 404, code: 'TRANSMISSION_INCONNUE' });
    expect((await http.call('GET', `${path}?etat=PERDUE`, { as: decideuse })).body).toMatchObject({ status: 400, code: 'REQUETE_INVALIDE' });
    expect((await http.call('GET', '/v1/partenaires/livraisons', { as: decideuse })).status).toBe(403);
  });

  it('montrent à l’exploitation où en sont les livraisons de son département', async () => {
    const { body } = await http.call('GET', '/v1/partenaires/livraisons?etat=LIVREE', { as: exploitant });
    expect(body).toMatchObject({ livraisons: [{ usagerId: enAttente.usagerId, abonnement: 'structure NAQ0405', etat: 'LIVREE', essais: 1, sequence: 1 }, { usagerId: acquittee.usagerId }] });
    expect(JSON.stringify(body)).not.toContain('PSP');
    expect((await http.call('GET', '/v1/partenaires/livraisons', { as: voisin })).body).toEqual({ livraisons: [], suite: null });
  });

  it('racontent ce qui s’est dit d’une personne, avec France Travail et sur le topic du partenaire', async () => {
    const historique = (as: typeof decideuse) => http.call('GET', `${path}/usagers/${acquittee.usagerId}/historique`, { as });
    const [transmission] = (await http.call('GET', `${path}?usagerId=${acquittee.usagerId}`, { as: decideuse })).body['transmissions'] as { faitId: string }[];
    await eventually(async () => {
      const { faits } = (await historique(exploitant)).body as { faits: { type: string }[] };
      expect(faits.filter(({ type }) => !type.endsWith('Recue'))).toEqual([
        expect.objectContaining({ type: 'partenaires.PersonneOrientee', topic: 'relais.partenaires.naq0405.v1', publie: true, origine: expect.objectContaining({ causationId: transmission?.faitId }) as unknown }),
        expect.objectContaining({ type: 'connector.TransmissionAcquittee', topic: 'relais.connector.v1', publie: true, publieLe: expect.stringMatching(/Z$/) as unknown }),
      ]);
    }, WAIT);
    expect((await historique(voisin)).body).toMatchObject({ status: 403, code: 'DEPARTEMENT_ETRANGER' });
    expect((await historique(referent)).body).toMatchObject({ status: 403, code: 'ROLE_INSUFFISANT' });
  });

  it('montrent à qui décide celles d’une personne, et le tracent', async () => {
    const { body } = await http.call('GET', `/v1/partenaires/livraisons?usagerId=${acquittee.usagerId}`, { as: decideuse });
    const [transmission] = (await http.call('GET', `${path}?usagerId=${acquittee.usagerId}`, { as: decideuse })).body['transmissions'] as { faitId: string }[];
    expect(body['livraisons']).toEqual([expect.objectContaining({ usagerId: acquittee.usagerId, faitId: transmission?.faitId, etat: 'LIVREE' })]);
    const traces = await bac.rows('select action from access_trace where subject = $1 and action = $2', acquittee.usagerId, 'livraison.consultation');
    expect(traces).toHaveLength(1);
  });
});
