import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';

const run = promisify(execFile);

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const found = (): string | undefined => [process.env['CHROMIUM'], ...PLACES].find((file) => file !== undefined && existsSync(file));

/** Installs Debian's Chromium where that is possible: as root, with apt-get. */
const install = async (): Promise<void> => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env }).catch(() => undefined);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env }).catch(() => undefined);
};

/** The browser's program: CHROMIUM, else the system's own, installed when missing and allowed; undefined when there is none. */
export const findChromium = async (): Promise<string | undefined> => {
  if (found() === undefined) await install();
  return found();
};

/** A browser with a profile of its own, gone when it closes. */
export const openBrowser = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: FLAGS });

/** Logs in on the local provider's page as that account (`sub`), from any page of the portal. */
export const logIn = async (page: Page, sub: string): Promise<void> => {
  await page.locator('main a.fr-btn').click();
  // The provider may still know the person: then it asks nothing.
  await page.locator(`button[value="${sub}"]`).or(page.getByText('Se déconnecter')).first().waitFor({ state: 'attached' });
  const account = page.locator(`button[value="${sub}"]`);
  if (await account.isVisible()) await account.click();
  await page.getByText('Se déconnecter').first().waitFor({ state: 'attached' });
};

export type Fault = Readonly<{ id: string; impact: string; help: string; where: string[] }>;

type AxeResult = Readonly<{ violations: { id: string; impact: string | null; help: string; nodes: { target: string[] }[] }[] }>;

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds serious or critical on the page as it is. */
export const seriousFaults = async (page: Page): Promise<Fault[]> => {
  // Evaluated by the debugger: the page's own security policy forbids a script element.
  await page.evaluate(await readFile(axeSource, 'utf8'));
  const { violations } = await page.evaluate<AxeResult>('axe.run(document, { resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({ id, impact: impact ?? '', help, where: nodes.map(({ target }) => target.join(' ')) }));
};
