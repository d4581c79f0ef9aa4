import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { type PortalConfig } from '../config.js';
import { agentClaims, type PendingLogin, type PortalSession } from './session.js';

const TIMEOUT_S = 5;
const SCOPE = 'openid';

/** The OpenID provider: authorization code with PKCE, state and nonce (RFC 9700). */
export class IdentityProvider {
  private discovered: Promise<Configuration> | undefined;

  constructor(private readonly config: Pick<PortalConfig, 'url' | 'oidcIssuer' | 'oidcAudience' | 'clientId' | 'clientSecret'>) {}

  /** Resolves once the provider has answered. */
  async ready(): Promise<void> {
    await this.provider();
  }

  /** A login about to start: where the browser goes, and what to keep until it is back. */
  async begin(returnTo: string): Promise<{ url: string; pending: PendingLogin }> {
    const pending = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier(), returnTo };
    const url = buildAuthorizationUrl(await this.provider(), {
      redirect_uri: this.redirectUri(),
      scope: SCOPE,
      resource: this.config.oidcAudience,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, pending };
  }

  /**
   * Ends a login with what the browser brought back.
   * @throws Error when the answer is not the one of this login, or the provider refuses
   */
  async finish(query: string, { state, nonce, codeVerifier }: PendingLogin, now: Date): Promise<PortalSession> {
    const current = new URL(`${this.redirectUri()}?${query}`);
    const tokens = await authorizationCodeGrant(
      await this.provider(),
      current,
      { pkceCodeVerifier: codeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      { resource: this.config.oidcAudience },
    );
    return {
      agent: agentClaims.parse(tokens.claims()),
      accessToken: tokens.access_token,
      idToken: tokens.id_token ?? '',
      expiresAt: new Date(now.getTime() + (tokens.expires_in ?? 0) * 1_000).toISOString(),
    };
  }

  /** Where the browser ends the session at the provider too. */
  async endOf({ idToken }: PortalSession): Promise<string> {
    return buildEndSessionUrl(await this.provider(), { id_token_hint: idToken, post_logout_redirect_uri: `${this.config.url}/` }).href;
  }

  private redirectUri(): string {
    return `${this.config.url}/connexion/retour`;
  }

  private provider(): Promise<Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = undefined;
      throw error;
    });
    return this.discovered;
  }

  private discover(): Promise<Configuration> {
    const { clientId, clientSecret, oidcIssuer } = this.config;
    // Plain HTTP is for the local stack: the issuer's own address says which it is.
    const execute = oidcIssuer.startsWith('http:') ? [allowInsecureRequests] : [];
    return discovery(new URL(oidcIssuer), clientId, clientSecret.reveal(), undefined, { execute, timeout: TIMEOUT_S });
  }
}
