import { type Api, type AppelLibre, type Reponse } from '../api.js';
import { empreinte } from '../depot.js';

const DUREE_TOKEN_MS = 1_500_000;
const SANS_CACHE = { 'cache-control': 'no-store', pragma: 'no-cache' };

const erreurOAuth = (error: string, error_description: string): Reponse => ({
  status: 400,
  corps: { error, error_description },
  entetes: SANS_CACHE,
});

// One scope that the client does not hold refuses the whole token; `application_<client_id>` is an accepted leftover.
function scopesRefuses(demandes: string[], accordes: readonly string[], clientId: string): boolean {
  return demandes.length === 0 || demandes.some((scope) => !accordes.includes(scope) && scope !== `application_${clientId}`);
}

function delivrer({ contexte, instant, requete, corps }: AppelLibre): Reponse {
  const formulaire = corps as URLSearchParams;
  const clientId = formulaire.get('client_id') ?? '';
  if (requete['realm'] !== '/agent') return erreurOAuth('invalid_request', 'Unknown realm');
  if (formulaire.get('grant_type') !== 'client_credentials')
    return erreurOAuth('unsupported_grant_type', 'Grant type is not supported');
  const compte = contexte.comptes.find((connu) => connu.clientId === clientId);
  if (!compte || compte.clientSecret !== formulaire.get('client_secret'))
    return erreurOAuth('invalid_client', 'Client authentication failed');
  const scopes = (formulaire.get('scope') ?? '').split(' ').filter(Boolean);
  if (scopesRefuses(scopes, compte.scopes, clientId)) return erreurOAuth('invalid_scope', 'Unknown/invalid scope(s).');
  const secret = contexte.depot.tirer('token').toString('base64url');
  const expire = instant.getTime() + DUREE_TOKEN_MS;
  contexte.depot.emettre({ type: 'token-emis', token: { empreinte: empreinte(secret), clientId, scopes, expire } });
  return {
    status: 200,
    corps: { scope: scopes.join(' '), expires_in: 1499, token_type: 'Bearer', access_token: secret },
    entetes: SANS_CACHE,
  };
}

/** OAuth2 client credentials, realm /agent (fact sheet section 1). */
export const connexion: Api = {
  nom: 'connexion',
  base: '/connexion/oauth2',
  scopes: [],
  formulaire: true,
  erreur: ({ status, message }) => ({ status, texte: message, type: 'text/plain', entetes: SANS_CACHE }),
  operations: [{ nom: 'access_token', methode: 'POST', chemin: '/access_token', acces: 'libre', traiter: delivrer }],
};
