import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { createSandbox, type Sandbox } from './index.js';
import { lireQuota } from './quotas.js';

const numeroFranceTravail = '33000000001';
const DECISION = { etat_decision: 'ACCEPTEE', date_decision: '2026-11-20', organisme_decision: 'CD', agent_decision: 'A1' };

describe('fautes et quotas', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;
  let entetes: Record<string, string>;

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', usagerFictif());
    await client.admin('/preconisations', { numeroFranceTravail, parcours: 'PSP', organisme: 'CD' });
    entetes = await client.entetesUsager(numeroFranceTravail);
  });
  afterEach(() => sandbox.close());

  const lire = () => client.appeler(`${BASES.orientation}/lectureOrientation`, { entetes });
  const poser = (faute: object) => client.admin('/fautes', faute);

  it('plays a fault the asked number of times, on its operation only', async () => {
    await poser({ type: 'statut', statut: 503, api: 'orientationusager', operation: 'lectureOrientation', nombre: 2 });
    expect((await client.appeler(BASES.infos, { entetes })).status).toBe(200);
    expect([(await lire()).status, (await lire()).status, (await lire()).status]).toEqual([503, 503, 200]);
  });

  it('plays a fault until it is erased', async () => {
    await poser({ type: 'passerelle', nombre: null });
    expect(await lire()).toMatchObject({ status: 500, corps: { codeErreur: 'JCS0011G', codeHttp: 500 } });
    expect((await lire()).status).toBe(500);
    await client.admin('/fautes', undefined, 'DELETE');
    expect((await lire()).status).toBe(200);
  });

  it('answers HTML, an own body, an empty 500, a 429 with or without Retry-After', async () => {
    await poser({ type: 'html' });
    const page = await lire();
    expect([page.status, page.entetes.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    await poser({ type: 'statut', statut: 502, corps: 'Bad Gateway' });
    expect(await lire()).toMatchObject({ status: 502, texte: 'Bad Gateway' });
    await poser({ type: 'statut', api: 'activites-operationnelles' });
    expect(await client.appeler(`${BASES.activites}/referentiel-activites`, { entetes })).toMatchObject({ status: 500, texte: '' });
    await poser({ type: 'statut', statut: 429, retryAfter: 7 });
    expect((await lire()).entetes.get('retry-after')).toBe('7');
    await poser({ type: 'statut', statut: 429 });
    expect((await lire()).entetes.get('retry-after')).toBeNull();
  });

  it('delays an answer', async () => {
    await poser({ type: 'lente', millisecondes: 30 });
    const debut = performance.now();
    expect((await lire()).status).toBe(200);
    expect(performance.now() - debut).toBeGreaterThanOrEqual(28);
  });

  it.each(['perdue', 'coupee'])('applies the act when the answer is %s', async (type) => {
    await poser({ type, operation: 'decisionOrientation' });
    const decider = client.appeler(`${BASES.orientation}/decisionOrientation`, { entetes, corps: DECISION });
    await expect(decider).rejects.toThrow();
    expect((await lire()).corps).toEqual([expect.objectContaining({ etat: 'OUVERT', statut: 'DECIDE' })]);
    const { corps } = await client.admin('/journal?operation=decisionOrientation');
    expect(corps).toMatchObject({ appels: [{ status: 201, faute: type }] });
  });

  it('cuts a body in the middle', async () => {
    await poser({ type: 'coupee', operation: 'lectureOrientation' });
    await expect(lire()).rejects.toThrow();
  });

  it('expires the token or the jeton that is presented', async () => {
    await poser({ type: 'jeton-expire' });
    expect((await client.appeler(`${BASES.activites}/referentiel-activites`, { entetes })).status).toBe(200);
    expect((await lire()).status).toBe(401);
    expect((await lire()).status).toBe(401);
    entetes = await client.entetesUsager(numeroFranceTravail);
    await poser({ type: 'token-expire' });
    expect([(await lire()).status, (await lire()).status]).toEqual([401, 401]);
  });

  it('refuses a fault on an unknown API or operation', async () => {
    expect((await poser({ type: 'html', api: 'inconnue' })).status).toBe(400);
    expect((await poser({ type: 'html', api: 'connexion', operation: 'decider' })).status).toBe(400);
    expect((await poser({ type: 'explosion' })).status).toBe(400);
  });

  it('limits by client and API, and says when to come back', async () => {
    await client.admin('/quotas', { orientationusager: '2/m' }, 'PUT');
    expect([(await lire()).status, (await lire()).status]).toEqual([200, 200]);
    const refuse = await lire();
    expect(refuse.status).toBe(429);
    expect(Number(refuse.entetes.get('retry-after'))).toBeGreaterThan(50);
    expect(refuse.entetes.get('content-type')).toContain('text/plain');
    expect((await client.appeler(BASES.infos, { entetes })).status).toBe(200);
    await client.admin('/horloge', { avancerSecondes: 61 });
    expect((await lire()).status).toBe(200);
  });

  it('may limit without Retry-After, on the token endpoint too', async () => {
    await client.admin('/quotas', { '*': { limite: 1, fenetreSecondes: 60, sansRetryAfter: true } }, 'PUT');
    expect((await client.demanderToken()).status).toBe(200);
    const refuse = await client.demanderToken();
    expect([refuse.status, refuse.entetes.get('retry-after')]).toEqual([429, null]);
    expect((await client.admin('/quotas', { inconnue: '1/s' }, 'PUT')).status).toBe(400);
    await client.admin('/quotas', {}, 'PUT');
    expect((await client.demanderToken()).status).toBe(200);
  });

  it('reads quotas', () => {
    expect(lireQuota('5/s')).toEqual({ limite: 5, fenetreSecondes: 1 });
    expect(lireQuota('300/m')).toEqual({ limite: 300, fenetreSecondes: 60 });
    expect([lireQuota('0/s'), lireQuota('5'), lireQuota('5/an')]).toEqual([undefined, undefined, undefined]);
  });
});
