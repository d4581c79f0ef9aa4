import { type Api, type AppelLibre, type Reponse } from '../api.js';
import { type Compte } from '../comptes.js';
import { empreinte } from '../depot.js';
import { type AgentConnecte } from '../modele.js';
import { scopesRefuses } from '../scopes.js';

const DUREE_TOKEN_MS = 1_500_000;
const SANS_CACHE = { 'cache-control': 'no-store', pragma: 'no-cache' };

const erreurOAuth = (error: string, error_description: string): Reponse => ({
  status: 400,
  corps: { error, error_description },
  entetes: SANS_CACHE,
});

const CLIENT_INVALIDE = erreurOAuth('invalid_client', 'Client authentication failed');
const TYPE_INCONNU = erreurOAuth('unsupported_grant_type', 'Grant type is not supported');
const OCTROI_INVALIDE = erreurOAuth('invalid_grant', 'The provided access grant is invalid, expired, or revoked.');

interface Octroi {
  compte: Compte;
  scopes: string[];
  agent?: AgentConnecte | undefined;
}

function octroyer({ contexte, instant }: AppelLibre, { compte, scopes, agent }: Octroi): Reponse {
  const secret = contexte.depot.tirer('token').toString('base64url');
  const expire = instant.getTime() + DUREE_TOKEN_MS;
  const token = { empreinte: empreinte(secret), clientId: compte.clientId, scopes, expire, ...(agent && { agent }) };
  contexte.depot.emettre({ type: 'token-emis', token });
  return {
    status: 200,
    corps: { scope: scopes.join(' '), expires_in: 1499, token_type: 'Bearer', access_token: secret },
    entetes: SANS_CACHE,
  };
}

const compteDe = ({ contexte, corps }: AppelLibre): Compte | undefined => {
  const formulaire = corps as URLSearchParams;
  return contexte.comptes.find(({ clientId, clientSecret }) => clientId === formulaire.get('client_id') && clientSecret === formulaire.get('client_secret'));
};

/** Client credentials, for a program. */
function delivrer(appel: AppelLibre): Reponse {
  const formulaire = appel.corps as URLSearchParams;
  if (appel.requete['realm'] !== '/agent') return erreurOAuth('invalid_request', 'Unknown realm');
  if (formulaire.get('grant_type') !== 'client_credentials') return TYPE_INCONNU;
  const compte = compteDe(appel);
  if (!compte) return CLIENT_INVALIDE;
  const scopes = (formulaire.get('scope') ?? '').split(' ').filter(Boolean);
  if (scopesRefuses(scopes, compte)) return erreurOAuth('invalid_scope', 'Unknown/invalid scope(s).');
  return octroyer(appel, { compte, scopes });
}

/** The code of an agent who logged in, changed once; the realm is in the path. */
function delivrerAgent(appel: AppelLibre): Reponse {
  const formulaire = appel.corps as URLSearchParams;
  const { codes } = appel.contexte;
  if (formulaire.get('grant_type') !== 'authorization_code') return TYPE_INCONNU;
  const compte = compteDe(appel);
  if (!compte) return CLIENT_INVALIDE;
  const code = formulaire.get('code') ?? '';
  const remis = codes.get(code);
  codes.delete(code);
  const valable = remis?.clientId === compte.clientId && remis.expire > appel.instant.getTime();
  if (!remis || !valable) return OCTROI_INVALIDE;
  if (formulaire.get('redirect_uri') !== remis.redirection) return erreurOAuth('redirect_uri_mismatch', 'The redirection URI provided does not match a pre-registered value.');
  return octroyer(appel, { compte, scopes: remis.scopes, agent: remis.agent });
}

/** OAuth2 of realm /agent (fact sheet section 1). */
export const connexion: Api = {
  nom: 'connexion',
  base: '/connexion/oauth2',
  scopes: [],
  formulaire: true,
  erreur: ({ status, message }) => ({ status, texte: message, type: 'text/plain', entetes: SANS_CACHE }),
  operations: [
    { nom: 'access_token', methode: 'POST', chemin: '/access_token', acces: 'libre', traiter: delivrer },
    { nom: 'agent/access_token', methode: 'POST', chemin: '/agent/access_token', acces: 'libre', traiter: delivrerAgent },
  ],
};
