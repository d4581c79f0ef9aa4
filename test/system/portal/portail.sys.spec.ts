import { readFile } from 'node:fs/promises';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium, logIn, openBrowser, seriousFaults } from '../../kit/browser.js';
import { eventually } from '../../kit/eventually.js';
import { conseillere, decideuse, type Maison, openMaison } from './maison.js';

const PATIENCE = 300_000;
const HOUR_MS = 3_600_000;

const chromium = await findChromium();
const withChromium = chromium === undefined ? describe.skip : describe;
const why = chromium === undefined ? ' (ignoré : Chromium est absent et ne peut être installé ici ; donnez son chemin par CHROMIUM)' : '';

withChromium(`le portail dans un vrai navigateur${why}`, () => {
  let maison: Maison;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the browser complained of: a forbidden style, a script that fails… */
  const complaints: string[] = [];

  const open = async (sub: string, path = '/'): Promise<void> => {
    await page.goto(`${maison.url}${path}`);
    await logIn(page, sub);
  };
  const line = (name: string) => page.locator('.dossier', { hasText: name });
  const focused = () => page.evaluate<string>('document.activeElement === document.body ? "" : (document.activeElement?.textContent ?? "")');
  /** Goes on with the Tab key until what has the focus says this. */
  const tabTo = async (text: string): Promise<void> => {
    for (let step = 0; step < 60; step += 1) {
      if ((await focused()).includes(text)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`« ${text} » ne s’atteint pas au clavier`);
  };
  const refuse = async (name: string): Promise<void> => {
    await line(name).getByRole('button').first().click();
    await page.getByText('Refuser et orienter autrement').click();
    await page.getByLabel('Motif du refus').selectOption('APPRECIATION_DIFFERENTE');
    await page.getByLabel('Parcours').selectOption('PSP');
    await page.getByLabel('Organisme').selectOption('ML');
    await page.getByLabel('Structure qui accompagnera la personne').fill('naq0405');
    await page.getByLabel('Commentaire (facultatif)').fill('Suivi de proximité');
    await page.getByRole('button', { name: 'Continuer' }).click();
  };

  beforeAll(async () => {
    maison = await openMaison();
    browser = await openBrowser(chromium ?? '');
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await maison.close();
  }, PATIENCE);
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'fr-FR' });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('the server responded with a status of')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(async () => {
    await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  it('ouvre chaque page, sans défaut grave d’accessibilité', async () => {
    const usagerId = await maison.dossier('AXE');
    await page.goto(maison.url);
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await logIn(page, decideuse.sub);
    await line('AXE').waitFor();
    expect(await line('AXE').textContent()).toContain('2 jours restants');
    expect(await seriousFaults(page)).toEqual([]);
    await line('AXE').getByRole('button').click();
    await page.getByText('Refuser et orienter autrement').click();
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByText('Choisissez le motif du refus.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await line('AXE').getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'AXE ZOÉ' }).waitFor();
    await page.getByRole('heading', { name: 'Préconisation reçue' }).waitFor();
    expect(await page.locator('.fait h3').allTextContents()).toEqual(['Préconisation reçue', 'Orientation à prendre', 'Droit au RSA ouvert']);
    expect(await page.locator('.fait').last().textContent()).toContain('Flux CAF');
    expect(await page.getByRole('link', { name: 'Voir la trace : Droit au RSA ouvert' }).getAttribute('href')).toContain('/traces/0af7651916cd43dd8448eb211c80319c');
    // One service does not answer: it is said, the rest is told.
    await page.getByText('qui ne répondent pas : sanctions').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Suivre ce fait' }).first().click();
    await page.getByRole('heading', { name: 'Publié' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.getByRole('link', { name: 'Décisions à prendre' }).count()).toBeGreaterThan(0);
    await page.goto(`${maison.url}/chiffres`);
    await page.locator('.graphique svg').waitFor();
    expect(await page.locator('table.chiffres').textContent()).toContain('masqué');
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(`${maison.url}/nulle/part`);
    await page.getByRole('heading', { name: 'Page introuvable' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await maison.decisionOf(usagerId)).toBeUndefined();
  }, PATIENCE);

  it('suit un fait du bus à France Travail et à chaque partenaire, avec les heures', async () => {
    const usagerId = await maison.dossier('SUIVI');
    await maison.decideElsewhere(usagerId);
    await open(decideuse.sub, `/usagers/${usagerId}`);
    await page.getByRole('link', { name: 'Suivre ce fait : Préconisation acceptée' }).click();
    await page.getByText('En attente de prise en charge').waitFor();
    const step = (title: string) => page.locator('.fait', { hasText: title });
    const time = /^\d{1,2} \S+ 2\d{3} à \d{2}:\d{2}:\d{2},\d{3}$/;
    for (const title of ['Reçu', 'Journalisé', 'Publié']) {
      await eventually(async () => expect(await step(title).first().locator('.dossier__note').textContent()).toMatch(time));
    }
    expect(await step('Publié').textContent()).toContain('relais.orientation.v1');
    maison.told(usagerId, new URL(page.url()).pathname.split('/').at(-1) ?? '');
    await page.getByRole('heading', { name: 'Livré au partenaire mission-locale, par webhook' }).waitFor();
    expect(await step('Réponse de France Travail').textContent()).toContain('Prise en compte');
    expect(await step('Envoyé à France Travail').textContent()).toContain('Essai 1 : envoi, 120 ms');
    await page.reload();
    await page.getByRole('heading', { name: 'Livré au partenaire, sur son topic relais.partenaires.naq0405.v1' }).waitFor();
    expect(await page.locator('.fait--en-cours').count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
  }, PATIENCE);

  it('donne les chiffres dans un fichier qu’un tableur français ouvre, les mêmes que le tableau', async () => {
    await open(decideuse.sub, '/chiffres');
    await page.locator('table.chiffres').waitFor();
    const rows = await page.locator('table.chiffres tbody tr').all();
    const cells = await Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
    const started = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger en CSV' }).click();
    const download = await started;
    expect(download.suggestedFilename()).toBe('stock-attente-orientation.csv');
    const bytes = await readFile(await download.path());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.subarray(3).toString('utf8').split('\r\n').filter((text) => text !== '').map((text) => text.split(';'));
    expect(lines[0]?.slice(0, 6)).toEqual(['Indicateur', 'Situation au', 'Département', 'Organisme', 'Libellé', 'Personnes']);
    const shown = (figure: string | undefined): string => (figure === 'secret' ? 'masqué' : (figure ?? ''));
    expect(lines.slice(1).map((line) => [line[4], shown(line[5]), shown(line[6])])).toEqual(cells);
    expect(cells).toContainEqual(['Mission locale', '40', '40']);
  }, PATIENCE);

  it('laisse prendre une décision au clavier seul, confirmée puis dite à voix haute', async () => {
    const usagerId = await maison.dossier('CLAVIER');
    await open(decideuse.sub, '/decisions');
    await line('CLAVIER').waitFor();
    await tabTo('Décider : CLAVIER ZOÉ');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await focused()).toBe('Décider de l’orientation'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await tabTo('Continuer');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await focused()).toBe('Vérifiez votre décision'));
    await tabTo('Confirmer la décision');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await focused()).toContain('Décision enregistrée'));
    expect(await maison.decisionOf(usagerId)).toMatchObject({ sens: 'ACCEPTEE', parcours: 'PED', organisme: 'FT', decideurId: decideuse.sub });
  }, PATIENCE);

  it('garde la saisie quand la session expire pendant l’acte, et la rend après la reconnexion', async () => {
    const usagerId = await maison.dossier('EXPIRATION');
    await open(decideuse.sub, '/decisions');
    await refuse('EXPIRATION');
    maison.clock(2 * HOUR_MS);
    await eventually(async () => expect((await page.request.get(`${maison.url}/api/session`)).status()).toBe(401));
    await page.getByRole('button', { name: 'Confirmer la décision' }).click();
    await page.getByText('Votre session a expiré').waitFor();
    expect(await maison.decisionOf(usagerId)).toBeUndefined();
    await logIn(page, decideuse.sub);
    await page.getByRole('heading', { name: 'Vérifiez votre décision' }).waitFor();
    expect(await page.locator('.panneau').textContent()).toContain('Suivi de proximité');
    await page.getByRole('button', { name: 'Modifier' }).click();
    expect(await page.getByLabel('Structure qui accompagnera la personne').inputValue()).toBe('naq0405');
    expect(await page.getByLabel('Motif du refus').inputValue()).toBe('APPRECIATION_DIFFERENTE');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('button', { name: 'Confirmer la décision' }).click();
    await page.getByText('Décision enregistrée').waitFor();
    expect(await maison.decisionOf(usagerId)).toMatchObject({ sens: 'REFUSEE', organisme: 'ML', structure: { code: 'NAQ0405', type: 'ML' } });
    expect(await page.evaluate<number>('sessionStorage.length')).toBe(0);
  }, PATIENCE);

  it('dit ce que le service refuse, et garde la saisie', async () => {
    const usagerId = await maison.dossier('DEVANCÉ');
    await open(decideuse.sub, '/decisions');
    await refuse('DEVANCÉ');
    await maison.decideElsewhere(usagerId);
    await page.getByRole('button', { name: 'Confirmer la décision' }).click();
    await page.getByText('Le dossier a changé').waitFor();
    expect(await page.locator('.panneau').textContent()).toContain('Suivi de proximité');
    expect(await maison.decisionOf(usagerId)).toMatchObject({ sens: 'ACCEPTEE' });
  }, PATIENCE);

  it('ne montre à chacun que ce qui est à lui', async () => {
    const usagerId = await maison.dossier('AUTRUI');
    await open(conseillere.sub);
    await page.getByText('Votre profil ne donne accès à aucune file.').waitFor();
    await page.goto(`${maison.url}/decisions`);
    await page.getByText('Action non permise').waitFor();
    await page.goto(`${maison.url}/usagers/${usagerId}`);
    await page.getByRole('heading', { name: 'Droit au RSA ouvert' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Orientation', exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Décider' }).count()).toBe(0);
  }, PATIENCE);

  it('laisse la structure qui suit la personne enregistrer la signature du contrat, et dit ce qui est refusé', async () => {
    const usagerId = await maison.dossier('CONTRAT');
    maison.contract(usagerId);
    await open(conseillere.sub);
    await page.goto(`${maison.url}/usagers/${usagerId}`);
    await page.getByRole('button', { name: 'Enregistrer la signature' }).click();
    await eventually(async () => expect(await focused()).toBe('Enregistrer la signature'));
    await page.getByLabel('Date de la signature').fill('2026-11-01');
    await page.getByLabel('Heures d’activité par semaine').fill('7,5');
    await page.getByLabel('Pourquoi moins de quinze heures').selectOption('PROCHE_AIDANT');
    expect(await seriousFaults(page)).toEqual([]);
    const submit = page.locator('.panneau button[type="submit"]');
    await submit.click();
    await page.getByText('Date antérieure à la décision').waitFor();
    expect(await page.getByLabel('Heures d’activité par semaine').inputValue()).toBe('7,5');
    await page.getByLabel('Date de la signature').fill('2026-11-24');
    await submit.click();
    await page.getByText('24 novembre 2026').first().waitFor();
    expect(await page.locator('.definitions').last().textContent()).toContain('7,5 h par semaine');
    expect(await page.evaluate<number>('sessionStorage.length')).toBe(0);
  }, PATIENCE);

  it('laisse conclure une transmission dont la réponse s’est perdue', async () => {
    await open(decideuse.sub, '/transmissions');
    await page.getByRole('heading', { name: 'Sanction décidée par le département' }).waitFor();
    await page.getByRole('button', { name: 'Conclure' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    const submit = page.locator('.panneau button[type="submit"]');
    await page.getByLabel('Ce que vous avez constaté').selectOption('PRISE_EN_COMPTE');
    await submit.click();
    await page.getByText('attendue : la justification').waitFor();
    await page.getByLabel('Comment vous l’avez constaté').fill('Vue dans le dossier chez France Travail');
    await submit.click();
    await page.getByText('Aucune transmission n’attend de constat.').waitFor();
  }, PATIENCE);

  it('se ferme à la demande, ici et chez le fournisseur d’identité, sans rien laisser', async () => {
    await maison.dossier('DÉPART');
    await open(decideuse.sub, '/decisions');
    await refuse('DÉPART');
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
    expect(await page.evaluate<number>('sessionStorage.length')).toBe(0);
    await page.locator('main a.fr-btn').click();
    // The account is asked for again.
    await page.locator(`button[value="${decideuse.sub}"]`).waitFor();
  }, PATIENCE);

  it('ne confie ni jeton ni session aux scripts, et n’accepte d’écrire que de ses propres pages', async () => {
    const usagerId = await maison.dossier('ÉTRANGER');
    await open(decideuse.sub, '/decisions');
    expect(await page.evaluate<string>('document.cookie')).toBe('');
    const [cookie] = (await context.cookies(maison.url)).filter(({ name }) => name.includes('relais-portail'));
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    const { length } = `${cookie?.name}=${cookie?.value}`;
    expect(length).toBeLessThan(4_096);
    const headers = { cookie: `${cookie?.name}=${cookie?.value}`, 'content-type': 'application/json' };
    const forged = await fetch(`${maison.url}/api/usagers/${usagerId}/decisions`, { method: 'POST', headers, body: JSON.stringify({ sens: 'ACCEPTEE' }) });
    expect([forged.status, ((await forged.json()) as { code: string }).code]).toEqual([403, 'DEMANDE_ETRANGERE']);
    const anonymous = await fetch(`${maison.url}/api/decisions`);
    expect([anonymous.status, ((await anonymous.json()) as { code: string }).code]).toEqual([401, 'SESSION_ABSENTE']);
    expect(anonymous.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await maison.decisionOf(usagerId)).toBeUndefined();
  }, PATIENCE);
});
