import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { AGENT, BASES, ClientBacASable, envoyer, usagerFictif } from './client.js';
import { COMPTES_PAR_DEFAUT, type CompteDeclare } from './comptes.js';
import { createSandbox, type Sandbox } from './index.js';

const corpsDe = async (requete: IncomingMessage): Promise<URLSearchParams> => {
  const morceaux: Buffer[] = [];
  for await (const morceau of requete) morceaux.push(morceau as Buffer);
  return new URLSearchParams(Buffer.concat(morceaux).toString());
};

interface Fournisseur {
  emetteur: string;
  serveur: Server;
}

/** A provider whose only agent logs in at once, and that holds to PKCE and to the client's secret. */
async function fournisseurOpenid(): Promise<Fournisseur> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'essai', alg: 'RS256', use: 'sig' };
  const attendus = new Map<string, URLSearchParams>();
  const emetteur = (): string => `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`;
  const jetons = async (requete: IncomingMessage): Promise<object> => {
    const formulaire = await corpsDe(requete);
    const demande = attendus.get(formulaire.get('code') ?? '');
    const defi = createHash('sha256').update(formulaire.get('code_verifier') ?? '').digest('base64url');
    const basic = `Basic ${Buffer.from('bac-a-sable:secret').toString('base64')}`;
    if (demande?.get('code_challenge') !== defi || requete.headers.authorization !== basic) return { erreur: true };
    const claims = { sub: 'CD33-0007', family_name: 'Durand', given_name: 'Lucie', nonce: demande.get('nonce') };
    return { id_token: await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'essai' }).setIssuer(emetteur()).setAudience('bac-a-sable').setExpirationTime('5m').sign(privateKey) };
  };
  const serveur = createServer((requete, reponse) => {
    const url = new URL(requete.url ?? '/', emetteur());
    const rendre = (corps: object): void => void reponse.writeHead('erreur' in corps ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(corps));
    if (url.pathname === '/auth') {
      const code = `code-${attendus.size + 1}`;
      attendus.set(code, url.searchParams);
      reponse.writeHead(303, { location: `${url.searchParams.get('redirect_uri')}?code=${code}&state=${url.searchParams.get('state')}` }).end();
    } else if (url.pathname === '/token') void jetons(requete).then(rendre);
    else if (url.pathname === '/jwks') rendre({ keys: [jwk] });
    else rendre({ authorization_endpoint: `${emetteur()}/auth`, token_endpoint: `${emetteur()}/token`, jwks_uri: `${emetteur()}/jwks` });
  }).listen(0, '127.0.0.1');
  await once(serveur, 'listening');
  return { emetteur: emetteur(), serveur };
}

const REDIRECTION = 'http://127.0.0.1:9999/retour';
const SCOPES = 'openid api_rechercher-usagerv2 rechercheusager profil_accedant api_orientationusagerv1 orientationusager';
const CLIENT = { client_id: 'PAR_relais33_0001', client_secret: 'secret-bac-a-sable' };

