import { type Configuration, Provider } from 'oidc-provider';
import { type Agent } from '../addresses.js';
import { type OpenidSettings, readJson, signingKeys } from './settings.js';

/** Builds the provider: client_credentials only, access tokens as JWT that say who the agent is. */
export function createProvider(settings: OpenidSettings): Provider {
  const agents = new Map(readJson<Agent[]>(settings.clientsFile).map((agent) => [agent.clientId, agent]));
  const configuration: Configuration = {
    jwks: { keys: signingKeys(settings.keysFile) },
    clients: [...agents.values()].map(clientOf),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => settings.audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: settings.audience,
          accessTokenTTL: settings.tokenLifetime,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    ttl: { ClientCredentials: settings.tokenLifetime },
    extraTokenClaims: (_ctx, token) => claimsOf(agents.get(token.clientId ?? '')),
    formats: {
      customizers: {
        jwt: (_ctx, token, parts) => {
          parts.payload['sub'] = agents.get(token.clientId ?? '')?.sub;
        },
      },
    },
  };
  return new Provider(settings.issuer, configuration);
}

const clientOf = ({ clientId, clientSecret }: Agent) => ({
  client_id: clientId,
  client_secret: clientSecret,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});

function claimsOf(agent: Agent | undefined): Record<string, unknown> | undefined {
  if (agent === undefined) return undefined;
  const { acr = 'eidas1', departement, nom, roles, structure } = agent;
  return { acr, departement, roles, structure, ...(nom === undefined ? {} : { nom }) };
}
