import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { layoutOf } from '@relais/local/environment';
import { type StackAddresses } from '@relais/local/addresses';
import { type Page } from 'playwright-core';
import { eventually } from './eventually.js';
import { findChromium, logIn, openBrowser } from './browser.js';

const DECIDEUR = 'CD33-0007';
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** The préconisations come in by themselves; one looks again until they are there. */
const waitForQueue = (page: Page): Promise<void> =>
  eventually(
    async () => {
      await page.reload();
      await page.locator('.dossier button').nth(2).waitFor({ timeout: 3_000 });
    },
    { timeoutMs: 60_000 },
  );

/** Takes the portal of the running stack through its pages, and a picture of each. Decides nothing. */
const take = async (page: Page, portal: string, save: (name: string) => Promise<void>): Promise<void> => {
  await page.goto(portal);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await save('connexion');
  await page.locator('main a.fr-btn').click();
  await page.locator(`button[value="${DECIDEUR}"]`).waitFor();
  await save('fournisseur-identite');
  await page.goBack();
  await logIn(page, DECIDEUR);
  await waitForQueue(page);
  await save('decisions');
  await page.locator('.barre-filtres select').nth(1).selectOption('PED');
  await page.locator('.dossier button').first().click();
  await page.getByText('Refuser et orienter autrement').click();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await save('decision-a-completer');
  await page.getByLabel('Motif du refus').selectOption('APPRECIATION_DIFFERENTE');
  await page.getByLabel('Parcours').selectOption('PSP');
  await page.getByLabel('Organisme').selectOption('ML');
  await page.getByLabel('Structure qui accompagnera la personne').fill('NAQ0405');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await save('decision-a-confirmer');
  await page.getByRole('button', { name: 'Modifier' }).click();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.goto(`${portal}/decisions?statut=DECIDEE`);
  await page.locator('.dossier').first().waitFor();
  await save('decisions-prises');
  await page.locator('.dossier__nom').first().click();
  await page.locator('.fait').first().waitFor();
  await save('personne');
  await page.locator('.fait', { hasText: /Préconisation (acceptée|refusée)/ }).first().getByRole('link', { name: /Suivre/ }).click();
  await page.getByText('Réponse de France Travail').waitFor();
  await save('suivi-d-un-fait');
  await page.goto(`${portal}/transmissions`);
  await page.getByRole('heading', { level: 1, name: 'Transmissions à traiter' }).waitFor();
  await save('transmissions-a-traiter');
  await page.goto(`${portal}/chiffres?code=stock-attente-orientation`);
  await page.locator('.graphique svg').waitFor();
  await save('chiffres');
};

type Person = Readonly<{ nom: string; prenom: string; dateNaissance: string; nir: string }>;

const PERSON = /<NOM>([^<]+)<\/NOM>(?:(?!<\/Identification>)[\s\S])*?<PRENOM>([^<]+)<\/PRENOM>(?:(?!<\/Identification>)[\s\S])*?<DTNAI>([\d-]+)<\/DTNAI>(?:(?!<\/Identification>)[\s\S])*?<NIR>(\d+)<\/NIR>/g;

const peopleOf = (flux: string, count: number): Person[] =>
  [...flux.matchAll(PERSON)].slice(-count).map(([, nom = '', prenom = '', dateNaissance = '', nir = '']) => ({ nom, prenom, dateNaissance, nir }));

const PROPOSALS = [
  { parcours: 'PED', organisme: 'FT', structure: 'NAQ0057' },
  { parcours: 'PSP', organisme: 'CD', structure: 'CDP0033' },
  { parcours: 'PSO', organisme: 'CD', structure: 'CDP0033' },
  { parcours: 'PED', organisme: 'ML', structure: 'NAQ0405' },
];

/** France Travail preconises for some people of the imported flux, so that there is something to decide. */
const preconise = async ({ sandbox, fluxCaf }: StackAddresses): Promise<void> => {
  const people = peopleOf(readFileSync(fluxCaf, 'latin1'), 24).map((person, rank) => ({ ...person, numeroFranceTravail: String(33_900_000_000 + rank) }));
  const post = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${sandbox}/_admin${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`le bac à sable répond ${answer.status} à ${path} : ${await answer.text()}`);
  };
  const adresse = { codeInseeCommune: '33063', codePostal: '33000', libelleCommune: 'BORDEAUX' };
  await post('/usagers', people.map((person) => ({ ...person, adresse })));
  await post('/preconisations', people.map(({ numeroFranceTravail }, rank) => ({ numeroFranceTravail, ...PROPOSALS[rank % PROPOSALS.length] })));
};

const main = async (): Promise<void> => {
  const { base, adresses } = layoutOf();
  const chromium = await findChromium();
  if (chromium === undefined) throw new Error('Chromium est introuvable : installez-le, ou donnez son chemin par la variable CHROMIUM.');
  const addresses = JSON.parse(readFileSync(adresses, 'utf8')) as StackAddresses;
  await preconise(addresses);
  const folder = path.join(base, 'captures');
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser(chromium);
  try {
    for (const [suffix, viewport] of [['', WIDE], ['-mobile', NARROW]] as const) {
      const context = await browser.newContext({ locale: 'fr-FR', viewport });
      const page = await context.newPage();
      await take(page, addresses.portail, async (name) => {
        await page.waitForLoadState('networkidle');
        const file = path.join(folder, `${name}${suffix}.png`);
        await page.screenshot({ path: file, fullPage: true });
        console.log(`✓ ${path.relative('', file)}`);
      });
      await context.close();
    }
  } finally {
    await browser.close();
  }
};

await main();
