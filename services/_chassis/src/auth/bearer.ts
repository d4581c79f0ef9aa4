import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { Failure, transient } from '@relais/kernel';
import { type Agent } from './agent.js';
import { providerOf, type ProviderMetadata } from './provider.js';

const claims = z.object({
  sub: z.string().min(1),
  acr: z.string().optional(),
  client_id: z.string().optional(),
  azp: z.string().optional(),
  roles: z.array(z.string()).default([]),
  departement: z.string().nullish(),
  structure: z.object({ code: z.string(), type: z.string() }).nullish(),
});

export type BearerOptions = Readonly<{
  issuer: string;
  audience: string;
  /** How old a token may be (s), whatever it says itself; an hour unless told. */
  maxAgeS?: number;
}>;

type KeySet = ReturnType<typeof createRemoteJWKSet>;

const MAX_AGE_S = 3_600;

/**
 * Checks bearer tokens against the issuer's published keys: signature, issuer, audience, lifetime.
 * A bad token is a `rejected` failure (JETON_INVALIDE); an unreachable issuer a transient one.
 */
export class BearerVerifier {
  private keys: KeySet | undefined;
  private readonly provider: () => Promise<ProviderMetadata>;

  constructor(private readonly options: BearerOptions) {
    this.provider = providerOf(options.issuer);
  }

  async verify(token: string): Promise<Agent> {
    const { issuer, audience, maxAgeS = MAX_AGE_S } = this.options;
    const payload = await jwtVerify(token, await this.keySet(), { issuer, audience, maxTokenAge: maxAgeS, clockTolerance: 5 })
      .then((verified) => verified.payload)
      .catch((error: unknown) => {
        throw refusalOf(error);
      });
    return toAgent(payload);
  }

  private async keySet(): Promise<KeySet> {
    const { jwks_uri } = await this.provider();
    this.keys ??= createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: 5_000 });
    return this.keys;
  }
}

const refusalOf = (error: unknown): Failure => {
  const away = error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError);
  if (away) return transient('IDENTITE_INDISPONIBLE', 'keys of the identity provider cannot be read', error);
  return new Failure('rejected', error instanceof errors.JWTExpired ? 'JETON_EXPIRE' : 'JETON_INVALIDE', { message: error.code });
};

const toAgent = (payload: JWTPayload): Agent => {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new Failure('rejected', 'JETON_INVALIDE', { message: 'claims are missing' });
  const { sub, roles, departement, structure, acr, client_id, azp } = parsed.data;
  const client = client_id ?? azp;
  const told = { ...(acr === undefined ? {} : { acr }), ...(client === undefined ? {} : { client }) };
  return { id: sub, roles, departement: departement ?? null, structure: structure ?? null, ...told };
};
