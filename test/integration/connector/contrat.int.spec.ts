import { randomUUID } from 'node:crypto';
import { legalDateOf, plusDays } from '@relais/kernel';
import { midnightOf } from '@relais/connector/adapters/france-travail/dates';
import { eventually } from '../../kit/environment.js';
import { type Bac, MISSION_LOCALE, openBac, type Personne } from './bac.js';

const WAIT = { timeoutMs: 30_000 };
const HIER = plusDays(legalDateOf(new Date()), -1);
const AVANT_HIER = plusDays(legalDateOf(new Date()), -2);

describe('un contrat signé ou refusé, transmis à France Travail', () => {
  let bac: Bac;
  beforeAll(async () => {
    bac = await openBac();
  });
  beforeEach(async () => {
    await bac.admin('/fautes', undefined, 'DELETE');
    bac.start();
  });
  afterEach(() => bac.stop());
  afterAll(() => bac.close());

  const commun = ({ usagerId }: Personne) => ({ usagerId, departement: '33', contratId: randomUUID(), organisme: 'ML' as const, structure: MISSION_LOCALE });
  const signer = (personne: Personne, dateSignature = HIER) =>
    bac.dire('accompaniment.ContratSigne', {
      ...commun(personne),
      dateSignature,
      echeance: HIER,
      minutesHebdomadaires: 900,
      amenagement: 'AUCUN',
      signataireId: 'ML33-0003',
      signataireStructure: MISSION_LOCALE.code,
    });
  const refuser = (personne: Personne) =>
    bac.dire('accompaniment.ContratRefuse', { ...commun(personne), dateRefus: HIER, agentId: 'ML33-0003', agentStructure: MISSION_LOCALE.code });
  const attendre = (faitId: string, expected: object): Promise<{ id: string }> =>
    eventually(async () => {
      const [row] = await bac.rows<{ id: string }>('select id, etat, code, envois, api, operation from transmission where fait_id = $1', faitId);
      expect(row).toMatchObject(expected);
      return row as { id: string };
    }, WAIT);
  const contrat = async ({ numeroFranceTravail }: Personne) => ((await bac.admin(`/usagers/${numeroFranceTravail}`)) as { contrat: { etat: string } | null }).contrat;
  const appels = async (personne: Personne, operation: string) => {
    const calls = (await bac.appels(operation)) as unknown as { numeroFranceTravail: string; status: number; agent: string }[];
    return calls.filter(({ numeroFranceTravail }) => numeroFranceTravail === personne.numeroFranceTravail).map(({ status, agent }) => `${status} ${agent}`);
  };
  const dit = async ({ usagerId }: Personne) => (await bac.told(usagerId)).findLast(({ type }) => type.startsWith('connector.Transmission'));
  /** Oriented here and at France Travail: the contract is to be signed there. */
  const oriente = async (): Promise<Personne> => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    await attendre(await bac.decision(personne), { etat: 'ACQUITTEE' });
    expect(await contrat(personne)).toMatchObject({ etat: 'A_SIGNER' });
    return personne;
  };

  it('est signé une fois, au nom de l’agent, et le dit sur le bus', async () => {
    const personne = await oriente();
    const faitId = await signer(personne);
    await attendre(faitId, { etat: 'ACQUITTEE', envois: 1, api: 'contrat-engagement', operation: 'signerContrat' });
    expect(await contrat(personne)).toMatchObject({ etat: 'SIGNE', dateSignature: midnightOf(HIER) });
    expect(await appels(personne, 'signer')).toEqual(['200 ML33-0003']);
    expect(await dit(personne)).toMatchObject({ type: 'connector.TransmissionAcquittee', data: { faitId, operation: 'signerContrat', parRelecture: false } });
  });

  it('est signé de nouveau après une réorientation, sur le contrat qui existe', async () => {
    const personne = await oriente();
    await attendre(await signer(personne, AVANT_HIER), { etat: 'ACQUITTEE' });
    await bac.preconiser(personne);
    await attendre(await bac.decision(personne), { etat: 'ACQUITTEE' });
    expect(await contrat(personne)).toMatchObject({ etat: 'A_SIGNER', dateSignature: midnightOf(AVANT_HIER) });
    await attendre(await signer(personne), { etat: 'ACQUITTEE', envois: 1 });
    expect(await contrat(personne)).toMatchObject({ etat: 'SIGNE', dateSignature: midnightOf(HIER) });
    expect(await appels(personne, 'signer')).toEqual(['200 ML33-0003', '200 ML33-0003']);
  });

  it('n’est pas renvoyé quand la réponse est perdue : le contrat est relu', async () => {
    const personne = await oriente();
    await bac.admin('/fautes', { type: 'perdue', api: 'contrat-engagement', operation: 'signer' });
    await attendre(await signer(personne), { etat: 'ACQUITTEE', envois: 1 });
    expect(await appels(personne, 'signer')).toEqual(['200 ML33-0003']);
    expect(await dit(personne)).toMatchObject({ data: { parRelecture: true } });
  });

  it('est refusé, puis signé par qui change d’avis', async () => {
    const personne = await oriente();
    await attendre(await refuser(personne), { etat: 'ACQUITTEE', operation: 'refuserContrat' });
    expect(await contrat(personne)).toMatchObject({ etat: 'REFUSE' });
    await attendre(await signer(personne), { etat: 'ACQUITTEE' });
    expect(await contrat(personne)).toMatchObject({ etat: 'SIGNE' });
  });

  it('suspendu chez France Travail, n’est pas renvoyé en boucle : le 500 est un refus, avec ce qu’il faut faire', async () => {
    const personne = await oriente();
    await bac.admin('/contrats', { numeroFranceTravail: personne.numeroFranceTravail, etat: 'SUSPENDU' });
    await attendre(await signer(personne), { etat: 'REFUSEE', code: 'CONTRAT_SUSPENDU', envois: 1 });
    const refusee = await dit(personne);
    expect(refusee).toMatchObject({ type: 'connector.TransmissionRefusee', data: { code: 'CONTRAT_SUSPENDU' } });
    expect((refusee?.data as { aFaire: string }).aFaire).toContain('suspendu');
  });

  it('attend la décision d’orientation qui le précède', async () => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    await bac.admin('/fautes', { type: 'html', api: 'orientationusager', operation: 'decisionOrientation', nombre: 2 });
    const decision = await bac.decision(personne);
    await attendre(decision, {});
    const signature = await signer(personne);
    await attendre(signature, { etat: 'ACQUITTEE' });
    const [first, second] = await bac.rows<{ fait_id: string }>('select fait_id from transmission where usager_id = $1 order by close_le', personne.usagerId);
    expect([first?.fait_id, second?.fait_id]).toEqual([decision, signature]);
    expect(await contrat(personne)).toMatchObject({ etat: 'SIGNE' });
  });
});
