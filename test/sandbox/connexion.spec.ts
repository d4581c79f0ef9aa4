import { ClientBacASable } from './client.js';
import { createSandbox, type Sandbox } from './index.js';

describe('jeton OAuth2', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;

  beforeAll(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
  });
  afterAll(() => sandbox.close());

  it('delivers a token for client credentials', async () => {
    const { status, corps, entetes } = await client.demanderToken({ scope: 'rechercheusager profil_accedant' });
    expect(status).toBe(200);
    expect(corps).toEqual({
      scope: 'rechercheusager profil_accedant',
      expires_in: 1499,
      token_type: 'Bearer',
      access_token: expect.stringMatching(/^[\w-]{30,}$/) as string,
    });
    expect(entetes.get('cache-control')).toBe('no-store');
    expect(entetes.get('pragma')).toBe('no-cache');
  });

  it('accepts the realm unencoded and the old application scope', async () => {
    expect((await client.demanderToken({}, '/agent')).status).toBe(200);
    expect((await client.demanderToken({ scope: 'application_PAR_relais33_0001 rechercheusager' })).status).toBe(200);
  });

  it.each([
    ['wrong secret', { client_secret: 'faux' }, 'invalid_client'],
    ['unknown client', { client_id: 'PAR_inconnu' }, 'invalid_client'],
    ['one scope not held', { scope: 'rechercheusager api_inconnuev9' }, 'invalid_scope'],
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['other grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('answers 400 for %s', async (_cas, champs, error) => {
    const { status, corps } = await client.demanderToken(champs);
    expect(status).toBe(400);
    expect(corps).toEqual({ error, error_description: expect.any(String) as string });
  });

  it('refuses another realm', async () => {
    expect((await client.demanderToken({}, '%2Fpartenaire')).status).toBe(400);
  });

  it('gives the same tokens for the same seed, others for another seed', async () => {
    const tirer = async (graine: string): Promise<unknown> => {
      const autre = await createSandbox({ graine });
      const { corps } = await new ClientBacASable(autre.url).demanderToken();
      await autre.close();
      return (corps as { access_token: string }).access_token;
    };
    expect(await tirer('a')).toBe(await tirer('a'));
    expect(await tirer('a')).not.toBe(await tirer('b'));
  });
});