describe('connexion d’un agent par code d’autorisation', () => {
  let openid: Fournisseur;
  let sandbox: Sandbox;
  let client: ClientBacASable;

  beforeAll(async () => {
    openid = await fournisseurOpenid();
    const comptes: CompteDeclare[] = COMPTES_PAR_DEFAUT.map((compte) => ({ ...compte, redirections: [REDIRECTION] }));
    sandbox = await createSandbox({ comptes, fournisseur: { emetteur: openid.emetteur, clientId: 'bac-a-sable', clientSecret: 'secret' } });
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', usagerFictif());
    await client.admin('/preconisations', { numeroFranceTravail: '33000000001', parcours: 'PED', organisme: 'FT' });
  });
  afterAll(async () => {
    await sandbox.close();
    openid.serveur.close();
  });

  const autoriser = (champs: Record<string, string> = {}) => {
    const demande = { response_type: 'code', client_id: CLIENT.client_id, redirect_uri: REDIRECTION, scope: SCOPES, state: 'etat-du-client', ...champs };
    return client.appeler(`/connexion/oauth2/agent/authorize?${new URLSearchParams(demande).toString()}`);
  };
  const suivre = async (recu: { entetes: Headers }) => envoyer(recu.entetes.get('location') ?? '');
  /** Goes as the agent's browser does, up to the client. */
  const connecter = async (): Promise<URL> => new URL((await suivre(await suivre(await autoriser()))).entetes.get('location') ?? '');
  const echanger = (champs: Record<string, string>) =>
    client.appeler('/connexion/oauth2/agent/access_token', {
      entetes: { 'content-type': 'application/x-www-form-urlencoded' },
      corps: new URLSearchParams({ grant_type: 'authorization_code', redirect_uri: REDIRECTION, ...CLIENT, ...champs }).toString(),
    });

  it('rend au client un code, puis un jeton où l’agent est connu', async () => {
    const retour = await connecter();
    expect([retour.origin + retour.pathname, retour.searchParams.get('state')]).toEqual([REDIRECTION, 'etat-du-client']);
    const { status, corps } = await echanger({ code: retour.searchParams.get('code') ?? '' });
    expect([status, (corps as { scope: string }).scope]).toEqual([200, SCOPES]);
    const porteur = { authorization: `Bearer ${(corps as { access_token: string }).access_token}` };
    const trouve = await client.appeler(`${BASES.recherche}/par-numero-francetravail`, { entetes: porteur, corps: { numeroFranceTravail: '33000000001' } });
    const entetes = { ...porteur, 'ft-jeton-usager': (trouve.corps as { jetonUsager: string }).jetonUsager };
    await client.appeler(`${BASES.orientation}/calculOrientation`, { entetes, corps: { projet_pro: 'SALARIAT' } });
    expect((await client.appeler(`${BASES.orientation}/lectureOrientation`, { entetes })).corps).toMatchObject([{ agent_derniere_modification: 'CD33-0007' }]);
  });

  it('n’échange un code qu’une fois, pour son client et son adresse', async () => {
    const code = (await connecter()).searchParams.get('code') ?? '';
    const erreur = async (champs: Record<string, string>) => ((await echanger(champs)).corps as { error: string }).error;
    expect(await erreur({ code, client_secret: 'faux' })).toBe('invalid_client');
    expect((await echanger({ code })).status).toBe(200);
    expect(await erreur({ code })).toBe('invalid_grant');
    const autre = (await connecter()).searchParams.get('code') ?? '';
    expect(await erreur({ code: autre, redirect_uri: 'http://ailleurs.exemple/' })).toBe('redirect_uri_mismatch');
    expect(await erreur({ code: autre, grant_type: 'password' })).toBe('unsupported_grant_type');
  });

  it('refuse une adresse non déclarée sans y envoyer personne, et des scopes en bloc', async () => {
    expect(await autoriser({ redirect_uri: 'http://ailleurs.exemple/' })).toMatchObject({ status: 400, corps: { error: 'redirect_uri_mismatch' } });
    const refuse = await autoriser({ scope: `${SCOPES} api_inconnuev9` });
    expect(new URL(refuse.entetes.get('location') ?? '').searchParams.get('error')).toBe('invalid_scope');
  });

  it('dit qu’aucun fournisseur ne répond', async () => {
    const fournisseur = { emetteur: 'http://127.0.0.1:1', clientId: 'bac-a-sable', clientSecret: 'secret' };
    const seul = await createSandbox({ comptes: COMPTES_PAR_DEFAUT.map((compte) => ({ ...compte, redirections: [REDIRECTION] })), fournisseur });
    const demande = new URLSearchParams({ response_type: 'code', client_id: CLIENT.client_id, redirect_uri: REDIRECTION, scope: SCOPES });
    const recu = await envoyer(`${seul.url}/connexion/oauth2/agent/authorize?${demande.toString()}`);
    expect(recu).toMatchObject({ status: 503, corps: { error: 'temporarily_unavailable' } });
    await seul.close();
  });

  it('laisse un programme tenu aux en-têtes de l’agent', async () => {
    const { 'pa-nom-agent': _nom, ...entetes } = { ...AGENT, ...(await client.entetes()) };
    const recherche = await client.appeler(`${BASES.recherche}/par-numero-francetravail`, { entetes, corps: { numeroFranceTravail: '33000000001' } });
    expect(recherche.status).toBe(302);
  });
});
