import { createServer } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export type TestAgent = Readonly<{
  sub: string;
  roles: readonly string[];
  departement?: string;
  structure?: Readonly<{ code: string; type: string }>;
  acr?: string;
}>;

export type TestIssuer = Readonly<{
  url: string;
  audience: string;
  /** A signed access token of that agent; `over` replaces claims (`exp`, `aud`…). */
  token: (agent: TestAgent, over?: Record<string, unknown>) => Promise<string>;
  close: () => void;
}>;

/** An identity provider for tests: discovery, keys, and tokens signed at will. */
export const testIssuer = async (audience = 'urn:relais:api'): Promise<TestIssuer> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'essai', alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    const body = request.url?.endsWith('/jwks') ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/jeton` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    audience,
    token: (agent, over = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const claims = { iss: url, aud: audience, iat: now, exp: now + 600, ...agent, ...over };
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'essai' }).sign(privateKey);
    },
    close: () => void server.close(),
  };
};
