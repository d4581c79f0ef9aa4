import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { COMPTES_PAR_DEFAUT, type CompteDeclare } from './comptes.js';
import { createSandbox, type Sandbox } from './index.js';

const compte33 = COMPTES_PAR_DEFAUT[0] as CompteDeclare;
const numeroFranceTravail = '33000000001';
const identite = { nir: '1850333063001', dateNaissance: '1985-03-12' };

describe('rechercher-usager v2 et informations-administratives v1', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;
  let entetes: Record<string, string>;

  beforeAll(async () => {
    sandbox = await createSandbox({ comptes: [compte33, { ...compte33, clientId: 'PAR_ferme', habilite: false }] });
  });
  beforeEach(async () => {
    client = new ClientBacASable(sandbox.url);
    await client.admin('/reinitialiser', {});
    await client.admin('/usagers', usagerFictif());
    entetes = await client.entetes();
  });
  afterAll(() => sandbox.close());

  const parNir = (corps: unknown) => client.appeler(`${BASES.recherche}/par-datenaissance-et-nir`, { entetes, corps });
  const parNumero = (corps: unknown) => client.appeler(`${BASES.recherche}/par-numero-francetravail`, { entetes, corps });

  it.each([
    ['13 digits', identite],
    ['15 digits', { ...identite, nir: '185033306300142' }],
  ])('finds a person by birth date and NIR of %s', async (_cas, corps) => {
    const recu = await parNir(corps);
    expect(recu.status).toBe(200);
    expect(recu.corps).toEqual({
      codeRetour: 'S001',
      message: 'Usager trouvé',
      topIdentiteCertifiee: 'O',
      jetonUsager: expect.any(String) as string,
      numeroFranceTravail,
    });
    const { jetonUsager } = recu.corps as { jetonUsager: string };
    expect(JSON.parse(Buffer.from(jetonUsager, 'base64').toString())).toMatchObject({ vers: '0.1', type: '/partenaire' });
  });

  it('finds a person by number, and says when the identity is not certified', async () => {
    expect((await parNumero({ numeroFranceTravail })).corps).toMatchObject({ codeRetour: 'S001', topIdentiteCertifiee: 'O' });
    await client.admin('/usagers', usagerFictif({ topIdentiteCertifiee: 'N' }));
    expect((await parNumero({ numeroFranceTravail })).corps).toMatchObject({ codeRetour: 'S001', topIdentiteCertifiee: 'N' });
  });

  it('answers S002 in a 200 for nobody, with nulls or the text "null"', async () => {
    const personne = { ...identite, dateNaissance: '1985-03-13' };
    const nuls = { topIdentiteCertifiee: null, jetonUsager: null, numeroFranceTravail: null };
    const recu = await parNir(personne);
    expect(recu).toMatchObject({ status: 200, corps: { codeRetour: 'S002', message: 'Aucun usager trouvé', ...nuls } });
    await client.admin('/reglages', { nulEnTexte: true }, 'PUT');
    expect((await parNir(personne)).corps).toMatchObject({ codeRetour: 'S002', jetonUsager: 'null' });
  });

  it('answers S003 in a 200 for several persons', async () => {
    await client.admin('/usagers', usagerFictif({ numeroFranceTravail: '33000000002' }));
    expect(await parNir(identite)).toMatchObject({ status: 200, corps: { codeRetour: 'S003', jetonUsager: null } });
  });

  it.each([
    ['nir too short', { ...identite, nir: '18503330630' }],
    ['nir absent', { dateNaissance: identite.dateNaissance }],
    ['date not real', { ...identite, dateNaissance: '1985-02-30' }],
    ['date in French', { ...identite, dateNaissance: '12/03/1985' }],
    ['broken JSON', '{"nir":'],
  ])('answers R997 in a 400: %s', async (_cas, corps) => {
    expect(await parNir(corps)).toMatchObject({ status: 400, corps: { codeRetour: 'R997', jetonUsager: null } });
  });

  it('answers R997 for a number without 11 digits', async () => {
    expect(await parNumero({ numeroFranceTravail: '1234567A' })).toMatchObject({ status: 400, corps: { codeRetour: 'R997' } });
  });

  it('accepts a Corsican NIR', async () => {
    await client.admin('/usagers', usagerFictif({ nir: '185032A06300142' }));
    expect((await parNir({ ...identite, nir: '185032A063001' })).corps).toMatchObject({ codeRetour: 'S001' });
  });

  it('answers R002 in a 403 outside the structure, R001 when not habilitated', async () => {
    await client.admin('/usagers', usagerFictif({ structures: ['CDP0040'] }));
    expect(await parNumero({ numeroFranceTravail })).toMatchObject({ status: 403, corps: { codeRetour: 'R002' } });
    entetes = await client.entetes({ client_id: 'PAR_ferme' });
    expect(await parNumero({ numeroFranceTravail })).toMatchObject({ status: 403, corps: { codeRetour: 'R001' } });
  });

  it('answers R998 in a 500 for a person without address, R999 in a 503 on demand', async () => {
    await client.admin('/usagers', usagerFictif({ adresse: null }));
    expect(await parNumero({ numeroFranceTravail })).toMatchObject({ status: 500, corps: { codeRetour: 'R998' } });
    await client.admin('/fautes', { type: 'statut', statut: 503, api: 'rechercher-usager' });
    expect(await parNumero({ numeroFranceTravail })).toMatchObject({ status: 503, corps: { codeRetour: 'R999' } });
  });

  it('attaches a person to the structures of the département of the address', async () => {
    const { corps } = await client.admin('/usagers', [
      usagerFictif({ numeroFranceTravail: '33000000003' }),
      usagerFictif({ numeroFranceTravail: '40000000001', adresse: { codeInseeCommune: '40192', codePostal: '40000' } }),
    ]);
    expect((corps as { usagers: { structures: string[] }[] }).usagers.map(({ structures }) => structures.length > 0)).toEqual([
      true,
      false,
    ]);
  });

  it('gives the administrative facts, then 204 once the person has left', async () => {
    entetes = await client.entetesUsager(numeroFranceTravail);
    const lire = () => client.appeler(BASES.infos, { entetes });
    expect(await lire()).toMatchObject({
      status: 200,
      corps: {
        numeroFranceTravail,
        etatCivil: { civilite: 'M.', nom: 'MARTIN', prenom: 'Paul', dateNaissance: '1985-03-12', nir: '1850333063001' },
        adresses: [{ codeInseeCommune: '33063', codePostal: '33000' }],
        emails: [{ adresseEmail: 'paul.martin@exemple.fr' }],
        telephones: [{ numeroTelephone: '0500000000' }],
      },
    });
    await client.admin(`/usagers/${numeroFranceTravail}`, undefined, 'DELETE');
    expect(await lire()).toMatchObject({ status: 204, texte: '' });
  });
});
