import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { RENDEZ_VOUS } from './conformite/scenarios.js';
import { createSandbox, type Sandbox } from './index.js';

const numeroFranceTravail = '33000000001';

describe('rendez-vous partenaire, statut et conclusions d’entretiens', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;
  let entetes: Record<string, string>;

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', [usagerFictif(), usagerFictif({ numeroFranceTravail: '33000000002', nir: null })]);
    entetes = await client.entetesUsager(numeroFranceTravail);
  });
  afterEach(() => sandbox.close());

  const ecrire = (corps: object, methode = 'POST', chemin = '/rendez-vous') => client.appeler(`${BASES.rendezVous}${chemin}`, { entetes, methode, corps });
  const lire = async (requete = '') => (await client.appeler(`${BASES.rendezVous}/rendez-vous-usager${requete}`, { entetes })).corps as Record<string, unknown>[];
  const attendre = () => client.admin('/horloge', { avancerSecondes: 6 });

  it('prend en compte par 202 et ne montre qu’après un délai', async () => {
    const { status, corps } = await ecrire(RENDEZ_VOUS);
    expect(status).toBe(202);
    expect(await lire()).toEqual([]);
    await attendre();
    const { id } = corps as { id: string };
    expect(await lire()).toMatchObject([
      {
        idOrigine: id,
        date: '2030-01-15T09:30:00',
        statut: 'PRIS',
        initiateur: 'CONSEILLER',
        interlocuteur: { civilite: 'MME' },
        adresse: { adresseLibre: 'Maison du Département', libelleAdresse: '1 place de la Mairie 33000 BORDEAUX' },
      },
    ]);
    expect((await ecrire({ ...RENDEZ_VOUS, id, statut: 'EFFECTUE' }, 'PUT')).status).toBe(202);
    expect(await lire()).toMatchObject([{ statut: 'PRIS' }]);
    await attendre();
    expect(await lire()).toMatchObject([{ statut: 'EFFECTUE' }]);
    expect((await client.appeler(`${BASES.rendezVous}/rendez-vous/${id}`, { entetes, methode: 'DELETE' })).status).toBe(202);
    await attendre();
    expect(await lire()).toMatchObject([{ statut: 'ANNULE', motifAnnulation: expect.any(String) as string }]);
    expect(await lire('?date-debut=16-01-2030')).toEqual([]);
    expect(await lire('?date-debut=15-01-2030&date-fin=15-01-2030')).toHaveLength(1);
  });

  it('ne reconnaît pas le rendez-vous d’un autre usager', async () => {
    const { id } = (await ecrire(RENDEZ_VOUS)).corps as { id: string };
    const autre = await client.entetesUsager('33000000002');
    const { status, corps } = await client.appeler(`${BASES.rendezVous}/rendez-vous`, { entetes: autre, methode: 'PUT', corps: { ...RENDEZ_VOUS, id } });
    expect([status, (corps as { codeErreur: string }).codeErreur]).toEqual([400, 'ID_NON_RECONNU']);
  });

  it('dit le conflit de deux rendez-vous qui se chevauchent', async () => {
    await ecrire(RENDEZ_VOUS);
    await ecrire({ ...RENDEZ_VOUS, motif: 'AUT', date: '2030-01-15T10:00:00Z' });
    await ecrire({ ...RENDEZ_VOUS, motif: 'AUT', date: '2030-01-15T11:00:00Z' });
    await attendre();
    expect((await lire()).map(({ estEnConflit }) => estEnConflit)).toEqual([true, true, false]);
  });

  it('retire ACT380 quand le premier rendez-vous d’accompagnement est pris', async () => {
    const corps = { origine: 'INSCRIPTION_AUTO_MSA', parcours: 'PSP', organisme: 'CD' };
    await client.appeler(`${BASES.orientation}/orientation`, { entetes, corps });
    const codes = () => [...sandbox.etat.activites.values()].map(({ codeActivite }) => codeActivite);
    expect(codes()).toEqual(['ACT380']);
    await ecrire({ ...RENDEZ_VOUS, motif: 'AUT' });
    expect(codes()).toEqual(['ACT380']);
    await ecrire(RENDEZ_VOUS);
    expect(codes()).toEqual([]);
  });

  it('rend par 200 l’erreur d’une population non gérée', async () => {
    const statut = () => client.appeler(BASES.statut, { entetes });
    expect((await statut()).status).toBe(204);
    await client.admin('/inscriptions', { numeroFranceTravail });
    expect((await statut()).corps).toMatchObject({ m_contrat: { m_statut: 'Inscrit', m_categ_inscription_lib: expect.stringMatching(/ $/) as string } });
    await client.admin('/inscriptions', { numeroFranceTravail, populationNonGeree: true });
    expect(await statut()).toMatchObject({ status: 200, corps: { codeErreur: 'ERT_200_FONCT', codeHttp: 200 } });
  });

  it('liste les conclusions d’entretiens, la dernière d’abord', async () => {
    const entretiens = async () => (await client.appeler(BASES.entretiens, { entetes })).corps as { dateEntretien: string }[];
    expect(await entretiens()).toEqual([]);
    await client.admin('/entretiens', [
      { numeroFranceTravail, dateEntretien: '2026-03-02' },
      { numeroFranceTravail, dateEntretien: '2026-08-02' },
    ]);
    expect((await entretiens()).map(({ dateEntretien }) => dateEntretien)).toEqual(['2026-08-02', '2026-03-02']);
  });
});
