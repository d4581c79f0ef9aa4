import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { createSandbox, type Sandbox } from './index.js';

const numeroFranceTravail = '33000000001';

describe('administration', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', usagerFictif());
  });
  afterEach(() => sandbox.close());

  it('is ready', async () => {
    expect(await client.admin('/sante')).toMatchObject({ status: 200, corps: { etat: 'pret', usagers: 1 } });
  });

  it('shows one person with orientations and activities', async () => {
    await client.admin('/preconisations', [{ numeroFranceTravail, parcours: 'PED', organisme: 'FT' }]);
    expect((await client.admin(`/usagers/${numeroFranceTravail}`)).corps).toMatchObject({
      usager: { numeroFranceTravail },
      orientations: [{ etat: 'EN_ATTENTE' }],
      activites: [{ codeActivite: 'ACT382' }],
    });
    expect((await client.admin('/activites')).corps).toMatchObject({ activites: [{ codeActivite: 'ACT382' }] });
  });

  it('says what is wrong in a request, in French', async () => {
    expect(await client.admin('/usagers', { numeroFranceTravail: '12' })).toMatchObject({
      status: 400,
      corps: { erreur: expect.stringContaining('Demande incorrecte') as string },
    });
    const inconnu = { numeroFranceTravail: '99999999999', parcours: 'PED', organisme: 'FT' };
    expect((await client.admin('/preconisations', inconnu)).status).toBe(404);
    expect((await client.admin('/usagers/99999999999')).status).toBe(404);
  });

  it('journals every call, without any secret or NIR', async () => {
    const entetes = await client.entetesUsager(numeroFranceTravail);
    const corps = { nir: '185033306300142', dateNaissance: '1985-03-12' };
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await client.appeler(`${BASES.recherche}/par-datenaissance-et-nir`, { entetes: { ...entetes, traceparent }, corps });
    await client.appeler(BASES.infos, { entetes });
    const { corps: journal, texte } = await client.admin('/journal');
    expect(journal).toMatchObject({
      appels: [
        { numero: 1, api: 'connexion', operation: 'access_token', status: 200, clientId: 'PAR_relais33_0001', agent: null },
        { api: 'rechercher-usager', operation: 'par-numero-francetravail', status: 200, agent: 'BATCH', numeroFranceTravail: null },
        { operation: 'par-datenaissance-et-nir', status: 200, traceId: '4bf92f3577b34da6a3ce929d0e0e4736' },
        { numero: 4, api: 'informations-administratives', numeroFranceTravail, empreinteCorps: null },
      ],
    });
    for (const secret of ['1850333063001', entetes['ft-jeton-usager'], entetes['authorization']?.slice(7), 'secret-bac-a-sable'])
      expect(texte).not.toContain(secret);
    const filtre = await client.admin('/journal?api=rechercher-usager&depuis=2');
    expect((filtre.corps as { appels: unknown[] }).appels).toHaveLength(1);
  });

  it('forgets everything on reset, and never gives an old jeton a new meaning', async () => {
    const avant = await client.entetesUsager(numeroFranceTravail);
    await client.admin('/reinitialiser', {});
    expect((await client.admin('/journal')).corps).toEqual({ appels: [] });
    expect((await client.admin(`/usagers/${numeroFranceTravail}`)).status).toBe(404);
    await client.admin('/usagers', usagerFictif());
    const apres = await client.entetesUsager(numeroFranceTravail);
    expect(apres['ft-jeton-usager']).not.toBe(avant['ft-jeton-usager']);
    expect((await client.appeler(BASES.infos, { entetes: avant })).status).toBe(401);
  });

  it('shows a page that escapes what it shows', async () => {
    await client.admin('/usagers', usagerFictif({ nom: '<script>x</script>' }));
    await client.admin('/preconisations', { numeroFranceTravail, parcours: 'PED', organisme: 'FT' });
    const { status, texte } = await client.appeler('/');
    expect(status).toBe(200);
    expect(texte).toContain('Panier CDP0033 (1)');
    expect(texte).toContain('&lt;script&gt;');
    expect(texte).not.toContain('<script>x');
    expect(texte).not.toContain('1850333063001');
  });

  it('refuses wrong start options with the reason', async () => {
    await expect(createSandbox({ quotas: { inconnue: { limite: 1, fenetreSecondes: 1 } } })).rejects.toThrow('API inconnue');
    await expect(createSandbox({ comptes: [] })).rejects.toThrow('La liste des comptes est incorrecte');
  });
});
