import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProvider } from '@relais/local/openid/provider';
import { ClientBacASable, envoyer } from './client.js';
import { COMPTES_PAR_DEFAUT } from './comptes.js';
import { createSandbox, type Sandbox } from './index.js';

/** A browser's cookies and redirects, no more. */
class Navigateur {
  private readonly temoins = new Map<string, string>();

  async aller(adresse: string, corps?: string): Promise<{ adresse: string; suite: string | null }> {
    const cookie = [...this.temoins].map(([nom, valeur]) => `${nom}=${valeur}`).join('; ');
    const type = corps === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const { entetes } = await envoyer(adresse, { entetes: { cookie, ...type }, ...(corps === undefined ? {} : { corps }) });
    for (const temoin of entetes.getSetCookie()) {
      const [, nom = '', valeur = ''] = /^([^=]+)=([^;]*)/.exec(temoin) ?? [];
      this.temoins.set(nom, valeur);
    }
    const suite = entetes.get('location');
    return { adresse, suite: suite === null ? null : new URL(suite, adresse).href };
  }

  /** Follows redirects until a page, or an address that begins so. */
  async suivre(adresse: string, arret: string, corps?: string): Promise<string> {
    let etape = await this.aller(adresse, corps);
    while (etape.suite !== null) {
      if (etape.suite.startsWith(arret)) return etape.suite;
      etape = await this.aller(etape.suite);
    }
    return etape.adresse;
  }
}

const AGENT = { clientId: 'agent-decideur', clientSecret: 'x'.repeat(32), sub: 'CD33-0007', nom: 'Agent du département', roles: ['DECIDEUR'], departement: '33', structure: { code: 'CDP0033', type: 'CD' } };
const REDIRECTION = 'http://127.0.0.1:9/retour';

describe('connexion d’un agent chez le fournisseur d’identité local', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'oidc-'));
  let serveur: Server;
  let sandbox: Sandbox;

  beforeAll(async () => {
    const porte: { recevoir?: ReturnType<ReturnType<typeof createProvider>['callback']> } = {};
    serveur = createServer((requete, reponse) => void porte.recevoir?.(requete, reponse)).listen(0, '127.0.0.1');
    await once(serveur, 'listening');
    const { port } = serveur.address() as AddressInfo;
    const issuer = `http://127.0.0.1:${port}`;
    const comptes = COMPTES_PAR_DEFAUT.map((compte) => ({ ...compte, redirections: [REDIRECTION] }));
    const clientSecret = 's'.repeat(32);
    sandbox = await createSandbox({ comptes, fournisseur: { emetteur: issuer, clientId: 'bac-a-sable', clientSecret } });
    const clientsFile = join(dossier, 'clients.json');
    writeFileSync(clientsFile, JSON.stringify([AGENT]));
    const redirectUris = [`${sandbox.url}/connexion/oauth2/agent/retour`];
    const webClients = [{ clientId: 'bac-a-sable', clientSecret, redirectUris, postLogoutRedirectUris: [] }];
    const provider = createProvider({ issuer, port, audience: 'urn:relais:api', tokenLifetime: 600, clientsFile, keysFile: join(dossier, 'cles.json'), webClients, people: [AGENT.sub] });
    porte.recevoir = provider.callback();
  });
  afterAll(async () => {
    await sandbox.close();
    serveur.close();
    serveur.closeAllConnections();
    rmSync(dossier, { recursive: true });
  });

  it('revient au client avec un code qui vaut un jeton', async () => {
    const navigateur = new Navigateur();
    const demande = new URLSearchParams({ response_type: 'code', client_id: 'PAR_relais33_0001', redirect_uri: REDIRECTION, scope: 'openid rechercheusager', state: 'e' });
    const choix = await navigateur.suivre(`${sandbox.url}/connexion/oauth2/agent/authorize?${demande.toString()}`, REDIRECTION);
    expect(choix).toContain('/interaction/');
    const retour = new URL(await navigateur.suivre(choix, REDIRECTION, `compte=${AGENT.sub}`));
    const formulaire = { grant_type: 'authorization_code', code: retour.searchParams.get('code') ?? '', redirect_uri: REDIRECTION, client_id: 'PAR_relais33_0001', client_secret: 'secret-bac-a-sable' };
    const { status, corps } = await new ClientBacASable(sandbox.url).appeler('/connexion/oauth2/agent/access_token', {
      entetes: { 'content-type': 'application/x-www-form-urlencoded' },
      corps: new URLSearchParams(formulaire).toString(),
    });
    expect([status, (corps as { scope: string }).scope]).toEqual([200, 'openid rechercheusager']);
    expect([...sandbox.etat.tokens.values()].map(({ agent }) => agent?.identifiant)).toEqual(['CD33-0007']);
  });
});
