import { request } from 'undici';
import { z } from 'zod';
import { transient } from '@relais/kernel';

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url(), token_endpoint: z.url() });

/** Where an identity provider answers, as it says itself. */
export type ProviderMetadata = z.output<typeof metadata>;

const withoutSlash = (url: string): string => url.replace(/\/$/, '');

/**
 * What the provider publishes about itself (OpenID Connect Discovery 1.0), read once. A transient failure
 * (IDENTITE_INDISPONIBLE) that says what is wrong when it does not answer, answers something else, or is
 * another issuer than the configured one; the next call reads again.
 */
export const providerOf = (issuer: string): (() => Promise<ProviderMetadata>) => {
  let known: Promise<ProviderMetadata> | undefined;
  return () => {
    known ??= discover(withoutSlash(issuer)).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
};

const discover = async (issuer: string): Promise<ProviderMetadata> => {
  const { statusCode, body } = await request(`${issuer}/.well-known/openid-configuration`, { headersTimeout: 5_000, bodyTimeout: 5_000 }).catch((error: unknown) => {
    throw unavailable('does not answer', error);
  });
  const read = metadata.safeParse(await body.json().catch(() => undefined));
  if (!read.success) throw unavailable(`answers ${statusCode} without usable metadata: ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  if (withoutSlash(read.data.issuer) !== issuer) throw unavailable('names itself otherwise than the configured issuer');
  return read.data;
};

const unavailable = (what: string, cause?: unknown) => transient('IDENTITE_INDISPONIBLE', `identity provider ${what}`, cause);
