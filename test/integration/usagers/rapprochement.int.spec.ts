import { randomUUID } from 'node:crypto';
import { type Events } from '@relais/schemas';
import { type PersonneForcee } from '../../kit/flux-caf.js';
import { type TestAgent } from '../../kit/issuer.js';
import { connecteur, gestionnaire, serviceUsagers, type ServiceUsagers } from './service-usagers.js';

type Corps = Readonly<Record<string, never>> & { doutes: DouteVu[]; suite: string | null; identifiants: { identifiantId: number; genre: string; portee: string; valeur: string[] | null; jusquA: string | null; motifFin: string | null }[] };
type DouteVu = Readonly<{ douteId: string; motif: string; etat: string; usagerId: string; autreId: string | null; gardeId: string | null; cotes: Record<string, unknown>[]; comparaison: Record<string, string> }>;

const alice: PersonneForcee = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF-ZZ', prenom: 'ANAÏS' };
const aliceCorrigee = { ...alice, dateNaissance: '1969-05-13' };
const bruno: PersonneForcee = { nir: '1720678355011', dateNaissance: '1972-06-30', nom: 'GONÇALVES-ZZ', prenom: 'JOSÉ' };
const mois = (...forces: PersonneForcee[]) => ({ foyers: forces.length, forces });

describe('rapprochement des personnes, sur de vraies pièces', () => {
  let service: ServiceUsagers;
  let departement = '33';
  beforeAll(async () => {
    service = await serviceUsagers();
  });
  afterAll(() => service.close());

  const as = (): TestAgent => ({ ...gestionnaire, departement });
  const importer = async (...forces: PersonneForcee[]) => expect((await service.importer(mois(...forces), { departement, as: as() })).status).toBe(201);
  const appel = async (...[method, path, json, agent = as()]: [method: string, path: string, json?: unknown, agent?: TestAgent]) => {
    const { status, body } = await service.http.call(method, path, { as: agent, ...(json === undefined ? {} : { json }) });
    return { status, body: body as Corps & DouteVu & { code: string } };
  };
  const file = async (etat = 'A_EXAMINER') => (await appel('GET', `/v1/departements/${departement}/doutes?etat=${etat}`)).body.doutes;
  const chemin = (id: string, suite = '') => `/v1/departements/${departement}/doutes/${id}${suite}`;
  const usagers = async () =>
    (await service.test.platform.pool.query<{ id: string; droit: string; foyer: string; dans: string | null; identite: string }>(
      `select id, droit, foyer_id as foyer, fusionne_dans as dans, encode(identite, 'hex') as identite from usager where departement = $1 order by cree_le, id`,
      [departement],
    )).rows;
  const dits = async (id: string) =>
    (await service.test.platform.journal.history(service.test.platform.pool, 'relais.usagers.v1', id)).map(({ type, data }) => {
      const { motif } = data as Events['usagers.DroitRsaFerme'];
      return motif ?? type.replace('usagers.', '');
    });

  it('étant donné un NIR qui revient avec une autre date de naissance, alors une personne de plus est créée et le doute est mis en file, jamais une fusion', async () => {
    await importer(alice);
    await importer(aliceCorrigee);
    const connus = await usagers();
    expect(connus.map(({ dans }) => dans)).toEqual([null, null]);
    const [doute, ...autres] = await file();
    expect(autres).toEqual([]);
    expect(doute).toMatchObject({ motif: 'NIR_SEUL', etat: 'A_EXAMINER', source: 'FLUX_CAF_MSA' });
    // Said again, it is not another doubt.
    await importer(alice, aliceCorrigee);
    expect(await file()).toHaveLength(1);
    const { body } = await appel('GET', chemin(doute?.douteId ?? ''));
    expect(body.cotes.map(({ dateNaissance }) => dateNaissance).sort()).toEqual(['1969-05-12', '1969-05-13']);
    expect(body.comparaison).toEqual({ nir: 'IDENTIQUE', dateNaissance: 'DIFFERENT', noms: 'IDENTIQUE', etatCivil: 'DIFFERENT', numero: 'INCONNU' });
    expect(JSON.stringify(body)).not.toContain(alice.nir);
    const { rows } = await service.test.platform.pool.query<{ subject: string }>(`select subject from access_trace where action = 'doute.lecture' order by subject`);
    expect(rows.map(({ subject }) => subject)).toEqual(connus.map(({ id }) => id).sort());
  });

  it('quand l’agent fusionne puis annule, alors droits, fiches et identités sont comme avant, et chaque histoire le dit', async () => {
    departement = '40';
    const [david, davidBis] = [{ ...alice, nir: '1790640192045' }, { ...aliceCorrigee, nir: '1790640192045' }];
    await importer(david);
    await importer({ ...david, etatDossier: '5' }, davidBis);
    const avant = await usagers();
    const [ancien, nouveau] = avant;
    const [doute] = await file();
    const decision = await appel('POST', chemin(doute?.douteId ?? '', '/decision'), { sens: 'FUSIONNER', gardeId: ancien?.id });
    expect(decision).toMatchObject({ status: 200, body: { etat: 'FUSIONNE', gardeId: ancien?.id } });
    expect((await usagers()).map(({ droit, dans }) => [droit, dans])).toEqual([['ouvert', null], ['ferme', ancien?.id]]);
    expect(await dits(ancien?.id ?? '')).toEqual(['DroitRsaOuvert', 'DOSSIER_CLOS', 'DroitRsaOuvert', 'UsagersFusionnes']);
    expect(await dits(nouveau?.id ?? '')).toEqual(['DroitRsaOuvert', 'FUSION', 'UsagersFusionnes']);
    // What a flux says of the absorbed person is said of the one kept.
    await importer({ ...david, etatDossier: '5' }, { ...davidBis, codeInsee: '40192' });
    expect((await usagers()).map(({ droit }) => droit)).toEqual(['ouvert', 'ferme']);
    expect((await appel('GET', `/v1/usagers/${nouveau?.id ?? ''}`)).body).toMatchObject({ fusionneDans: ancien?.id });
    expect(await appel('POST', chemin(doute?.douteId ?? '', '/annulation'))).toMatchObject({ status: 200, body: { etat: 'A_EXAMINER', gardeId: null } });
    expect(await usagers()).toEqual(avant);
    expect(await dits(ancien?.id ?? '')).toEqual(['DroitRsaOuvert', 'DOSSIER_CLOS', 'DroitRsaOuvert', 'UsagersFusionnes', 'FUSION_ANNULEE', 'FusionAnnulee']);
    expect(await dits(nouveau?.id ?? '')).toEqual(['DroitRsaOuvert', 'FUSION', 'UsagersFusionnes', 'DroitRsaOuvert', 'FusionAnnulee']);
    // Everything that was needed to undo was unreadable; no fact carries a name or a NIR.
    const { rows } = await service.test.platform.pool.query<{ clair: boolean }>(
      `select coalesce(bool_or(position('\\x${Buffer.from('LEB').toString('hex')}'::bytea in payload) > 0), false) as clair from journal where departement = '40'`,
    );
    expect(rows[0]?.clair).toBe(false);
  });

  it('étant donné les mêmes NIR et naissance sous des noms sans rapport, alors l’identité connue reste jusqu’à ce qu’un agent tranche, et la décision s’annule', async () => {
    departement = '64';
    const emma = { ...alice, nir: '2850733063123', dateNaissance: '1985-07-02' };
    await importer(emma);
    await importer({ ...emma, nom: 'PETIT', prenom: 'LOUISE' });
    const nom = async () => ((await appel('GET', `/v1/usagers/${(await usagers())[0]?.id ?? ''}`)).body as unknown as { identite: { nom: string } }).identite.nom;
    const [doute] = await file();
    expect([await nom(), doute?.motif, doute?.autreId, (await usagers()).length]).toEqual(['LEBŒUF-ZZ', 'NOMS_DIFFERENTS', null, 1]);
    expect((await appel('GET', chemin(doute?.douteId ?? ''))).body.cotes.map(({ nom: n }) => n)).toEqual(['LEBŒUF-ZZ', 'PETIT']);
    await appel('POST', chemin(doute?.douteId ?? '', '/decision'), { sens: 'FUSIONNER', gardeId: doute?.usagerId });
    expect(await nom()).toBe('PETIT');
    await appel('POST', chemin(doute?.douteId ?? '', '/annulation'));
    expect(await nom()).toBe('LEBŒUF-ZZ');
    expect((await appel('POST', chemin(doute?.douteId ?? '', '/decision'), { sens: 'DISTINGUER' })).body.etat).toBe('DISTINGUE');
    await importer({ ...emma, nom: 'PETIT', prenom: 'LOUISE', codeInsee: '64445' });
    expect([await nom(), (await file()).length]).toEqual(['LEBŒUF-ZZ', 0]);
  });

  it('étant donné un numéro France Travail qui passe à une autre personne, alors il la suit et les deux fiches sont à comparer', async () => {
    departement = '24';
    const [chloe, david] = [{ ...alice, nir: '2790640192068' }, { ...bruno, nir: '1810540088091' }];
    await importer(chloe, david);
    const correspondre = ({ nir, dateNaissance }: PersonneForcee) => appel('POST', '/v1/interne/correspondances', { nir, dateNaissance, numeroFranceTravail: '20000000001' }, connecteur);
    expect((await correspondre(chloe)).status).toBe(200);
    expect(await file()).toEqual([]);
    expect((await correspondre(david)).status).toBe(200);
    const [doute] = await file();
    expect(doute).toMatchObject({ motif: 'NUMERO_PARTAGE', source: 'FRANCE_TRAVAIL' });
    const seconde = await appel('POST', chemin(doute?.douteId ?? '', '/decision'), { sens: 'FUSIONNER', gardeId: randomUUID() });
    expect(seconde).toMatchObject({ status: 422, body: { code: 'GARDE_ETRANGERE' } });
  });

  it('ne fusionne pas en chaîne, ne décide pas deux fois, n’annule pas ce qui n’est pas fusionné', async () => {
    departement = '47';
    await importer(...['01', '02', '03'].map((jour) => ({ ...alice, nir: '2790640192999', dateNaissance: `1979-06-${jour}` })));
    const [a, b, c] = (await usagers()).map(({ id }) => id);
    const trois = await file();
    expect(trois).toHaveLength(3);
    const entre = (x: string | undefined, y: string | undefined) => trois.find(({ usagerId, autreId }) => [x, y].every((id) => id === usagerId || id === autreId))?.douteId ?? '';
    expect((await appel('POST', chemin(entre(a, b), '/annulation'))).body.code).toBe('DOUTE_NON_FUSIONNE');
    const deux = await Promise.all([1, 2].map(() => appel('POST', chemin(entre(a, b), '/decision'), { sens: 'FUSIONNER', gardeId: a })));
    expect(deux.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await appel('POST', chemin(entre(b, c), '/decision'), { sens: 'FUSIONNER', gardeId: c })).body.code).toBe('FUSION_EN_CHAINE');
    expect((await appel('POST', chemin(entre(a, c), '/decision'), { sens: 'FUSIONNER', gardeId: c })).body.code).toBe('FUSION_EN_CHAINE');
    expect((await appel('POST', chemin(entre(a, c), '/decision'), { sens: 'FUSIONNER', gardeId: a })).status).toBe(200);
  });

  it.each([
    ['la file d’un autre département', 'GET', '/v1/departements/17/doutes', 403, 'DEPARTEMENT_ETRANGER'],
    ['un doute inconnu', 'GET', `/v1/departements/47/doutes/${randomUUID()}`, 404, 'DOUTE_INCONNU'],
    ['une page qui n’existe pas', 'GET', '/v1/departements/47/doutes?limite=0', 400, 'REQUETE_INVALIDE'],
  ])('refuse %s', async (...[, method, path, status, code]) => {
    expect(await appel(method, path)).toMatchObject({ status, body: { code } });
  });

  it('refuse un référent, et consigne qu’une mission locale a voulu lire un doute', async () => {
    const ml: TestAgent = { sub: 'ML-1', roles: ['GESTIONNAIRE'], departement: '47', structure: { code: 'NAQ0405', type: 'ML' } };
    const [doute] = await file('FUSIONNE');
    expect(await appel('GET', chemin(doute?.douteId ?? ''), undefined, ml)).toMatchObject({ status: 403, body: { code: 'AGENT_NON_HABILITE' } });
    expect(await appel('GET', '/v1/departements/47/doutes', undefined, { ...ml, roles: ['REFERENT'] })).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
  });

  describe('identifiants d’une personne', () => {
    const liste = (id: string) => `/v1/usagers/${id}/identifiants`;
    const vus = ({ body }: { body: Corps }) => body.identifiants.map(({ genre, portee, valeur, jusquA, motifFin }) => [genre, portee, valeur?.at(-1), jusquA === null, motifFin]);

    it('les montre avec leur histoire : le flux donne le matricule, un numéro remplacé reste, un identifiant clos aussi', async () => {
      departement = '19';
      await importer({ ...alice, nir: '2790640192777' }, { ...bruno, nir: '1790640192777' });
      const [a = '', b = ''] = (await usagers()).map(({ id }) => id);
      const [nir, matricule] = vus(await appel('GET', liste(a)));
      expect([nir, matricule?.slice(0, 2)]).toEqual([['NIR_NAISSANCE', '', undefined, true, null], ['MATRICULE', 'CAF']]);
      await appel('POST', liste(a), { genre: 'NUMERO_FRANCE_TRAVAIL', numero: '30000000001' });
      await appel('POST', liste(a), { genre: 'NUMERO_FRANCE_TRAVAIL', numero: '30000000002' });
      await appel('POST', liste(a), { genre: 'OUTIL_DEPARTEMENT', numero: 'IODAS-7' });
      const ajoute = await appel('POST', liste(a), { genre: 'PARTENAIRE', partenaire: 'MILO', numero: '77' });
      expect(ajoute.status).toBe(201);
      await appel('POST', `${liste(a)}/${ajoute.body.identifiants.at(-1)?.identifiantId ?? 0}/cloture`, { motif: 'ERREUR' });
      expect(vus(await appel('GET', liste(a))).slice(2)).toEqual([
        ['NUMERO_FRANCE_TRAVAIL', '', '30000000001', false, 'REMPLACE'],
        ['NUMERO_FRANCE_TRAVAIL', '', '30000000002', true, null],
        ['OUTIL_DEPARTEMENT', '19', 'IODAS-7', true, null],
        ['PARTENAIRE', 'MILO', '77', false, 'ERREUR'],
      ]);
      expect(await appel('POST', liste(b), { genre: 'NUMERO_FRANCE_TRAVAIL', numero: '30000000002' })).toMatchObject({ status: 409, body: { code: 'IDENTIFIANT_DEJA_PORTE' } });
      expect((await file()).map(({ motif }) => motif)).toEqual(['NUMERO_PARTAGE']);
      expect(await appel('POST', `${liste(a)}/999999/cloture`, { motif: 'ERREUR' })).toMatchObject({ status: 404, body: { code: 'IDENTIFIANT_INCONNU' } });
      const { rows } = await service.test.platform.pool.query<{ action: string }>(`select distinct action from access_trace where subject = $1 order by 1`, [a]);
      expect(rows.map(({ action }) => action)).toEqual(['usager.identifiant.ajout', 'usager.identifiant.cloture', 'usager.identifiants']);
    });
  });
});
