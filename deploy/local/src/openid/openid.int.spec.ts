import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accessToken, issuerUrl, openid } from '@relais/local/parts/openid';
import { freePort } from '../ports.js';
import { Supervisor } from '../process/supervisor.js';

const agent = {
  clientId: 'agent',
  clientSecret: 'un secret: avec/des%signes',
  sub: 'agent-33',
  nom: 'Agent',
  roles: ['orientation'],
  departement: '33',
  structure: { code: 'CDP0033', type: 'CD' },
};
const claims = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('the identity provider', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-openid-'));
  let issuer = '';
  let supervisor: Supervisor;
  const start = async (port: number) => {
    supervisor = new Supervisor({ logs: folder, progress: () => undefined });
    await supervisor.start([openid({ folder: path.join(folder, 'openid'), port, clients: [agent], tokenLifetime: 120 })]);
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
    expect(said).toMatchObject({ sub, aud: 'urn:relais:api', departement, nom, roles, structure, acr: 'eidas1', client_id: 'agent' });
  });

  it('refuses a wrong secret', async () => {
    await expect(accessToken(issuer, { clientId: 'agent', clientSecret: 'faux' })).rejects.toThrow('répond 401');
  });

  it('keeps its keys when it restarts', async () => {
    const keys = async () => (await fetch(`${issuer}/jwks`)).json();
    const before = await keys();
    await supervisor.stop();
    await start(Number(new URL(issuer).port));
    expect(await keys()).toEqual(before);
  });
});
