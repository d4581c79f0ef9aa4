import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { ECRITURES } from './conformite/scenarios.js';
import { createSandbox, type Sandbox } from './index.js';

const numeroFranceTravail = '33000000001';

interface Membre {
  code: string;
  valeur: string;
  impact?: string;
  estPrioritaire?: boolean;
  situations: Membre[];
  objectifs: Membre[];
}

describe('diagnostic v4', () => {
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

  const lire = (chemin: string) => client.appeler(`${BASES.diagnostic}${chemin}`, { entetes });
  const ecrire = (chemin: string, corps: object = {}, methode = 'POST') => client.appeler(`${BASES.diagnostic}${chemin}`, { entetes, methode, corps });
  const contrainte = async (code: string) => ((await lire('/contraintes')).corps as { contraintes: Membre[] }).contraintes.find((lue) => lue.code === code) as Membre;
  const creer = async () => ((await ecrire('/diagnostics', { nomMetier: 'Boulanger', codeTypologie: 'MR' })).corps as { idDiagnostic: string }).idDiagnostic;
  const diagnostics = async () => ((await lire('/diagnostics')).corps as { diagnostics: { idDiagnostic: string; estPrioritaire: boolean; typologie: string }[] }).diagnostics;

  it('rend chaque contrainte du référentiel, abordée ou non', async () => {
    expect((await lire('/contraintes')).status).toBe(204);
    expect((await ecrire('/contraintes', ECRITURES.contraintes)).status).toBe(200);
    const abordee = await contrainte('23');
    expect([abordee.valeur, abordee.impact, abordee.estPrioritaire]).toEqual(['OUI', 'FORT', true]);
    expect(abordee.situations.find(({ code }) => code === '6')?.valeur).toBe('OUI');
    expect(abordee.objectifs.find(({ code }) => code === '4')?.valeur).toBe('EN_COURS');
    const autre = await contrainte('27');
    expect([autre.valeur, autre.impact, autre.situations.length]).toEqual(['NON_ABORDEE', undefined, 19]);
  });

  it('refuse une situation ou un objectif d’une contrainte non abordée', async () => {
    const { dateExploration } = ECRITURES.contraintes;
    expect((await ecrire('/contraintes', { dateExploration, situationsAEnregistrer: [{ code: '24', valeur: 'OUI' }] })).status).toBe(400);
    await ecrire('/contraintes', { dateExploration, contraintesAEnregistrer: [{ code: '27', valeur: 'OUI' }] });
    expect((await ecrire('/contraintes', { dateExploration, situationsAEnregistrer: [{ code: '24', valeur: 'OUI' }] })).status).toBe(200);
    expect((await ecrire('/contraintes', { dateExploration, objectifsAEnregistrer: [{ code: '18', valeur: 'NON_ABORDEE' }] })).status).toBe(200);
  });

  it('ne laisse qu’une contrainte prioritaire', async () => {
    await ecrire('/contraintes', ECRITURES.contraintes);
    await ecrire('/contraintes', { dateExploration: '2026-11-21T10:00:00Z', contraintesAEnregistrer: [{ code: '25', valeur: 'OUI', estPrioritaire: true }] });
    expect([(await contrainte('23')).estPrioritaire, (await contrainte('25')).estPrioritaire]).toEqual([false, true]);
  });

  it('renverse la priorité d’un diagnostic quand elle n’est pas dite, puis le supprime', async () => {
    const [un, deux] = [await creer(), await creer()];
    const priorites = async () => (await diagnostics()).map(({ estPrioritaire }) => estPrioritaire);
    await ecrire(`/diagnostics/${un}/priorise`);
    expect(await priorites()).toEqual([true, false]);
    await ecrire(`/diagnostics/${deux}/priorise?prioritaire=true`);
    expect(await priorites()).toEqual([false, true]);
    await ecrire(`/diagnostics/${deux}/priorise`);
    expect(await priorites()).toEqual([false, false]);
    await ecrire(`/diagnostics/${un}/supprime`);
    await ecrire(`/diagnostics/${deux}/supprime`, {}, 'DELETE');
    expect((await lire('/diagnostics')).status).toBe(204);
    expect((await ecrire(`/diagnostics/${un}/priorise`)).status).toBe(500);
  });

  it('n’écrit rien d’un agrégat dont un diagnostic est inconnu', async () => {
    const corps = { pouvoirAgirAEnregistrer: ECRITURES.pouvoirAgir, besoinsParDiagnosticAEnregistrer: [{ idDiagnostic: 'inconnu', ...ECRITURES.besoins }] };
    expect((await ecrire('/dossiers', corps)).status).toBe(204);
    expect((await lire('/dossiers')).status).toBe(204);
    expect((await ecrire('/dossiers', { ...corps, besoinsParDiagnosticAEnregistrer: [{ idDiagnostic: await creer(), ...ECRITURES.besoins }] })).status).toBe(200);
    expect((await lire('/pouvoiragir')).corps).toMatchObject({ resultatAnalyse: 'Besoin de réassurance et besoin d’appui', agent: { type: 'AGENT' } });
  });

  it('historise chaque écriture, la dernière d’abord, par pages', async () => {
    for (const jour of ['01', '02', '03']) await ecrire('/contraintes', { ...ECRITURES.contraintes, dateExploration: `2026-11-${jour}T09:00:00Z` });
    const page = async (requete: string) => {
      const { corps } = await lire(`/historisation/contraintes?${requete}`);
      const { donneesParVersionExploration, totalDonnees } = corps as { donneesParVersionExploration: { versionExploration: { dateExploration: string } }[]; totalDonnees: number };
      return [totalDonnees, ...donneesParVersionExploration.map(({ versionExploration }) => versionExploration.dateExploration.slice(8, 10))];
    };
    expect(await page('donneesParPage=2')).toEqual([3, '03', '02']);
    expect(await page('donneesParPage=2&pageActuelle=2')).toEqual([3, '01']);
    expect(await page('dateDebut=2026-11-01T12:00:00&dateFin=2026-11-02T23:00:00')).toEqual([1, '02']);
  });

  it('casse les accents de la typologie quand on le lui demande', async () => {
    await creer();
    expect((await diagnostics())[0]?.typologie).toBe('métier recherché');
    await client.admin('/reglages', { mojibake: true }, 'PUT');
    expect((await diagnostics())[0]?.typologie).toBe('mÃ©tier recherchÃ©');
  });

  it('restreint le référentiel à ce qui est demandé', async () => {
    const parties = async (chemin: string) => Object.keys((await lire(`/referentiel${chemin}`)).corps as object);
    expect(await parties('')).toEqual(['thematiquesBesoins', 'thematiqueContrainte', 'pourvoirAgir']);
    expect(await parties('/contrainte')).toEqual(['thematiqueContrainte']);
    const analyses = (await lire('/referentiel/pouvoir-agir/analyse?confiance=OUI&accompagnement=NON')).corps;
    expect(analyses).toEqual({ pourvoirAgir: { analyses: [{ confiance: 'OUI', accompagnement: 'NON', libelle: 'Confiant(e) et autonome pour mener ses démarches' }] } });
  });
});
