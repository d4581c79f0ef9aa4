import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { JWK } from 'oidc-provider';

/** A web site whose visitors log in here: authorization code with PKCE. */
export interface WebClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
}

/** The settings file of the identity provider's process. */
export interface OpenidSettings {
  readonly issuer: string;
  readonly port: number;
  readonly audience: string;
  /** Life of an access token (s). */
  readonly tokenLifetime: number;
  /** JSON array of agents. */
  readonly clientsFile: string;
  /** JSON array of private keys (JWK), made when missing. */
  readonly keysFile: string;
  readonly webClients: readonly WebClient[];
  /** `sub` of the agents that the login page offers. */
  readonly people: readonly string[];
}

/** Content of a JSON file of ours. */
export const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** The signing keys: kept, so that tokens outlive a restart. */
export function signingKeys(file: string): JWK[] {
  if (existsSync(file)) return readJson<JWK[]>(file);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const keys = [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' } as JWK];
  writeFileSync(file, `${JSON.stringify(keys)}\n`, { mode: 0o600 });
  return keys;
}
