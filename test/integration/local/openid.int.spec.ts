import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accessToken, issuerUrl, openid } from '@relais/local/parts/openid';
import { freePort } from '@relais/local/ports';
import { Supervisor } from '@relais/local/process/supervisor';

const agent = {
  clientId: 'agent',
  clientSecret: 'un secret: avec/des%signes',
  previousSecret: 'le-precedent',
  sub: 'agent-33',
  nom: 'Agent',
  roles: ['orientation'],
  departement: '33',
  structure: { code: 'CDP0033', type: 'CD' },
};
const web = {
  clientId: 'site',
  clientSecret: 'secret-du-site',
  redirectUris: ['http://127.0.0.1:1/retour'],
  postLogoutRedirectUris: ['http://127.0.0.1:1/'],
};

/** A browser without a screen: keeps cookies, follows no redirection. */
const browser = () => {
  const cookies = new Map<string, string>();
  return async (url: URL, body?: URLSearchParams) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { method: body ? 'POST' : 'GET', redirect: 'manual', headers: { cookie }, ...(body ? { body } : {}) });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    return { status: answer.status, text: await answer.text(), next: location === null ? url : new URL(location, url) };
  };
};

const claims = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('the identity provider', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-openid-'));
  let issuer = '';
  let supervisor: Supervisor;
  const start = async (port: number) => {
    supervisor = new Supervisor({ logs: folder, progress: () => undefined });
    await supervisor.start([openid({ folder: path.join(folder, 'openid'), port, clients: [agent], tokenLifetime: 120, webClients: [web], people: [agent] })]);
  };
  beforeAll(async () => {
    const port = await freePort();
    issuer = issuerUrl(port);
    await start(port);
  });
  afterAll(async () => {
    await supervisor.stop();
    rmSync(folder, { recursive: true });
  });

  it('gives a token that says who the agent is', async () => {
    const { exp, iat, iss, ...said } = claims(await accessToken(issuer, agent));
    expect(Number(exp) - Number(iat)).toBe(120);
    expect(iss).toBe(issuer);
    const { departement, nom, roles, structure, sub } = agent;
    expect(said).toMatchObject({ sub, aud: 'urn:relais:api', departement, nom, roles, structure, acr: 'eidas2', client_id: 'agent' });
  });

  it('refuses a wrong secret', async () => {
    await expect(accessToken(issuer, { clientId: 'agent', clientSecret: 'faux' })).rejects.toThrow('répond 401');
  });

  it('takes the secret before the present one too, while it is being changed', async () => {
    expect(claims(await accessToken(issuer, { clientId: 'agent', clientSecret: 'le-precedent' }))).toMatchObject({ sub: agent.sub });
  });

  it('lets a person log in by choosing an account, with PKCE, and gives the services the same token', async () => {
    const go = browser();
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const authorize = new URL(`${issuer}/auth`);
    authorize.search = new URLSearchParams({
      client_id: web.clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: web.redirectUris[0] ?? '',
      state: 'etat',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).toString();
    const { next: interaction } = await go(authorize);
    const page = await go(interaction);
    expect(page.text).toContain('name="compte" value="agent-33"');
    const chosen = await go(interaction, new URLSearchParams({ compte: 'agent-33' }));
    expect(chosen.status).toBe(303);
    const { next: back } = await go(chosen.next);
    expect(back.searchParams.get('state')).toBe('etat');
    const exchange = async (code_verifier: string) => {
      const body = new URLSearchParams({ grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '', redirect_uri: web.redirectUris[0] ?? '', code_verifier });
      const authorization = `Basic ${Buffer.from(`${web.clientId}:${web.clientSecret}`).toString('base64')}`;
      return (await (await fetch(`${issuer}/token`, { method: 'POST', headers: { authorization }, body })).json()) as Record<string, string>;
    };
    const tokens = await exchange(verifier);
    const { departement, nom, roles, structure, sub } = agent;
    expect(claims(tokens['access_token'] ?? '')).toMatchObject({ sub, aud: 'urn:relais:api', departement, nom, roles, structure, client_id: 'site' });
    expect(claims(tokens['id_token'] ?? '')).toMatchObject({ sub, aud: 'site', departement, nom, roles, structure });
  });

  it('refuses an account that is not offered, and a request without PKCE', async () => {
    const go = browser();
    const authorize = new URL(`${issuer}/auth`);
    const asked = { client_id: web.clientId, response_type: 'code', scope: 'openid', redirect_uri: web.redirectUris[0] ?? '', state: 'etat' };
    authorize.search = new URLSearchParams(asked).toString();
    expect((await go(authorize)).next.searchParams.get('error')).toBe('invalid_request');
    authorize.search = new URLSearchParams({ ...asked, code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }).toString();
    const { next: interaction } = await go(authorize);
    const chosen = await go(interaction, new URLSearchParams({ compte: 'quelqu-un' }));
    expect((await go(chosen.next)).next.searchParams.get('error')).toBe('access_denied');
  });

  it('keeps its keys when it restarts', async () => {
    const keys = async () => (await fetch(`${issuer}/jwks`)).json();
    const before = await keys();
    await supervisor.stop();
    await start(Number(new URL(issuer).port));
    expect(await keys()).toEqual(before);
  });
});
