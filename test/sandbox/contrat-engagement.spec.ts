import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { createSandbox, type Sandbox } from './index.js';

const numeroFranceTravail = '33000000001';
const HIER = new Date(Date.now() - 86_400_000).toISOString();
const DEMAIN = new Date(Date.now() + 86_400_000).toISOString();

describe('contrat-engagement v1', () => {
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

  const appeler = (operation: string, corps?: unknown, methode?: string) =>
    client.appeler(`${BASES.contrat}/${operation}`, { entetes, corps, ...(methode && { methode }) });
  const signer = (methode: string, dateSignature: unknown = HIER) => appeler('signer', { dateSignature }, methode);
  const refuser = (methode: string, dateRefus: unknown = HIER) => appeler('refuser', { dateRefus }, methode);
  const lecture = async () => (await appeler('lecture')).corps as Record<string, unknown>;
  const orienter = () =>
    client.appeler(`${BASES.orientation}/orientation`, { entetes, corps: { origine: 'INSCRIPTION_AUTO_CAF', parcours: 'PSP', organisme: 'ML' } });
  const suspendre = () => client.admin('/contrats', { numeroFranceTravail, etat: 'SUSPENDU' });
  const dit = (recu: { status: number; corps: unknown }) => {
    const { title, detail } = (recu.corps ?? {}) as { title?: string; detail?: string };
    return { status: recu.status, title, detail };
  };

  it('has nothing for a person never oriented, and the texts of a structure without jeton', async () => {
    expect(await appeler('lecture')).toMatchObject({ status: 204, texte: '' });
    const sansJeton = await client.entetes();
    const { status, corps } = await client.appeler(`${BASES.contrat}/lecture/structure`, { entetes: sansJeton });
    expect(status).toBe(200);
    expect(corps).toMatchObject({ engagements: { engagementsUsager: [{ titre: expect.any(String) as string }] } });
  });

  it('is to be signed once the orientation is decided, with the organisme as a label', async () => {
    await orienter();
    const lu = await lecture();
    expect(lu).toMatchObject({ etat: 'A_SIGNER', organisme: 'Mission Local', mentionsLegales: { niveauSanction: null } });
    expect(lu).not.toHaveProperty('dateSignature');
  });

  it('is signed by POST the first time, by PATCH once it exists', async () => {
    await orienter();
    expect(dit(await signer('PATCH'))).toEqual({ status: 400, title: 'SignatureException', detail: "Le contrat d'engagement n'existe pas" });
    expect(await signer('POST')).toMatchObject({ status: 200, texte: '' });
    expect(await lecture()).toMatchObject({ etat: 'SIGNE', dateSignature: HIER });
    expect(dit(await signer('POST'))).toEqual({ status: 400, title: 'SignatureException', detail: "Le contrat d'engagement existe déjà" });
    expect(dit(await signer('PATCH'))).toEqual({ status: 400, title: 'SignatureException', detail: "Le contrat d'engagement est déjà signé" });
  });

  it.each([
    ['signed', () => signer('POST'), { dateSignature: HIER }],
    ['refused', () => refuser('POST'), { dateRefus: HIER }],
  ])('goes back to A_SIGNER when it was %s and the person is oriented again, its date kept', async (_quoi, acte, dates) => {
    await orienter();
    await acte();
    await orienter();
    expect(await lecture()).toMatchObject({ etat: 'A_SIGNER', ...dates });
    expect((await signer('POST')).status).toBe(400);
    expect((await signer('PATCH')).status).toBe(200);
    expect(await lecture()).toMatchObject({ etat: 'SIGNE', dateSignature: HIER });
  });

  it('is refused, once, and may then be signed', async () => {
    await orienter();
    expect((await refuser('POST')).status).toBe(200);
    expect(await lecture()).toMatchObject({ etat: 'REFUSE', dateRefus: HIER });
    expect(dit(await refuser('PATCH'))).toMatchObject({ status: 400, title: 'RefusException' });
    expect((await signer('PATCH')).status).toBe(200);
    expect((await lecture()).dateRefus).toBeUndefined();
  });

  it('answers a suspended contract with a 500, and changes nothing', async () => {
    await orienter();
    await signer('POST');
    await suspendre();
    for (const methode of ['POST', 'PATCH']) {
      const recu = await signer(methode);
      expect(recu.entetes.get('content-type')).toContain('application/problem+json');
      expect(recu.corps).toEqual({
        type: 'about:blank',
        status: 500,
        title: 'Exception',
        detail: "Le contrat d'engagement existe déjà à l'état suspendu",
        instance: '/contrat-engagement/v1/signer',
      });
    }
    expect(await lecture()).toMatchObject({ etat: 'SUSPENDU', dateSignature: HIER, dateSuspension: expect.any(String) as string });
  });

  it.each([
    ['absent', null],
    ['of another format', '01/12/2026'],
    ['a date without time', '2026-11-02'],
    ['in the future', DEMAIN],
  ])('refuses a date %s', async (_quoi, date) => {
    await orienter();
    expect(dit(await signer('POST', date))).toMatchObject({ status: 400, title: 'DonneeEnEntreeInvalideException' });
    expect((await lecture()).etat).toBe('A_SIGNER');
  });

  it('takes an offset with or without its colon', async () => {
    await orienter();
    expect((await signer('POST', '2026-01-05T01:00:00+0100')).status).toBe(200);
    expect(await lecture()).toMatchObject({ dateSignature: '2026-01-05T00:00:00.000Z' });
  });

  it('asks for the jeton and for a person of the structure', async () => {
    const sansJeton = await client.appeler(`${BASES.contrat}/lecture`, { entetes: await client.entetes() });
    expect(dit(sansJeton)).toMatchObject({ status: 400, title: 'DonneeEnEntreeInvalideException' });
    await client.admin('/usagers', usagerFictif({ structures: ['CDP0040'] }));
    expect(dit(await appeler('lecture'))).toMatchObject({ status: 403, title: 'HabilitationException' });
  });

  it('leaves with the person, and is seen by the administrator', async () => {
    await orienter();
    expect((await client.admin(`/usagers/${numeroFranceTravail}`)).corps).toMatchObject({ contrat: { etat: 'A_SIGNER', organisme: 'ML' } });
    await client.admin(`/usagers/${numeroFranceTravail}`, undefined, 'DELETE');
    expect(sandbox.etat.contrats.size).toBe(0);
  });
});
