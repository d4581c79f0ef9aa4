import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { DECISION_SANCTION } from './conformite/scenarios.js';
import { createSandbox, type Sandbox } from './index.js';

const numeroFranceTravail = '33000000001';
const autre = '33000000002';

interface Consequence {
  idConsequenceSanction: string;
  typeConsequenceSanction: string;
  montantValide?: number;
  dateLeveeApplication?: string;
  evenements: { typeEvenement: string; dateEvenement: string; motif?: string }[];
}

const VALIDATION = { typeConsequenceSanctionValide: 'SUSP_RSA', modaliteDecisionValidee: 'P', montantValide: 50, dureeValidee: 2 };

const DECISION = { ...DECISION_SANCTION, justificationDecisionSanction: 'Second manquement' };

describe('gestion-sanctions-rsa v1', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;
  let entetes: Record<string, string>;

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', [usagerFictif(), usagerFictif({ numeroFranceTravail: autre, nir: null })]);
    entetes = await client.entetesUsager(numeroFranceTravail);
  });
  afterEach(() => sandbox.close());

  const appeler = (operation: string, corps?: unknown) => client.appeler(`${BASES.sanctions}/${operation}`, { entetes, ...(corps !== undefined && { corps }) });
  const proposer = async (champs: object = {}): Promise<string> => {
    const { corps } = await client.admin('/propositions-sanction', { numeroFranceTravail, ...champs });
    return (corps as { propositions: { idConsequenceSanction: string }[] }).propositions[0]!.idConsequenceSanction;
  };
  const envoyer = (id: string, typeEvenement: string, champs: object = {}) =>
    appeler('evenementSanctionRSA', { identifiantConsequenceSanction: id, evenement: { typeEvenement, dateEvenement: '2026-11-24' }, ...champs });
  const sortie = async (id: string, typeEvenement: string, champs: object = {}) => (await envoyer(id, typeEvenement, champs)).corps;
  const consequence = async (id: string): Promise<Consequence> => {
    const { corps } = await appeler(`detailManquement?identifiantSanction=${id}`);
    return (corps as { consequencesSanction: Consequence[] }).consequencesSanction.find(({ idConsequenceSanction }) => idConsequenceSanction === id)!;
  };
  const types = async (id: string) => (await consequence(id)).evenements.map(({ typeEvenement }) => typeEvenement).sort();
  const panier = async () =>
    ((await client.appeler(`${BASES.activites}/activites/chercher?codeFamille=GLI100`, { entetes })).corps as { activites: { codeActivite: string; attributsSpecifiques: object[] }[] } | undefined)?.activites.map(
      ({ codeActivite }) => codeActivite,
    ) ?? [];

  it('puts a proposal in the basket with the id that detailManquement asks for', async () => {
    const id = await proposer({ famille: 'F01', montant: 40, dateManquement: '2026-10-20', dateAvertissement: '2026-11-02' });
    const { corps } = await client.appeler(`${BASES.activites}/activites/chercher?codeActivite=ACT366`, { entetes });
    expect(corps).toMatchObject({ activites: [{ attributsSpecifiques: [{ nom: 'idConsequenceSanction', valeur: id }] }] });
    expect((await appeler(`detailManquement?identifiantSanction=${id}`)).corps).toMatchObject({
      individu: { numeroFranceTravail },
      familleManquement: 'F01',
      dateManquement: '2026-10-20T01:00:00+01:00',
      dateAvertissement: '2026-11-02T01:00:00+01:00',
      faisceauIndices: [{ natureDefaut: 'N23' }],
      consequencesSanction: [{ idConsequenceSanction: id, typeConsequenceSanction: 'SUSP_RSA', modaliteProposee: 'P', montantPropose: 40, dureeProposee: 1, delegation: false }],
    });
    expect(await types(id)).toEqual(['ACCORD_FT_SANCTION', 'PROP_SANCTION']);
  });

  it('goes from ACT366 to ACT367, then out of the basket once decided', async () => {
    const id = await proposer();
    expect(await sortie(id, 'VALID_SANCTION', VALIDATION)).toEqual({ codeSortie: 'C999' });
    expect(await sortie(id, 'SAISIE_SANCTION')).toEqual({ codeSortie: 'C001' });
    expect(await panier()).toEqual(['ACT367']);
    expect(await sortie(id, 'SAISIE_SANCTION')).toEqual({ codeSortie: 'C999' });
    expect(await sortie(id, 'VALID_SANCTION', VALIDATION)).toEqual({ codeSortie: 'C001' });
    expect(await panier()).toEqual([]);
    expect(await consequence(id)).toMatchObject({ modaliteValidee: 'P', montantValide: 50, dureeValidee: 2 });
    expect(await sortie(id, 'VALID_SANCTION', VALIDATION)).toEqual({ codeSortie: 'C999' });
  });

  it('takes a refusal to take a proposal up as its validation', async () => {
    const id = await proposer({ montant: 60 });
    expect(await sortie(id, 'REFUS_SAISIE_SANCTION')).toEqual({ codeSortie: 'C001' });
    expect(await consequence(id)).toMatchObject({ montantValide: 60, evenements: expect.arrayContaining([expect.objectContaining({ typeEvenement: 'VALID_SANCTION', motif: 'REFUS_SAISIE' })]) as unknown });
    expect(await panier()).toEqual([]);
  });

  it('takes a proposal of suppression at once (ACT370), and lets it become a suspension or nothing', async () => {
    const id = await proposer({ type: 'SUPPR_RSA', montant: 100, duree: 4 });
    expect(await panier()).toEqual(['ACT370']);
    expect(await sortie(id, 'VALID_SANCTION', VALIDATION)).toEqual({ codeSortie: 'C001' });
    expect(await consequence(id)).toMatchObject({ typeConsequenceSanction: 'SUSP_RSA', montantValide: 50 });
    const second = await proposer({ type: 'SUPPR_RSA' });
    expect(await sortie(second, 'REFUS_SANCTION')).toEqual({ codeSortie: 'C001' });
    expect(await types(second)).toContain('REFUS_SANCTION');
  });

  it('lifts a suspension through ACT369, or keeps it', async () => {
    const id = await proposer();
    await envoyer(id, 'SAISIE_SANCTION');
    expect((await client.admin('/levees-suspension', { numeroFranceTravail, idConsequenceSanction: id })).status).toBe(404);
    await envoyer(id, 'VALID_SANCTION', VALIDATION);
    const lever = () => client.admin('/levees-suspension', { numeroFranceTravail, idConsequenceSanction: id });
    expect((await lever()).status).toBe(201);
    expect(await panier()).toEqual(['ACT369']);
    expect(await sortie(id, 'REFUS_LEVEE_SUSP')).toEqual({ codeSortie: 'C001' });
    expect(await panier()).toEqual([]);
    await lever();
    expect(await sortie(id, 'VALID_LEVEE_SUSP')).toEqual({ codeSortie: 'C001' });
    expect((await consequence(id)).dateLeveeApplication).toMatch(/\+01:00$/);
    expect(await sortie(id, 'ANNULATION_SANCTION')).toEqual({ codeSortie: 'C999' });
  });

  it.each([
    [{ identifiantConsequenceSanction: undefined }, 'R010'],
    [{ identifiantConsequenceSanction: 'abc' }, 'R011'],
    [{ evenement: { dateEvenement: '2026-11-24' } }, 'R020'],
    [{ evenement: { typeEvenement: 'PROP_SANCTION', dateEvenement: '2026-11-24' } }, 'R021'],
    [{ evenement: { typeEvenement: 'VALID_SANCTION' } }, 'R030'],
    [{ evenement: { typeEvenement: 'VALID_SANCTION', dateEvenement: '2026-02-30' } }, 'R031'],
    [{ evenement: { typeEvenement: 'VALID_SANCTION', dateEvenement: '2026-11-24', commentaireEvenement: 'x'.repeat(4001) } }, 'R040'],
    [{ typeConsequenceSanctionValide: undefined }, 'R050'],
    [{ typeConsequenceSanctionValide: 'RADIATION' }, 'R051'],
    [{ montantValide: undefined }, 'R060'],
    [{ montantValide: '50' }, 'R061'],
    [{ modaliteDecisionValidee: 'X' }, 'R062'],
    [{ modaliteDecisionValidee: undefined }, 'R063'],
    [{ montantValide: 29 }, 'R064'],
    [{ dureeValidee: undefined }, 'R070'],
    [{ dureeValidee: 5 }, 'R071'],
  ])('answers 400 with the code of what is wrong: %j -> %s', async (champs, codeErreur) => {
    const id = await proposer();
    const evenement = { typeEvenement: 'VALID_SANCTION', dateEvenement: '2026-11-24' };
    const { status, corps } = await appeler('evenementSanctionRSA', { identifiantConsequenceSanction: id, evenement, ...VALIDATION, ...champs });
    expect({ status, corps }).toEqual({ status: 400, corps: { codeErreur, message: expect.stringMatching(/\S/) as string } });
    expect(await types(id)).toEqual(['ACCORD_FT_SANCTION', 'PROP_SANCTION']);
  });

  it('shows nothing (204) of another person’s sanction, and takes no event on it', async () => {
    const id = await proposer({ numeroFranceTravail: autre });
    expect((await appeler(`detailManquement?identifiantSanction=${id}`)).status).toBe(204);
    expect((await envoyer(id, 'SAISIE_SANCTION')).status).toBe(204);
    expect((await appeler('detailManquement')).corps).toMatchObject({ codeErreur: 'R010' });
    expect((await appeler('detailManquement?identifiantSanction=x')).corps).toMatchObject({ codeErreur: 'R011' });
  });

  it('creates a sanction at each decision of a partner, and shows it by the id that it gave', async () => {
    const { status, corps } = await appeler('decisionSanctionRSAPartenaire', DECISION);
    const message = 'Sanction partenaire créée et prise en compte par France Travail';
    expect({ status, corps }).toEqual({
      status: 200,
      corps: { codeSortie: 'C001', identifiantConsequenceSanction: expect.stringMatching(/^\d+$/) as string, identifiantManquement: expect.stringMatching(/^\d+$/) as string, message },
    });
    const { identifiantConsequenceSanction: id } = corps as { identifiantConsequenceSanction: string };
    expect(await consequence(id)).toMatchObject({ typeConsequenceSanction: 'SUPPR_RSA', montantValide: 100, evenements: [{ typeEvenement: 'VALID_SANCTION' }] });
    await appeler('decisionSanctionRSAPartenaire', DECISION);
    expect((await client.admin(`/usagers/${numeroFranceTravail}`)).corps).toMatchObject({ manquements: [{ famille: 'F01' }, { famille: 'F01' }] });
  });

  it('keeps a decision whose answer is lost', async () => {
    await client.admin('/fautes', { type: 'perdue', api: 'gestion-sanctions-rsa', operation: 'decisionSanctionRSAPartenaire', nombre: 1 });
    await expect(appeler('decisionSanctionRSAPartenaire', DECISION)).rejects.toThrow();
    expect((await client.admin(`/usagers/${numeroFranceTravail}`)).corps).toMatchObject({ manquements: [{ justification: 'Second manquement' }] });
  });

  it.each([
    [{ dateNotificationDecisionSanction: undefined }, 'R032'],
    [{ dateNotificationDecisionSanction: '24/11/2026' }, 'R033'],
    [{ justificationDecisionSanction: 'x'.repeat(4001) }, 'R041'],
    [{ typeSanctionValide: undefined }, 'R052'],
    [{ typeSanctionValide: 'RADIATION' }, 'R053'],
    [{ montantValide: undefined }, 'R060'],
    [{ montantValide: 30.5 }, 'R061'],
    [{ modaliteDecisionValidee: 'E' }, 'R062'],
    [{ modaliteDecisionValidee: undefined }, 'R063'],
    [{ montantValide: 101 }, 'R064'],
    [{ dureeValidee: undefined }, 'R070'],
    [{ dureeValidee: 0 }, 'R071'],
    [{ natureManquement: undefined }, 'R080'],
    [{ natureManquement: 'N62' }, 'R081'],
    [{ rangManquement: 'R3' }, 'R082'],
    [{ dateManquement: undefined }, 'R090'],
    [{ dateManquement: 'hier' }, 'R091'],
  ])('refuses a partner decision with the code of what is wrong: %j -> %s', async (champs, codeErreur) => {
    const { status, corps } = await appeler('decisionSanctionRSAPartenaire', { ...DECISION, ...champs });
    expect(status).toBe(400);
    expect(corps).toMatchObject({ codeErreur });
    expect((await client.admin(`/usagers/${numeroFranceTravail}`)).corps).toMatchObject({ manquements: [] });
  });

  it('strikes off after a total suppression of four months, once', async () => {
    const decider = async (champs: object = {}) =>
      ((await appeler('decisionSanctionRSAPartenaire', { ...DECISION, ...champs })).corps as { identifiantConsequenceSanction: string }).identifiantConsequenceSanction;
    const radier = async (identifiantConsequenceSanction: unknown, champs: object = {}) => {
      const { status, corps } = await appeler('demandeRadiation', { identifiantConsequenceSanction, ...champs });
      return status === 200 ? (corps as { codeSortie: string }).codeSortie : (corps as { codeErreur?: string } | undefined)?.codeErreur ?? status;
    };
    const courte = await decider({ dureeValidee: 2 });
    const totale = await decider();
    expect(await radier(courte)).toBe('C002');
    expect(await radier(await proposer({ numeroFranceTravail: autre }))).toBe('C003');
    expect(await radier('999999')).toBe(204);
    expect(await radier(undefined)).toBe('R012');
    expect(await radier('x')).toBe('R013');
    expect(await radier(totale, { justificationDemandeRadiation: 3 })).toBe('R100');
    expect(await radier(totale)).toBe('C000');
    expect(await radier(totale)).toBe('C004');
    expect(await radier(courte)).toBe('C001');
  });

  it('asks for the scope of each operation', async () => {
    const scope = 'profil_accedant api_rechercher-usagerv2 rechercheusager api_gestion-sanctions-rsav1 decisionSanctionPartenaire';
    const limites = { ...entetes, authorization: (await client.entetes({ scope }))['authorization']! };
    const statut = async (operation: string, corps?: object) =>
      (await client.appeler(`${BASES.sanctions}/${operation}`, { entetes: limites, ...(corps && { corps }) })).status;
    expect(await statut('decisionSanctionRSAPartenaire', DECISION)).toBe(200);
    expect(await statut('demandeRadiation', {})).toBe(403);
    expect(await statut('detailManquement')).toBe(403);
    expect(await statut('evenementSanctionRSA', {})).toBe(403);
  });
});
