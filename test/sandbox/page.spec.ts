import { ClientBacASable, usagerFictif } from './client.js';
import { createSandbox, type Sandbox } from './index.js';

describe('page du bac à sable', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;

  beforeAll(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', usagerFictif());
  });
  afterAll(() => sandbox.close());

  it('n’a que des formulaires que l’administration sait recevoir', async () => {
    const { texte } = await client.appeler('/');
    const formulaires = [...texte.matchAll(/data-methode="(\w+)" data-chemin="\/_admin(\/[\w-]+)"/g)].map(([, methode = '', chemin = '']) => ({ methode, chemin }));
    expect(formulaires.length).toBeGreaterThan(8);
    for (const { methode, chemin } of formulaires) expect((await client.admin(chemin, methode === 'DELETE' ? undefined : {}, methode)).status).not.toBe(404);
  });

  it('nomme chaque champ', async () => {
    const { texte } = await client.appeler('/');
    const champs = [...texte.matchAll(/<(?:input|select)[^>]* id="([^"]+)"/g)].map(([, id]) => id);
    const etiquettes = [...texte.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id);
    expect(champs).toEqual(etiquettes);
    expect(new Set(champs).size).toBe(champs.length);
  });

  it('montre les fautes posées et les réglages tels qu’ils sont', async () => {
    await client.admin('/fautes', { type: 'perdue', api: 'orientationusager', nombre: 2 });
    await client.admin('/reglages', { champsNouveaux: true, formeJeton: 'uuid' }, 'PUT');
    const { texte } = await client.appeler('/');
    expect(texte).toContain('<td>perdue</td><td>orientationusager</td>');
    expect(texte).toMatch(/name="champsNouveaux" checked/);
    expect(texte).toContain('<option value="uuid" selected>');
  });
});
