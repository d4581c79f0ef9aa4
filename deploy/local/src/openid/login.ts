import { type AccountClaims, type Configuration, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { type Agent } from '../addresses.js';
import { errorPage, loginPage, logoutPage } from './login-page.js';

const INTERACTION = /^\/interaction\/[\w-]+$/;

/** What the portal is told of a person in the ID token; the access token says the same to the services. */
export function claimsOf(agent: Agent | undefined): Record<string, unknown> | undefined {
  if (agent === undefined) return undefined;
  const { acr = 'eidas2', departement, nom, roles, structure } = agent;
  return { acr, departement, roles, structure, ...(nom === undefined ? {} : { nom }) };
}

/** The part of the configuration that lets people log in, by choosing one of the accounts. */
export const loginConfiguration = (people: readonly Agent[], audience: string): Configuration => ({
  claims: { openid: ['sub', 'nom', 'roles', 'departement', 'structure'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  findAccount: (_ctx, sub) => {
    const agent = people.find((person) => person.sub === sub);
    return agent && { accountId: sub, claims: (): AccountClaims => ({ ...claimsOf(agent), sub }) };
  },
  // The portal is part of the house: nobody is asked to consent.
  loadExistingGrant: async ({ oidc }) => {
    const { client, session, provider } = oidc;
    if (!client || !session?.accountId) return undefined;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope('openid');
    grant.addResourceScope(audience, '');
    await grant.save();
    return grant;
  },
  renderError: (ctx, { error }) => html(ctx, errorPage(error)),
});

/** The page that ends a session. */
export const logoutSource = (ctx: KoaContextWithOIDC, form: string): void => html(ctx, logoutPage(form));

function html(ctx: Pick<KoaContextWithOIDC, 'type' | 'body'>, body: string): void {
  ctx.type = 'html';
  ctx.body = body;
}

/** Serves the login page and takes the choice made there. */
export function serveLogin(provider: Provider, people: readonly Agent[]): void {
  provider.use(async (ctx, next) => {
    if (!INTERACTION.test(ctx.path)) {
      await next();
      return;
    }
    if (ctx.method === 'POST') {
      const chosen = new URLSearchParams(await bodyOf(ctx.req)).get('compte') ?? '';
      const known = people.some(({ sub }) => sub === chosen);
      const result = known ? { login: { accountId: chosen } } : { error: 'access_denied' };
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false }));
      // A form was posted: the browser must go on with a GET.
      ctx.status = 303;
      return;
    }
    await provider.interactionDetails(ctx.req, ctx.res);
    html(ctx, loginPage(ctx.path, people));
  });
}

async function bodyOf(request: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
