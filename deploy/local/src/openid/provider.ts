import { randomBytes } from 'node:crypto';
import { type Configuration, Provider } from 'oidc-provider';
import { type Agent } from '../addresses.js';
import { checkSecrets } from './client-secrets.js';
import { claimsOf, loginConfiguration, logoutSource, serveLogin } from './login.js';
import { type OpenidSettings, readJson, signingKeys, type WebClient } from './settings.js';

/**
 * Builds the provider: client_credentials for programs, authorization code with PKCE for the people of a web site;
 * access tokens are JWT that say who the agent is.
 */
export function createProvider(settings: OpenidSettings): Provider {
  const agents = readJson<Agent[]>(settings.clientsFile);
  const people = agents.filter(({ sub }) => settings.people.includes(sub));
  const agentOf = ({ clientId, accountId }: Holder): Agent | undefined =>
    accountId === undefined ? agents.find((agent) => agent.clientId === clientId) : people.find(({ sub }) => sub === accountId);
  const configuration: Configuration = {
    ...loginConfiguration(people, settings.audience),
    jwks: { keys: signingKeys(settings.keysFile) },
    clients: [...agents.map(clientOf), ...settings.webClients.map(webClientOf)],
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource },
      clientCredentials: { enabled: true },
      resourceIndicators: resourceIndicators(settings),
    },
    ttl: { ClientCredentials: settings.tokenLifetime, Session: 43_200, Grant: 43_200, Interaction: 3_600, IdToken: settings.tokenLifetime },
    extraTokenClaims: (_ctx, token) => claimsOf(agentOf(token as Holder)),
    formats: {
      customizers: {
        jwt: (_ctx, token, parts) => {
          parts.payload['sub'] = agentOf(token as Holder)?.sub;
        },
      },
    },
  };
  const provider = new Provider(settings.issuer, configuration);
  checkSecrets(provider, agents);
  serveLogin(provider, people);
  return provider;
}

/** Whose token it is: a program's, or a person's when there is an account. */
type Holder = Readonly<{ clientId?: string; accountId?: string }>;

const resourceIndicators = ({ audience, tokenLifetime }: OpenidSettings): NonNullable<Configuration['features']>['resourceIndicators'] => ({
  enabled: true,
  defaultResource: () => audience,
  useGrantedResource: () => true,
  getResourceServerInfo: () => ({
    scope: '',
    audience,
    accessTokenTTL: tokenLifetime,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256' } },
  }),
});

const clientOf = ({ clientId, clientSecret }: Agent) => ({
  client_id: clientId,
  client_secret: clientSecret,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});

const webClientOf = ({ clientId, clientSecret, redirectUris, postLogoutRedirectUris }: WebClient) => ({
  client_id: clientId,
  client_secret: clientSecret,
  grant_types: ['authorization_code'],
  response_types: ['code' as const],
  redirect_uris: [...redirectUris],
  post_logout_redirect_uris: [...postLogoutRedirectUris],
});
