import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Agent } from '../addresses.js';
import { type OpenidSettings, type WebClient } from '../openid/settings.js';
import { type ProcessSpec } from '../process/spec.js';
import { nodeProcess } from './node-process.js';

export interface OpenidOptions {
  /** Folder for its keys and clients; its content is secret. */
  readonly folder: string;
  readonly port: number;
  readonly clients: readonly Agent[];
  /** Web sites whose visitors log in here. */
  readonly webClients?: readonly WebClient[];
  /** The agents that the login page offers. */
  readonly people?: readonly Agent[];
  /** Life of an access token (s), one hour unless told. */
  readonly tokenLifetime?: number;
}

/** Audience of the access tokens. */
export const audience = 'urn:relais:api';

/** Issuer of the identity provider at that port. */
export const issuerUrl = (port: number): string => `http://127.0.0.1:${port}`;

/** The identity provider, as a process of the stack. */
export function openid({ clients, folder, port, tokenLifetime = 3_600, webClients = [], people = [] }: OpenidOptions): ProcessSpec {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const settings: OpenidSettings = {
    issuer: issuerUrl(port),
    port,
    audience,
    tokenLifetime,
    clientsFile: path.join(folder, 'clients.json'),
    keysFile: path.join(folder, 'keys.json'),
    webClients,
    people: people.map(({ sub }) => sub),
  };
  const settingsFile = path.join(folder, 'settings.json');
  writeFileSync(settings.clientsFile, `${JSON.stringify(clients, null, 2)}\n`, { mode: 0o600 });
  // It holds the web sites' secrets.
  writeFileSync(settingsFile, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  return nodeProcess({
    name: 'openid',
    label: "Fournisseur d'identité",
    needs: [],
    module: fileURLToPath(new URL('../openid/main.js', import.meta.url)),
    args: [settingsFile],
    readyUrl: `${settings.issuer}/.well-known/openid-configuration`,
  });
}

/**
 * An access token for a client, by client_credentials.
 * @throws Error when the provider refuses
 */
export async function accessToken(issuer: string, { clientId, clientSecret }: Pick<Agent, 'clientId' | 'clientSecret'>): Promise<string> {
  const credentials = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    signal: AbortSignal.timeout(5_000),
  });
  const body = (await answer.json()) as { access_token?: string };
  if (!answer.ok || body.access_token === undefined) throw new Error(`le fournisseur d'identité répond ${answer.status}`);
  return body.access_token;
}
