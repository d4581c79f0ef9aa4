import { createFranceTravail, createFranceTravailClient, createGateway, createJetonCache, createLimiter, memoryBucketStore, memoryJetonStore } from '@relais/connector/adapters/france-travail/index';
import { createReprises } from '@relais/connector/adapters/postgres/reprises';
import { createTransmissions } from '@relais/connector/adapters/postgres/transmissions';
import { transmission } from '@relais/connector/domain/transmission/decider';
import { Agent } from 'undici';
import { eventually } from '../../kit/environment.js';
import { type Bac, openBac, type Personne } from './bac.js';

const WAIT = { timeoutMs: 30_000 };
type Ligne = { id: string; etat: string; code: string | null; envois: number; prochain_essai: Date };

describe('une décision transmise à France Travail', () => {
  let bac: Bac;
  beforeAll(async () => {
    bac = await openBac();
  });
  beforeEach(async () => {
    await bac.admin('/fautes', undefined, 'DELETE');
    await bac.admin('/quotas', {}, 'PUT');
    bac.start();
  });
  afterEach(() => bac.stop());
  afterAll(() => bac.close());

  const ligne = async (faitId: string): Promise<Ligne> => {
    const [row] = await bac.rows<Ligne>('select id, etat, code, envois, prochain_essai from transmission where fait_id = $1', faitId);
    if (!row) throw new Error('no row yet');
    return row;
  };
  const attendre = (faitId: string, expected: Partial<Ligne>): Promise<Ligne> =>
    eventually(async () => {
      const row = await ligne(faitId);
      expect(row).toMatchObject(expected);
      return row;
    }, WAIT);
  const decisions = async (personne: Personne) => {
    const calls = (await bac.appels('decisionOrientation')) as unknown as { numeroFranceTravail: string; status: number; agent: string; faute: string | null }[];
    return calls.filter((call) => call.numeroFranceTravail === personne.numeroFranceTravail);
  };
  const tentatives = (id: string) =>
    bac.rows<{ genre: string; issue: string | null; code: string | null }>('select genre, issue, code from transmission_tentative where transmission_id = $1 order by id', id);
  /** What the bus says of the transmission; the proposal of the same person may come before or after. */
  const repondu = async ({ usagerId }: Personne) => (await bac.told(usagerId)).findLast(({ type }) => type.startsWith('connector.Transmission'));
  const aDecider = async (): Promise<Personne> => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    return personne;
  };

  it('est envoyée une fois, acquittée, et le dit sur le bus', async () => {
    const personne = await aDecider();
    const faitId = await bac.decision(personne);
    const { id } = await attendre(faitId, { etat: 'ACQUITTEE', envois: 1 });
    expect(await decisions(personne)).toMatchObject([{ status: 201, agent: 'CD33-0007' }]);
    const { orientations, activites } = (await bac.admin(`/usagers/${personne.numeroFranceTravail}`)) as { orientations: object[]; activites: { codeActivite: string }[] };
    expect(orientations).toMatchObject([{ etat: 'OUVERT', statut: 'DECIDE', parcours: 'PSP', organisme: 'ML', structure: { code_aurore: 'NAQ0405' } }]);
    expect(activites.map(({ codeActivite }) => codeActivite)).toEqual(['ACT380']);
    expect(await repondu(personne)).toMatchObject({
      type: 'connector.TransmissionAcquittee',
      data: { faitId, transmissionId: id, api: 'orientation', operation: 'decisionOrientation', parRelecture: false },
    });
    expect(await tentatives(id)).toEqual([{ genre: 'ENVOI', issue: 'ok', code: null }]);
  });

  it('n’est pas renvoyée quand la réponse est perdue : France Travail est relu', async () => {
    const personne = await aDecider();
    await bac.admin('/fautes', { type: 'perdue', operation: 'decisionOrientation' });
    const faitId = await bac.decision(personne);
    const { id } = await attendre(faitId, { etat: 'ACQUITTEE', envois: 1 });
    expect(await decisions(personne)).toMatchObject([{ status: 201, faute: 'perdue' }]);
    expect(await repondu(personne)).toMatchObject({ data: { parRelecture: true } });
    expect((await tentatives(id)).map(({ genre, code }) => `${genre} ${code}`)).toEqual(['ENVOI REPONSE_PERDUE', 'RELECTURE identique']);
  });

  it('est renvoyée quand la relecture montre qu’elle n’a pas été prise', async () => {
    const personne = await aDecider();
    await bac.admin('/fautes', { type: 'statut', statut: 500, operation: 'decisionOrientation' });
    const faitId = await bac.decision(personne);
    const { id } = await attendre(faitId, { etat: 'ACQUITTEE', envois: 2 });
    expect((await decisions(personne)).map(({ status }) => status)).toEqual([500, 201]);
    expect((await tentatives(id)).map(({ genre, code }) => `${genre} ${code}`)).toEqual(['ENVOI HTTP_500', 'RELECTURE absente', 'ENVOI null']);
  });

  it('attend avec sa raison tant que France Travail est arrêté', async () => {
    const personne = await aDecider();
    await bac.admin('/fautes', { type: 'html', nombre: null });
    const faitId = await bac.decision(personne);
    const row = await attendre(faitId, { etat: 'EN_ATTENTE', envois: 0, code: 'TOKEN_HTTP_503' });
    expect(row.prochain_essai.getTime()).toBeGreaterThan(Date.now() - 5_000);
    await bac.admin('/fautes', undefined, 'DELETE');
    await attendre(faitId, { etat: 'ACQUITTEE', envois: 1 });
    expect(await decisions(personne)).toHaveLength(1);
  });

  it('laisse à France Travail le temps qu’il demande (429)', async () => {
    const personne = await aDecider();
    await bac.admin('/fautes', { type: 'statut', statut: 429, retryAfter: 2, operation: 'decisionOrientation' });
    const faitId = await bac.decision(personne);
    await attendre(faitId, { etat: 'ACQUITTEE', envois: 2 });
    const [first, second] = (await decisions(personne)) as unknown as { instant: string; status: number }[];
    expect([first?.status, second?.status]).toEqual([429, 201]);
    expect(Date.parse(second?.instant ?? '') - Date.parse(first?.instant ?? '')).toBeGreaterThanOrEqual(1_900);
  });

  it('est refusée avec une consigne quand la personne n’est pas connue de France Travail', async () => {
    const personne = await bac.personne();
    await bac.admin(`/usagers/${personne.numeroFranceTravail}`, undefined, 'DELETE');
    const faitId = await bac.decision(personne);
    await attendre(faitId, { etat: 'REFUSEE', code: 'S002', envois: 0 });
    const refusee = await repondu(personne);
    expect(refusee).toMatchObject({ type: 'connector.TransmissionRefusee', data: { faitId, code: 'S002' } });
    expect((refusee?.data as { aFaire: string }).aFaire).toContain('Vérifiez son NIR');
  });

  it('est refusée avec les mots de France Travail quand une règle dit non', async () => {
    const personne = await bac.personne();
    const faitId = await bac.decision(personne);
    await attendre(faitId, { etat: 'REFUSEE', code: 'HTTP_400', envois: 1 });
    expect(await repondu(personne)).toMatchObject({
      data: { aFaire: "France Travail répond : « L'usager n'a pas d'orientation en attente de décision ». Corrigez ce qui est signalé, puis décidez de nouveau." },
    });
  });

  it('part dans l’ordre pour une même personne', async () => {
    const personne = await aDecider();
    await bac.admin('/fautes', { type: 'statut', statut: 500, operation: 'decisionOrientation' });
    const premiere = await bac.decision(personne);
    const seconde = await bac.decision(personne, { parcours: 'PSO' });
    await attendre(premiere, { etat: 'ACQUITTEE', envois: 2 });
    await attendre(seconde, { etat: 'REFUSEE', envois: 1 });
    expect((await decisions(personne)).map(({ status }) => status)).toEqual([500, 201, 400]);
  });

  it('reprend avec un jeton et un token neufs quand les anciens sont refusés', async () => {
    const personne = await aDecider();
    await bac.admin('/fautes', { type: 'jeton-expire', operation: 'decisionOrientation' });
    await attendre(await bac.decision(personne), { etat: 'ACQUITTEE', envois: 1 });
    expect((await decisions(personne)).map(({ status }) => status).at(-1)).toBe(201);
    const autre = await aDecider();
    await bac.admin('/fautes', { type: 'token-expire', operation: 'decisionOrientation' });
    await attendre(await bac.decision(autre), { etat: 'ACQUITTEE', envois: 1 });
  });

  it('ne garde ni jeton ni commentaire en clair', async () => {
    const [jeton] = await bac.rows<{ sceau: Buffer }>('select sceau from jeton limit 1');
    expect(jeton?.sceau.toString('latin1')).not.toMatch(/eyJ2ZXJzIj|vers/);
    const [row] = await bac.rows<{ contenu: Buffer }>('select contenu from transmission limit 1');
    expect(row?.contenu.toString('latin1')).not.toContain('proximit');
    expect(bac.test.logs.join('\n')).not.toMatch(/1850333063|33000000/);
  });

  describe('dont l’expéditeur meurt entre l’intention et la réponse', () => {
    /** What the dead sender did before it died: the intent, and perhaps the call. */
    const mourir = async (faitId: string, { envoyer }: { envoyer: boolean }): Promise<void> => {
      const { pool, journal, ids, clock } = bac.test.platform;
      const transmissions = createTransmissions({ pool, journal, sceau: bac.sceau, ids, clock, bailMs: 60_000, committed: () => undefined });
      const [enMain] = await eventually(async () => {
        const rows = await transmissions.reserver(['33'], 10);
        expect(rows.map((row) => row.faitId)).toContain(faitId);
        return rows;
      }, WAIT);
      if (!enMain) throw new Error('nothing to take');
      const etat = transmission.evolve(enMain.etat, { type: 'IntentionEcrite' });
      await transmissions.noter(enMain, { etat, tentative: { genre: 'ENVOI' }, attenteMs: 0, garder: true });
      if (envoyer) await gateway().envoyer(enMain.envoi, { usagerId: enMain.usagerId, pasApresMs: Infinity });
      await bac.rows("update transmission set bail_jusqu_a = now() - interval '1 second' where fait_id = $1", faitId);
    };
    let connue: Personne;
    const gateway = () => {
      const nowMs = () => Date.now();
      const client = createFranceTravailClient({
        apiUrl: bac.sandbox.url,
        tokenUrl: `${bac.sandbox.url}/connexion/oauth2/access_token?realm=%2Fagent`,
        credential: { name: '33', clientId: 'PAR_relais33_0001', clientSecret: { reveal: () => 'secret-bac-a-sable' } },
        limiter: createLimiter({ store: memoryBucketStore(), rates: 100, nowMs }),
        dispatcher: new Agent(),
        nowMs,
      });
      const rechercheDe = () => Promise.resolve({ kind: 'ok', value: connue } as const);
      return createGateway({ departement: '33', franceTravail: createFranceTravail(client), jetons: createJetonCache({ store: memoryJetonStore(), nowMs }), rechercheDe });
    };

    it.each([
      { envoyer: false, total: 2, tries: ['ENVOI INTERRUPTION', 'RELECTURE absente', 'ENVOI null'] },
      { envoyer: true, total: 1, tries: ['ENVOI INTERRUPTION', 'RELECTURE identique'] },
    ])('est relue avant tout nouvel envoi (appel fait : $envoyer)', async ({ envoyer, total, tries }) => {
      await bac.stop();
      connue = await aDecider();
      const faitId = await bac.decision(connue);
      await mourir(faitId, { envoyer });
      bac.start();
      const { id } = await attendre(faitId, { etat: 'ACQUITTEE', envois: total });
      expect(await decisions(connue)).toHaveLength(1);
      expect((await tentatives(id)).map(({ genre, code }) => `${genre} ${code}`)).toEqual(tries);
      expect(await repondu(connue)).toMatchObject({ data: { faitId, parRelecture: envoyer } });
    });

    it('n’est plus écrite par celui qui a perdu son bail', async () => {
      await bac.stop();
      connue = await aDecider();
      const faitId = await bac.decision(connue);
      const { pool, journal, ids, clock } = bac.test.platform;
      const transmissions = createTransmissions({ pool, journal, sceau: bac.sceau, ids, clock, bailMs: 60_000, committed: () => undefined });
      const [slow] = await eventually(async () => {
        const rows = await transmissions.reserver(['33'], 10);
        expect(rows).toHaveLength(1);
        return rows;
      }, WAIT);
      await bac.rows("update transmission set bail_jusqu_a = now() - interval '1 second' where fait_id = $1", faitId);
      const [taker] = await transmissions.reserver(['33'], 10);
      if (!slow || !taker) throw new Error('both should have it');
      const etape = { etat: transmission.evolve(slow.etat, { type: 'IntentionEcrite' }), tentative: { genre: 'ENVOI' }, attenteMs: 0, garder: true } as const;
      expect(await transmissions.noter(taker, etape)).toBe(true);
      expect(await transmissions.noter(slow, etape)).toBe(false);
    });
  });

  it('réoriente une personne une fois, même quand la réponse est perdue', async () => {
    const personne = await aDecider();
    await attendre(await bac.decision(personne, { sens: 'ACCEPTEE', parcours: 'PED', organisme: 'FT', structure: null, motifRefus: null, commentaireRefus: null }), { etat: 'ACQUITTEE' });
    await bac.admin('/fautes', { type: 'perdue', api: 'orientationusager', operation: 'orientation', nombre: 1 });
    const faitId = await bac.decision(personne, { sens: 'REORIENTATION', parcours: 'PSP', organisme: 'ML', motifRefus: null, commentaireRefus: null });
    await attendre(faitId, { etat: 'ACQUITTEE' });
    const calls = (await bac.appels('orientation')) as unknown as { numeroFranceTravail: string; status: number }[];
    expect(calls.filter(({ numeroFranceTravail }) => numeroFranceTravail === personne.numeroFranceTravail)).toMatchObject([{ status: 201 }]);
    const { orientations } = (await bac.admin(`/usagers/${personne.numeroFranceTravail}`)) as { orientations: { etat: string; organisme: string }[] };
    expect(orientations.filter(({ etat }) => etat === 'OUVERT')).toMatchObject([{ organisme: 'ML', parcours: 'PSP' }]);
  });

  it('refusée, n’est pas relancée après une décision plus récente, qu’elle déferait', async () => {
    const { pool, journal, clock } = bac.test.platform;
    const reprendre = createReprises({ pool, journal, clock, sceau: bac.sceau, committed: () => undefined });
    const agent = { id: 'CD33-0007', roles: ['DECIDEUR'], departement: '33', structure: null };
    const personne = await aDecider();
    await bac.admin('/fautes', { type: 'statut', statut: 400, api: 'orientationusager', operation: 'decisionOrientation', nombre: 1 });
    const { id } = await attendre(await bac.decision(personne), { etat: 'REFUSEE' });
    await attendre(await bac.decision(personne), { etat: 'ACQUITTEE' });
    const outcome = await reprendre({ agent, departement: '33', id, demande: { justification: 'Identité corrigée' }, key: undefined, expectedVersion: undefined });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'TRANSMISSION_DEPASSEE' } });
    const traces = await bac.rows('select action, granted, reason from access_trace where subject = $1', personne.usagerId);
    expect(traces).toEqual([{ action: 'transmission.relance', granted: false, reason: 'TRANSMISSION_DEPASSEE' }]);
  });
});
