import { request } from 'undici';
import { z } from 'zod';
import { type Secret } from '../config/index.js';
import { transient } from '@relais/kernel';

const answer = z.object({ access_token: z.string(), expires_in: z.number() });
const MARGIN_MS = 60_000;

export type MachineCredentials = Readonly<{ issuer: string; audience: string; clientId: string; clientSecret: Secret }>;

/** A service's own bearer token (OAuth 2 client credentials), kept until a minute before its end. */
export class MachineToken {
  private current: { token: string; until: number } | undefined;
  private fetching: Promise<string> | undefined;

  constructor(
    private readonly credentials: MachineCredentials,
    private readonly clock: { now: () => Date },
  ) {}

  get(): Promise<string> {
    if (this.current && this.current.until > this.clock.now().getTime()) return Promise.resolve(this.current.token);
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetch(): Promise<string> {
    const { issuer, audience, clientId, clientSecret } = this.credentials;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      resource: audience,
    });
    try {
      const response = await request(`${issuer.replace(/\/$/, '')}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
        headersTimeout: 5_000,
      });
      const { access_token, expires_in } = answer.parse(await response.body.json());
      this.current = { token: access_token, until: this.clock.now().getTime() + expires_in * 1_000 - MARGIN_MS };
      return access_token;
    } catch (error) {
      throw transient('IDENTITE_INDISPONIBLE', 'no token from the identity provider', error);
    }
  }
}
