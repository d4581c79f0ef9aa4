import { eventually } from '../../kit/environment.js';
import { type Bac, openBac } from './bac.js';

const WAIT = { timeoutMs: 30_000 };
type Ligne = { etat: string; code: string | null; presente: boolean; usager_id: string | null; fait_id: string | null };

describe('une proposition de France Travail', () => {
  let bac: Bac;
  beforeAll(async () => {
    bac = await openBac();
    bac.start();
  });
  afterEach(() => bac.admin('/fautes', undefined, 'DELETE'));
  afterAll(() => bac.close());

  const lignes = (): Promise<(Ligne & { identifiant_activite: string })[]> => bac.rows('select * from activite order by vue_le');
  const propositions = async (usagerId: string) =>
    (await bac.told(usagerId)).filter(({ type }) => type === 'connector.PropositionOrientationRecue');
  const releves = async (): Promise<number> => (await bac.appels('chercher')).length;
  /** Two whole readings of the basket from now: three codes each. */
  const relire = async (): Promise<void> => {
    const before = await releves();
    await eventually(async () => expect(await releves()).toBeGreaterThanOrEqual(before + 9), WAIT);
  };

  it('arrive une fois sur le bus, avec ce que France Travail préconise', async () => {
    const personne = await bac.personne();
    await bac.preconiser(personne, { parcours: 'PSP', organisme: 'ML', structure: 'NAQ0405', echeance: '2026-12-31T10:00:00Z' });
    await eventually(async () => expect(await propositions(personne.usagerId)).toHaveLength(1), WAIT);
    await relire();
    const [proposition, ...others] = await propositions(personne.usagerId);
    expect(others).toEqual([]);
    expect(proposition?.data).toMatchObject({
      usagerId: personne.usagerId,
      departement: '33',
      parcours: 'PSP',
      organisme: 'ML',
      structure: { code: 'NAQ0405', type: 'ML' },
      dateEcheance: '2026-12-31T10:00:00.000Z',
    });
    const [row] = await lignes();
    expect(row).toMatchObject({ etat: 'PUBLIEE', presente: true, usager_id: personne.usagerId });
    expect(row?.identifiant_activite).toBe((proposition?.data as { identifiantActivite: string }).identifiantActivite);
  });

  it('attend que la personne soit connue ici, puis arrive', async () => {
    const inconnue = { numeroFranceTravail: '33999999999', nir: '1850333063999', dateNaissance: '1985-03-12' };
    await bac.admin('/usagers', { ...inconnue, adresse: { codeInseeCommune: '33063', codePostal: '33000' } });
    await bac.admin('/preconisations', { numeroFranceTravail: inconnue.numeroFranceTravail, parcours: 'PED', organisme: 'FT' });
    await eventually(async () => expect((await lignes()).at(-1)).toMatchObject({ etat: 'REPORTEE', code: 'USAGER_INCONNU', presente: true }), WAIT);
    // The CAF file that holds the person comes in.
    const personne = await bac.personne(inconnue);
    await bac.rows("update activite set prochain_essai = now() where etat = 'REPORTEE'");
    await eventually(async () => expect(await propositions(personne.usagerId)).toHaveLength(1), WAIT);
  });

  it.each([
    ['hors du périmètre', { structures: [] }, 'R002'],
    ['sans adresse', { adresse: null, structures: ['CDP0033'] }, 'R998'],
  ])('d’une personne %s est gardée avec sa raison', async (_what, change, code) => {
    const personne = await bac.personne();
    await bac.admin('/usagers', { numeroFranceTravail: personne.numeroFranceTravail, nir: personne.nir, dateNaissance: '1985-03-12', ...change });
    await bac.admin('/activites', { codeActivite: 'ACT382', numeroFranceTravail: personne.numeroFranceTravail, structure: 'CDP0033' });
    await eventually(async () => expect((await lignes()).map((row) => row.code)).toContain(code), WAIT);
    expect(await propositions(personne.usagerId)).toEqual([]);
  });

  it('qui ne désigne personne est gardée avec sa raison', async () => {
    await bac.admin('/activites', { codeActivite: 'ACT382', structure: 'CDP0033' });
    await eventually(async () => expect((await lignes()).at(-1)).toMatchObject({ code: 'ACTIVITE_SANS_USAGER' }), WAIT);
  });

  it('disparue du panier est marquée, et le panier illisible n’efface rien', async () => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    await eventually(async () => expect(await propositions(personne.usagerId)).toHaveLength(1), WAIT);
    await bac.admin('/fautes', { type: 'html', statut: 200, operation: 'chercher', nombre: 2 });
    await relire();
    expect((await lignes()).find((row) => row.usager_id === personne.usagerId)).toMatchObject({ presente: true });
    await bac.admin(`/usagers/${personne.numeroFranceTravail}`, undefined, 'DELETE');
    await eventually(async () => expect((await lignes()).find((row) => row.usager_id === personne.usagerId)).toMatchObject({ presente: false, etat: 'PUBLIEE' }), WAIT);
  });

  it('survit à France Travail qui tombe entre deux lectures', async () => {
    await bac.admin('/fautes', { type: 'statut', statut: 503, operation: 'lectureOrientation', nombre: 1 });
    const personne = await bac.personne();
    await bac.preconiser(personne);
    await eventually(async () => expect((await lignes()).at(-1)).toMatchObject({ etat: 'REPORTEE', code: 'HTTP_503' }), WAIT);
    await bac.rows("update activite set prochain_essai = now() where code = 'HTTP_503'");
    await eventually(async () => expect(await propositions(personne.usagerId)).toHaveLength(1), WAIT);
  });

  it('suivie d’une décision disparaît du panier sans revenir', async () => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    await eventually(async () => expect(await propositions(personne.usagerId)).toHaveLength(1), WAIT);
    await bac.decision(personne);
    await eventually(async () => expect((await lignes()).find((row) => row.usager_id === personne.usagerId)).toMatchObject({ presente: false }), WAIT);
    const types = (await bac.told(personne.usagerId)).map(({ type }) => type);
    expect(types).toEqual(['connector.PropositionOrientationRecue', 'connector.TransmissionAcquittee']);
  });
});
