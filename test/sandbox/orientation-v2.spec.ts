import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { createSandbox, type Sandbox } from './index.js';

const numeroFranceTravail = '33000000001';
const DECISION = { etat_decision: 'ACCEPTEE', date_decision: '2026-11-20' };

describe('orientation v2 et activités v1', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;
  let entetes: Record<string, string>;

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', usagerFictif());
    entetes = await client.entetesUsager(numeroFranceTravail);
  });
  afterEach(() => sandbox.close());

  const ecrire = (operation: string, corps: object, base = BASES.orientationV2) => client.appeler(`${base}/${operation}`, { entetes, corps });
  const lire = async (base = BASES.orientationV2) => (await client.appeler(`${base}/lectureOrientation`, { entetes })).corps as Record<string, unknown>[];
  const preconiser = (champs: object = { parcours: 'PED', organisme: 'FT' }) => client.admin('/preconisations', { numeroFranceTravail, ...champs });
  const codes = () => [...sandbox.etat.activites.values()].map(({ codeActivite }) => codeActivite);

  it('décide avec l’organisme et l’agent du compte', async () => {
    await preconiser();
    expect((await ecrire('decisionOrientation', DECISION)).status).toBe(201);
    expect(await lire()).toMatchObject([
      {
        statut: 'DECIDE',
        etat: 'OUVERT',
        prise_decision: { organisme: { code: 'CD' }, structure: { code: 'CDP0033' } },
        referent_parcours: { organisme: { code: 'FT' } },
        decision: { agent_decision: 'PAR_relais33_0001' },
      },
    ]);
    expect(codes()).toEqual(['ACT380']);
  });

  it('n’accepte d’une préconisation indéterminée qu’un refus avec son choix', async () => {
    await preconiser({ parcours: 'EO', organisme: 'IND' });
    const refus = { etat_decision: 'REFUSEE', date_decision: '2026-11-20', motif_refus: 'ENTRETIEN_ORIENTATION' };
    const statuts = [];
    for (const corps of [DECISION, refus, { ...refus, motif_refus: undefined }, { ...refus, parcours: 'PSO', referent_parcours: { organisme: { code: 'CAF' } } }])
      statuts.push((await ecrire('decisionOrientation', corps)).status);
    expect(statuts).toEqual([400, 400, 400, 201]);
    expect(await lire()).toMatchObject([{ parcours: 'PSO', referent_parcours: { organisme: { code: 'CAF' } } }]);
  });

  it('dit une réorientation, ferme l’ancienne et remet le contrat à signer', async () => {
    await preconiser();
    await ecrire('decisionOrientation', DECISION);
    await client.appeler(`${BASES.contrat}/signer`, { entetes, corps: { dateSignature: '2026-11-21T10:00:00Z' } });
    await client.admin('/reglages', { reorientationAct414: true }, 'PUT');
    await client.admin('/horloge', { avancerSecondes: 86_400 });
    entetes = await client.entetesUsager(numeroFranceTravail);
    await preconiser({ parcours: 'PSP', organisme: 'CD' });
    expect(codes()).toEqual(['ACT380', 'ACT414']);
    await ecrire('decisionOrientation', DECISION);
    expect((await lire()).map(({ statut, etat }) => [statut, etat])).toEqual([
      ['DECIDE', 'CLOTURE'],
      ['DECIDE_REORIENTATION', 'OUVERT'],
    ]);
    expect((await client.appeler(`${BASES.contrat}/lecture`, { entetes })).corps).toMatchObject({ etat: 'A_SIGNER', dateSignature: '2026-11-21T10:00:00.000Z' });
    expect(codes()).toEqual(['ACT380']);
  });

  it('demande d’autres scopes sous le chemin de test', async () => {
    const scope = 'api_rechercher-usagerv2 rechercheusager profil_accedant api_orientationusagerv2 lireorientationusager';
    const prod = await client.entetes({ scope });
    const { corps } = await client.appeler(`${BASES.recherche}/par-numero-francetravail`, { entetes: prod, corps: { numeroFranceTravail } });
    const porteur = { ...prod, 'ft-jeton-usager': (corps as { jetonUsager: string }).jetonUsager };
    const statut = async (base: string, operation: string, demande: object = {}) => (await client.appeler(`${base}/${operation}`, { entetes: porteur, ...demande })).status;
    expect(await statut(BASES.orientationV2, 'lectureOrientation')).toBe(200);
    expect(await statut(BASES.testOrientationV2, 'lectureOrientation')).toBe(403);
    expect(await statut(BASES.orientationV2, 'decisionOrientation', { corps: DECISION })).toBe(403);
    expect(await lire(BASES.testOrientationV2)).toEqual([]);
  });

  it('rend en v1 les mêmes activités, en tableau nu', async () => {
    await preconiser();
    const chercher = async (base: string) => (await client.appeler(`${base}/activites/chercher?codeFamille=INSEA`, { entetes })).corps;
    const { activites } = (await chercher(BASES.activites)) as { activites: unknown[] };
    expect(await chercher(BASES.activitesV1)).toEqual(activites);
    expect(activites).toHaveLength(1);
  });
});
