import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Secret } from '../config/index.js';
import { MachineToken } from './machine-token.js';

type Reply = Readonly<{ status: number; json: unknown }>;

describe('a machine token', () => {
  let server: Server;
  let issuer: string;
  let asked: string[];
  let replies: Record<string, Reply>;
  let now: number;

  beforeEach(async () => {
    asked = [];
    now = Date.parse('2026-11-24T09:00:00Z');
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const { status, json } = replies[request.url ?? ''] ?? { status: 404, json: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/relais`;
    replies = {
      '/realms/relais/.well-known/openid-configuration': { status: 200, json: { issuer, jwks_uri: `${issuer}/certs`, token_endpoint: `${issuer}/protocol/token` } },
      '/realms/relais/protocol/token': { status: 200, json: { access_token: 'jeton', expires_in: 600 } },
    };
  });
  afterEach(() => void server.close());

  const machine = (): MachineToken =>
    new MachineToken({ issuer, audience: 'urn:relais:api', clientId: 'connecteur', clientSecret: new Secret('secret') }, { now: () => new Date(now) });

  it('comes from the endpoint that the issuer publishes, read once, and is kept until a minute before its end', async () => {
    const token = machine();
    expect(await Promise.all([token.get(), token.get()])).toEqual(['jeton', 'jeton']);
    now += 539_000;
    await token.get();
    now += 2_000;
    await token.get();
    expect(asked).toEqual(['/realms/relais/.well-known/openid-configuration', '/realms/relais/protocol/token', '/realms/relais/protocol/token']);
  });

  it('says what is wrong without telling secrets, and is asked for again', async () => {
    const token = machine();
    const { '/realms/relais/.well-known/openid-configuration': discovery, '/realms/relais/protocol/token': endpoint } = replies;
    const said = async (change: Record<string, Reply>): Promise<unknown> => {
      replies = change;
      return token.get().catch((error: unknown) => error);
    };
    const away = { code: 'IDENTITE_INDISPONIBLE', failureClass: 'transient' };
    expect(await said({})).toMatchObject({ ...away, message: 'identity provider answers 404 without usable metadata: issuer, jwks_uri, token_endpoint' });
    const other = { status: 200, json: { ...(discovery?.json as object), issuer: 'https://ailleurs.test' } };
    expect(await said({ '/realms/relais/.well-known/openid-configuration': other })).toMatchObject({ ...away, message: 'identity provider names itself otherwise than the configured issuer' });
    const refused = { status: 401, json: { error: 'invalid_client' } };
    const known = { '/realms/relais/.well-known/openid-configuration': discovery as Reply };
    expect(await said({ ...known, '/realms/relais/protocol/token': refused })).toMatchObject({ ...away, message: 'identity provider gives no token: 401 invalid_client' });
    expect(await said({ ...known, '/realms/relais/protocol/token': endpoint as Reply })).toBe('jeton');
  });
});
