import { BASES, ClientBacASable, usagerFictif, type Recu } from './client.js';
import { RENDEZ_VOUS } from './conformite/scenarios.js';
import { FREINS } from './generateur.js';
import { createSandbox, type Sandbox } from './index.js';

describe('personnes inventées', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
  });
  afterEach(() => sandbox.close());

  const reglages = (corps: object) => client.admin('/reglages', corps, 'PUT');
  const chercher = async (corps: object): Promise<{ codeRetour: string; jetonUsager: string | null; numeroFranceTravail: string }> => {
    const chemin = 'nir' in corps ? 'par-datenaissance-et-nir' : 'par-numero-francetravail';
    return (await client.appeler(`${BASES.recherche}/${chemin}`, { entetes: await client.entetes(), corps })).corps as never;
  };

  it('tire les freins selon la prévalence publiée', async () => {
    await client.admin('/generer', { nombre: 4000, preconisation: true });
    const criteres = [...sandbox.etat.orientations.values()].flatMap((orientations) => orientations.map((orientation) => orientation.criteres));
    expect(criteres).toHaveLength(4000);
    const part = (retenus: (lus: Record<string, unknown>) => boolean) => criteres.filter(retenus).length / criteres.length;
    for (const { critere, prevalence } of FREINS) expect(Math.abs(part((lus) => lus[critere] !== 'AUCUNE') - prevalence)).toBeLessThan(0.03);
    expect(Math.abs(part((lus) => FREINS.some(({ critere }) => lus[critere] !== 'AUCUNE')) - 0.82)).toBeLessThan(0.03);
  });

  it('donne les mêmes personnes pour la même graine, chacune seule à porter son NIR', async () => {
    const autre = await createSandbox();
    const bis = new ClientBacASable(autre.url);
    for (const cible of [client, bis]) await cible.admin('/generer', { nombre: 1500, preconisation: false });
    const usagers = [...sandbox.etat.usagers.values()];
    expect([...autre.etat.usagers.values()]).toEqual(usagers);
    expect(new Set(usagers.map(({ nir }) => nir)).size).toBe(1500);
    for (const { nir } of usagers) expect(nir).toMatch(/^[12]\d{12}$/);
    await autre.close();
  });

  it('refuse une recherche d’inconnu tant que l’interrupteur est baissé', async () => {
    expect((await chercher({ numeroFranceTravail: '12345678901' })).codeRetour).toBe('S002');
  });

  it('fait vivre à la volée les exemples fixes d’un client étranger', async () => {
    await reglages({ personnesALaVolee: true });
    const trouve = await chercher({ numeroFranceTravail: '12345678901' });
    expect(trouve.codeRetour).toBe('S001');
    const entetes = { ...(await client.entetes()), 'ft-jeton-usager': trouve.jetonUsager ?? '' };
    const appeler = (chemin: string, demande: object = {}): Promise<Recu> => client.appeler(chemin, { entetes, ...demande });
    expect((await appeler(`${BASES.orientation}/lectureOrientation?etatOrientation=EN_ATTENTE`)).corps).toHaveLength(1);
    expect((await appeler(`${BASES.contrat}/lecture`)).corps).toMatchObject({ etat: 'A_SIGNER' });
    expect((await appeler(`${BASES.sanctions}/detailManquement?identifiantSanction=2134`)).corps).toMatchObject({ consequencesSanction: [{ idConsequenceSanction: '2134' }] });
    const saisie = { identifiantConsequenceSanction: '2134', evenement: { typeEvenement: 'SAISIE_SANCTION', dateEvenement: '2026-11-24' } };
    expect((await appeler(`${BASES.sanctions}/evenementSanctionRSA`, { corps: saisie })).corps).toMatchObject({ codeSortie: 'C001' });
    expect((await appeler(`${BASES.diagnostic}/diagnostics/uuid123`, { methode: 'PUT', corps: { nomMetier: 'Boulanger' } })).status).toBe(200);
    expect((await appeler(`${BASES.diagnostic}/contraintes`)).status).toBe(200);
    expect((await chercher({ numeroFranceTravail: '1' })).codeRetour).toBe('R997');
  });

  it('rend la même personne à qui redemande le même NIR', async () => {
    await reglages({ personnesALaVolee: true });
    const cherche = { nir: '185033306300142', dateNaissance: '1985-03-12' };
    const [premiere, seconde] = [await chercher(cherche), await chercher(cherche)];
    expect([premiere.codeRetour, seconde.numeroFranceTravail]).toEqual(['S001', premiere.numeroFranceTravail]);
    expect(sandbox.etat.usagers.get(premiere.numeroFranceTravail)).toMatchObject({ nir: '1850333063001', dateNaissance: '1985-03-12' });
  });

  it('laisse choisir les identifiants d’une sanction et d’un diagnostic', async () => {
    await client.admin('/usagers', usagerFictif());
    const numeroFranceTravail = '33000000001';
    await client.admin('/propositions-sanction', { numeroFranceTravail, id: '77' });
    expect((await client.admin('/diagnostics', { numeroFranceTravail, id: 'uuid123' })).corps).toEqual({ idDiagnostic: 'uuid123' });
    const entetes = await client.entetesUsager(numeroFranceTravail);
    expect((await client.appeler(`${BASES.sanctions}/detailManquement?identifiantSanction=77`, { entetes })).status).toBe(200);
    expect((await client.appeler(`${BASES.diagnostic}/diagnostics`, { entetes })).corps).toMatchObject({ diagnostics: [{ idDiagnostic: 'uuid123' }] });
  });

  it('fusionne deux personnes : l’ancien numéro et ses rendez-vous ne sont plus reconnus', async () => {
    const [ancien, nouveau] = ['33000000001', '33000000002'];
    await client.admin('/usagers', [usagerFictif(), usagerFictif({ numeroFranceTravail: nouveau })]);
    expect((await chercher({ nir: '1850333063001', dateNaissance: '1985-03-12' })).codeRetour).toBe('S003');
    await client.admin('/preconisations', { numeroFranceTravail: ancien, parcours: 'PED', organisme: 'FT' });
    const avant = await client.entetesUsager(ancien);
    const { id } = (await client.appeler(`${BASES.rendezVous}/rendez-vous`, { entetes: avant, corps: RENDEZ_VOUS })).corps as { id: string };
    await client.admin('/fusions', { ancien, nouveau });
    expect((await chercher({ numeroFranceTravail: ancien })).codeRetour).toBe('S002');
    expect((await chercher({ nir: '1850333063001', dateNaissance: '1985-03-12' })).codeRetour).toBe('S001');
    expect((await client.appeler(BASES.infos, { entetes: avant })).status).toBe(204);
    const entetes = await client.entetesUsager(nouveau);
    const change = await client.appeler(`${BASES.rendezVous}/rendez-vous`, { entetes, methode: 'PUT', corps: { ...RENDEZ_VOUS, id } });
    expect([change.status, (change.corps as { codeErreur: string }).codeErreur]).toEqual([400, 'ID_NON_RECONNU']);
    expect((await client.appeler(`${BASES.orientation}/lectureOrientation`, { entetes })).corps).toMatchObject([{ etat: 'EN_ATTENTE' }]);
    expect([...sandbox.etat.activites.values()].map((activite) => activite.numeroFranceTravail)).toEqual([nouveau]);
  });

  it('ajoute un champ inconnu partout, quand on le lui demande', async () => {
    await client.admin('/usagers', usagerFictif());
    const entetes = await client.entetesUsager('33000000001');
    const lire = async () => JSON.stringify((await client.appeler(BASES.infos, { entetes })).corps).split('champNouveau').length - 1;
    expect(await lire()).toBe(0);
    await reglages({ champsNouveaux: true });
    expect(await lire()).toBe(5);
  });

  it.each([
    ['base64', /^[\w+/=]{100,}$/],
    ['uuid', /^[0-9a-f-]{36}#[\w-]+$/],
    ['uuid-encode', /^[0-9a-f-]{36}%23[\w-]+$/],
  ])('écrit le jeton sous la forme %s', async (formeJeton, forme) => {
    await client.admin('/usagers', usagerFictif());
    await reglages({ formeJeton });
    const { jetonUsager } = await chercher({ numeroFranceTravail: '33000000001' });
    expect(jetonUsager).toMatch(forme);
    const entetes = { ...(await client.entetes()), 'ft-jeton-usager': jetonUsager ?? '' };
    expect((await client.appeler(BASES.infos, { entetes })).status).toBe(200);
  });

  it('joue les incohérences connues sur demande', async () => {
    await client.admin('/usagers', usagerFictif());
    await reglages({ introuvableEn204: true, contratCreeEn201: true, modaliteALaRacine: true });
    const entetes = await client.entetesUsager('33000000001');
    const recherche = await client.appeler(`${BASES.recherche}/par-numero-francetravail`, { entetes, corps: { numeroFranceTravail: '33000000099' } });
    const signature = await client.appeler(`${BASES.contrat}/signer`, { entetes, corps: { dateSignature: '2026-11-20T10:00:00Z' } });
    await client.admin('/propositions-sanction', { numeroFranceTravail: '33000000001', id: '77' });
    const detail = await client.appeler(`${BASES.sanctions}/detailManquement?identifiantSanction=77`, { entetes });
    expect([recherche.status, signature.status, (detail.corps as { modaliteProposee: string }).modaliteProposee]).toEqual([204, 201, 'P']);
  });
});
