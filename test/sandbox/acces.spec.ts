import { AGENT, BASES, ClientBacASable, usagerFictif } from './client.js';
import { createSandbox, type Sandbox } from './index.js';

const numeroFranceTravail = '33000000001';
const lecture = `${BASES.orientation}/lectureOrientation`;

describe('accès aux API', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', usagerFictif());
  });
  afterEach(() => sandbox.close());

  const chercher = (entetes: Record<string, string>) =>
    client.appeler(`${BASES.recherche}/par-numero-francetravail`, { entetes, corps: { numeroFranceTravail } });

  it.each([
    ['absent', {}],
    ['unknown', { authorization: 'Bearer inconnu' }],
    ['not a bearer', { authorization: 'Basic YTpi' }],
  ])('answers 401 with an empty JSON body when the token is %s', async (_cas, entetes) => {
    const { status, texte, entetes: recues } = await chercher({ ...AGENT, ...entetes });
    expect({ status, texte }).toEqual({ status: 401, texte: '' });
    expect(recues.get('content-type')).toContain('application/json');
  });

  it('answers 401 once the token is 25 minutes old', async () => {
    const entetes = await client.entetes();
    await client.admin('/horloge', { avancerSecondes: 1490 });
    expect((await chercher(entetes)).status).toBe(200);
    await client.admin('/horloge', { avancerSecondes: 11 });
    expect((await chercher(entetes)).status).toBe(401);
  });

  it('answers 403 when a scope of the API is missing', async () => {
    const entetes = await client.entetes({ scope: 'api_rechercher-usagerv2 profil_accedant' });
    expect((await chercher(entetes)).status).toBe(403);
  });

  it.each(Object.keys(AGENT))('redirects without %s, refuses it empty or with a bar', async (nom) => {
    const { [nom]: _retire, ...sans } = await client.entetes();
    expect((await chercher(sans)).status).toBe(302);
    expect((await chercher({ ...sans, [nom]: '' })).status).toBe(401);
    const barre = await chercher({ ...sans, [nom]: 'a|b' });
    expect(barre.status).toBe(400);
    expect(barre.corps).toMatchObject({ codeRetour: 'R997' });
  });

  it('tolerates unknown headers and fields', async () => {
    const entetes = { ...(await client.entetes()), typeAuth: '/agent', 'x-inconnu': '1' };
    const { status } = await client.appeler(`${BASES.recherche}/par-numero-francetravail`, {
      entetes,
      corps: { numeroFranceTravail, inconnu: true },
    });
    expect(status).toBe(200);
  });

  it('answers 400 in the dialect of the API without jeton', async () => {
    const entetes = await client.entetes();
    const orientation = await client.appeler(lecture, { entetes });
    expect(orientation.status).toBe(400);
    expect(orientation.corps).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/) as string,
      status: 400,
      error: 'Bad Request',
      message: 'Le header ft-jeton-usager est obligatoire',
      path: '/api-orientationusager/v1/orientation',
    });
    const infos = await client.appeler(BASES.infos, { entetes });
    expect(infos.status).toBe(400);
    expect(infos.corps).toMatchObject({ code: 'Non déterminé', status: '400 BAD_REQUEST' });
  });

  it('refuses a jeton after 24 hours, with the chosen status', async () => {
    const { 'ft-jeton-usager': jeton = '' } = await client.entetesUsager(numeroFranceTravail);
    await client.admin('/horloge', { avancerSecondes: 86_399 });
    const lire = async () => client.appeler(lecture, { entetes: { ...(await client.entetes()), 'ft-jeton-usager': jeton } });
    expect((await lire()).status).toBe(200);
    await client.admin('/horloge', { avancerSecondes: 2 });
    expect((await lire()).status).toBe(401);
    await client.admin('/reglages', { statutJetonInvalide: 400 }, 'PUT');
    expect((await lire()).corps).toMatchObject({ status: 400, error: 'Bad Request' });
  });

  it('binds the jeton to the access token in strict mode only', async () => {
    const { 'ft-jeton-usager': jeton = '' } = await client.entetesUsager(numeroFranceTravail);
    const entetes = { ...(await client.entetes()), 'ft-jeton-usager': jeton };
    expect((await client.appeler(lecture, { entetes })).status).toBe(200);
    await client.admin('/reglages', { jetonStrict: true }, 'PUT');
    expect((await client.appeler(lecture, { entetes })).status).toBe(401);
  });

  it('answers 403 on a person who left the structure since the jeton', async () => {
    const entetes = await client.entetesUsager(numeroFranceTravail);
    await client.admin('/usagers', usagerFictif({ structures: ['CDP0040'] }));
    expect((await client.appeler(lecture, { entetes })).status).toBe(403);
  });
});
