import { request } from 'undici';
import { z } from 'zod';
import { type Secret } from '../config/index.js';
import { transient } from '@relais/kernel';
import { providerOf, type ProviderMetadata } from './provider.js';

const answer = z.object({ access_token: z.string(), expires_in: z.number() });
const refusal = z.object({ error: z.string().max(100) });
const MARGIN_MS = 60_000;

export type MachineCredentials = Readonly<{ issuer: string; audience: string; clientId: string; clientSecret: Secret }>;

/**
 * A service's own bearer token (OAuth 2 client credentials), kept until a minute before its end. The token
 * endpoint is the one that the issuer publishes. Any failure is transient (IDENTITE_INDISPONIBLE).
 */
export class MachineToken {
  private current: { token: string; until: number } | undefined;
  private fetching: Promise<string> | undefined;
  private readonly provider: () => Promise<ProviderMetadata>;

  constructor(
    private readonly credentials: MachineCredentials,
    private readonly clock: { now: () => Date },
  ) {
    this.provider = providerOf(credentials.issuer);
  }

  get(): Promise<string> {
    if (this.current && this.current.until > this.clock.now().getTime()) return Promise.resolve(this.current.token);
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetch(): Promise<string> {
    const { token_endpoint } = await this.provider();
    const { statusCode, json } = await this.ask(token_endpoint);
    const given = answer.safeParse(json);
    if (!given.success) {
      const why = refusal.safeParse(json).data?.error ?? 'no access_token';
      throw transient('IDENTITE_INDISPONIBLE', `identity provider gives no token: ${statusCode} ${why}`);
    }
    const { access_token, expires_in } = given.data;
    this.current = { token: access_token, until: this.clock.now().getTime() + expires_in * 1_000 - MARGIN_MS };
    return access_token;
  }

  private async ask(endpoint: string): Promise<{ statusCode: number; json: unknown }> {
    const { audience, clientId, clientSecret } = this.credentials;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      resource: audience,
    });
    try {
      const response = await request(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
        headersTimeout: 5_000,
        bodyTimeout: 5_000,
      });
      return { statusCode: response.statusCode, json: await response.body.json().catch(() => undefined) };
    } catch (error) {
      throw transient('IDENTITE_INDISPONIBLE', 'token endpoint of the identity provider does not answer', error);
    }
  }
}
