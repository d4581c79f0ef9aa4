import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { request } from 'undici';
import { z } from 'zod';
import { Failure, transient } from '@relais/kernel';
import { type Agent } from './agent.js';

const claims = z.object({
  sub: z.string().min(1),
  roles: z.array(z.string()).default([]),
  departement: z.string().nullish(),
  structure: z.object({ code: z.string(), type: z.string() }).nullish(),
});

export type BearerOptions = Readonly<{ issuer: string; audience: string }>;

const MAX_TOKEN_AGE = '12h';

/**
 * Checks bearer tokens against the issuer's published keys: signature, issuer, audience, lifetime.
 * A bad token is a `rejected` failure (JETON_INVALIDE); an unreachable issuer a transient one.
 */
export class BearerVerifier {
  private keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  constructor(private readonly options: BearerOptions) {}

  async verify(token: string): Promise<Agent> {
    const { issuer, audience } = this.options;
    const payload = await jwtVerify(token, await this.keySet(), { issuer, audience, maxTokenAge: MAX_TOKEN_AGE, clockTolerance: 5 })
      .then((verified) => verified.payload)
      .catch((error: unknown) => {
        throw refusalOf(error);
      });
    return toAgent(payload);
  }

  private keySet(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    this.keys ??= discoverKeys(this.options.issuer).catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }
}

const discoverKeys = async (issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> => {
  const response = await request(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { headersTimeout: 5_000 }).catch(
    (error: unknown) => {
      throw transient('IDENTITE_INDISPONIBLE', 'identity provider does not answer', error);
    },
  );
  const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await response.body.json());
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: 5_000 });
};

const refusalOf = (error: unknown): Failure => {
  const away = error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError);
  if (away) return transient('IDENTITE_INDISPONIBLE', 'keys of the identity provider cannot be read', error);
  return new Failure('rejected', error instanceof errors.JWTExpired ? 'JETON_EXPIRE' : 'JETON_INVALIDE', { message: error.code });
};

const toAgent = (payload: JWTPayload): Agent => {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new Failure('rejected', 'JETON_INVALIDE', { message: 'claims are missing' });
  const { sub, roles, departement, structure } = parsed.data;
  return { id: sub, roles, departement: departement ?? null, structure: structure ?? null };
};
