import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { createSandbox, type Sandbox } from './index.js';

interface Page {
  size: number;
  activites: { identifiantActivite: string; dateEcheance: string; usager?: { identifiant: string } }[];
  hasMore: boolean;
  cursor?: string;
}

const numero = (rang: number): string => String(33_000_000_000 + rang);

describe('activites-operationnelles v2', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;
  let entetes: Record<string, string>;

  beforeEach(async () => {
    sandbox = await createSandbox({ taillePage: 2 });
    client = new ClientBacASable(sandbox.url);
    await client.admin(
      '/usagers',
      [1, 2, 3, 4, 5].map((rang) => usagerFictif({ numeroFranceTravail: numero(rang), nir: null })),
    );
    entetes = await client.entetes();
  });
  afterEach(() => sandbox.close());

  const chercher = (requete: string) => client.appeler(`${BASES.activites}/activites/chercher?${requete}`, { entetes });
  const preconiser = (rang: number, champs: object = {}) =>
    client.admin('/preconisations', { numeroFranceTravail: numero(rang), parcours: 'PSP', organisme: 'CD', ...champs });

  it('gives a proposal as ACT382 with its attributes, by activity, family or domain', async () => {
    await preconiser(1, { echeance: '2027-01-15T10:00:00Z' });
    for (const requete of ['codeActivite=ACT382', 'codeFamille=INSEA', 'codeDomaine=INS']) {
      const { status, corps } = await chercher(requete);
      expect(status).toBe(200);
      expect(corps).toEqual({
        size: 1,
        activites: [
          {
            identifiantActivite: expect.stringMatching(/^\d+\$[\da-f-]{36}$/) as string,
            codeActivite: 'ACT382',
            usager: { identifiant: numero(1), typeIdentifiant: 'numeroFranceTravail' },
            dateCreation: expect.stringMatching(/Z$/) as string,
            dateEcheance: '2027-01-15T10:00:00.000Z',
            dateEcheanceProche: expect.stringMatching(/Z$/) as string,
            attributsSpecifiques: [
              { nom: 'typeOrganismeAccompagnateur', valeur: 'CD' },
              { nom: 'codeInseeCommune', valeur: '33063' },
              { nom: 'typeParcours', valeur: 'PSP' },
            ],
          },
        ],
        hasMore: false,
      });
    }
  });

  it('answers 204 when there is nothing', async () => {
    expect(await chercher('codeFamille=INSEA')).toMatchObject({ status: 204, texte: '' });
    await preconiser(1);
    expect((await chercher('codeFamille=GLI100')).status).toBe(204);
    expect((await chercher(`codeFamille=INSEA&numeroFranceTravail=${numero(2)}`)).status).toBe(204);
    expect((await chercher(`codeFamille=INSEA&numeroFranceTravail=${numero(1)}`)).status).toBe(200);
  });

  it('pages by deadline, and keeps its place when activities disappear between two calls', async () => {
    for (const rang of [5, 3, 1, 4, 2]) await preconiser(rang, { echeance: `2027-01-0${rang}T00:00:00Z` });
    const premiere = (await chercher('codeActivite=ACT382')).corps as Page;
    expect(premiere).toMatchObject({ size: 2, hasMore: true, cursor: expect.stringMatching(/^[\w+/]+=*$/) as string });
    await client.admin(`/usagers/${numero(1)}`, undefined, 'DELETE');
    const deuxieme = (await chercher(`codeActivite=ACT382&cursor=${encodeURIComponent(premiere.cursor ?? '')}`)).corps as Page;
    const derniere = (await chercher(`codeActivite=ACT382&cursor=${encodeURIComponent(deuxieme.cursor ?? '')}`)).corps as Page;
    const vus = [premiere, deuxieme, derniere].flatMap(({ activites }) => activites.map(({ usager }) => usager?.identifiant));
    expect(vus).toEqual([1, 2, 3, 4, 5].map(numero));
    expect(derniere.hasMore).toBe(false);
  });

  it.each([
    ['none', ''],
    ['two', 'codeActivite=ACT382&codeFamille=INSEA'],
  ])('answers PARAM_INCOHERENT with %s of the criteria', async (_cas, requete) => {
    const { status, corps } = await chercher(requete);
    expect(status).toBe(400);
    const erreur = {
      code: 'PARAM_INCOHERENT',
      message: 'Il faut renseigner exactement un paramètre.',
      details: Object.fromEntries(new URLSearchParams(requete)),
    };
    expect(corps).toEqual(erreur);
    await client.admin('/reglages', { erreurActivitesEnTableau: true }, 'PUT');
    expect((await chercher(requete)).corps).toEqual([erreur]);
  });

  it('refuses a cursor that it did not give', async () => {
    expect((await chercher('codeActivite=ACT382&cursor=xyz')).status).toBe(400);
  });

  it('shows only the basket of the structure of the client', async () => {
    await preconiser(1, { structureDecision: 'CDP0040' });
    expect((await chercher('codeActivite=ACT382')).status).toBe(204);
  });

  it('may hold rows without a usable person', async () => {
    await client.admin('/activites', { codeActivite: 'ACT395', structure: 'CDP0033' });
    const { activites } = (await chercher('codeActivite=ACT395')).corps as Page;
    expect(activites).toHaveLength(1);
    expect(activites[0]).not.toHaveProperty('usager');
    expect(activites[0]).not.toHaveProperty('attributsSpecifiques');
  });

  it('describes its activities', async () => {
    const lire = (chemin: string) => client.appeler(`${BASES.activites}/referentiel-activites${chemin}`, { entetes });
    expect((await lire('')).corps).toHaveLength(4);
    expect((await lire('/activites/ACT382')).corps).toMatchObject({ code: 'ACT382', codeFamille: 'INSEA', codeDomaine: 'INS' });
    expect((await lire('/domaines/INS')).corps).toEqual({ code: 'INS', libelle: 'Inscription' });
    expect((await lire('/domaines/INS/detail')).corps).toMatchObject({ familles: [{ code: 'INSEA' }] });
    expect((await lire('/familles/GLI100')).corps).not.toHaveProperty('activites');
    expect((await lire('/familles/INSEA/detail')).corps).toMatchObject({ activites: [{ code: 'ACT382' }, { code: 'ACT414' }] });
    expect((await lire('/activites/ACT000')).status).toBe(204);
    entetes = await client.entetes({ scope: 'api_activites-operationnellesv2 activitesCD profil_accedant' });
    expect((await lire('')).status).toBe(403);
  });
});
