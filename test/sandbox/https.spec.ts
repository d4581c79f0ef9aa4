import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { createSandbox } from './index.js';

interface Appel {
  port: number;
  autorite: string;
  hote: string;
}

/** Asks 127.0.0.1 for what it serves under a host name, trusting this authority only. */
const appeler = ({ port, autorite, hote }: Appel): Promise<number> =>
  new Promise((resolve, reject) => {
    const requete = request({ host: '127.0.0.1', port, path: '/_admin/sante', servername: hote, ca: autorite, agent: false }, (reponse) => {
      reponse.resume();
      resolve(reponse.statusCode ?? 0);
    });
    requete.on('error', reject).end();
  });

describe('HTTPS sous les noms demandés', () => {
  const noms = ['api.francetravail.io', 'proxyproconnect.francetravail.net'];
  let dossier: string;

  beforeEach(() => {
    dossier = mkdtempSync(join(tmpdir(), 'bac-'));
  });
  afterEach(() => rmSync(dossier, { recursive: true }));

  it('sert les mêmes routes sous chaque nom et refuse les autres', async () => {
    const sandbox = await createSandbox({ https: { port: 0, noms } });
    const { port, autorite } = sandbox.https as { port: number; autorite: string };
    for (const hote of [...noms, 'localhost']) expect(await appeler({ port, autorite, hote })).toBe(200);
    await expect(appeler({ port, autorite, hote: 'ailleurs.exemple' })).rejects.toThrow(/altnames/);
    await sandbox.close();
  });

  it('garde l’autorité d’un dossier d’un démarrage à l’autre', async () => {
    const autorites = [];
    for (let fois = 0; fois < 2; fois += 1) {
      const sandbox = await createSandbox({ donnees: dossier, https: { port: 0, noms } });
      autorites.push(sandbox.https?.autorite);
      await sandbox.close();
    }
    expect(autorites[0]).toBe(autorites[1]);
    expect(readFileSync(join(dossier, 'autorite.pem'), 'utf8')).toBe(autorites[0]);
    expect(new X509Certificate(autorites[0] ?? '').ca).toBe(true);
  });
});
