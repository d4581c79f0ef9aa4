import { createHash, randomBytes } from 'node:crypto';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { type Compte } from './comptes.js';
import { type Contexte } from './contexte.js';
import { type AgentConnecte, type FournisseurIdentite } from './modele.js';
import { scopesRefuses } from './scopes.js';

/** Agents who log in: the authorization code of realm /agent, got through a local OpenID provider (fact sheet section 1). */

const CHEMIN = '/connexion/oauth2/agent';
const DUREE_MS = 300_000;

interface Demande {
  compte: Compte;
  redirection: string;
  scopes: string[];
  state: string | undefined;
  verificateur: string;
  nonce: string;
  retour: string;
  expire: number;
}

const secret = (): string => randomBytes(32).toString('base64url');

const decouverte = z.object({ authorization_endpoint: z.url(), token_endpoint: z.url(), jwks_uri: z.url() });

async function decouvrir(emetteur: string): Promise<z.output<typeof decouverte>> {
  const reponse = await fetch(`${emetteur}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5_000) });
  return decouverte.parse(await reponse.json());
}

const texteDe = (valeur: unknown): string | undefined => (typeof valeur === 'string' && valeur !== '' ? valeur : undefined);

function agentDe(revendications: JWTPayload): AgentConnecte {
  const identifiant = revendications.sub ?? '';
  return {
    identifiant,
    nom: texteDe(revendications['family_name']) ?? texteDe(revendications['nom']) ?? identifiant,
    prenom: texteDe(revendications['given_name']) ?? '-',
  };
}

/** Changes the provider's code for who the agent is. Throws when the provider refuses or its ID token does not hold. */
async function identifier({ emetteur, clientId, clientSecret }: FournisseurIdentite, code: string, demande: Demande): Promise<AgentConnecte> {
  const { token_endpoint, jwks_uri } = await decouvrir(emetteur);
  const identifiants = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const corps = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: demande.retour, code_verifier: demande.verificateur });
  const reponse = await fetch(token_endpoint, { method: 'POST', headers: { authorization: `Basic ${identifiants}` }, body: corps, signal: AbortSignal.timeout(5_000) });
  if (!reponse.ok) throw new Error(`le fournisseur d'identité répond ${reponse.status}`);
  const { id_token } = z.object({ id_token: z.string() }).parse(await reponse.json());
  const { payload } = await jwtVerify(id_token, createRemoteJWKSet(new URL(jwks_uri)), { issuer: emetteur, audience: clientId });
  if (payload['nonce'] !== demande.nonce) throw new Error("l'ID token répond à une autre demande");
  return agentDe(payload);
}

const versClient = (redirection: string, champs: Record<string, string | undefined>): string => {
  const adresse = new URL(redirection);
  for (const [nom, valeur] of Object.entries(champs)) if (valeur !== undefined) adresse.searchParams.set(nom, valeur);
  return adresse.href;
};

type Requete = FastifyRequest<{ Querystring: Record<string, string | undefined> }>;
const origine = (requete: Requete): string => `${requete.protocol}://${requete.headers.host ?? ''}`;
const refuser = (reply: FastifyReply, error: string, error_description: string): FastifyReply =>
  reply.code(error === 'temporarily_unavailable' ? 503 : 400).send({ error, error_description });

/** Routes that the agent's browser visits: the client's way in, and the provider's way back. */
export function brancherConnexionAgent(serveur: FastifyInstance, contexte: Contexte): void {
  const demandes = new Map<string, Demande>();
  serveur.setErrorHandler((erreur: Error, _requete, reply) => refuser(reply, 'temporarily_unavailable', `Le fournisseur d'identité ne répond pas, ou refuse (${erreur.message})`));

  serveur.get(`${CHEMIN}/authorize`, async (requete: Requete, reply) => {
    const { fournisseur } = contexte;
    if (!fournisseur) return refuser(reply, 'temporarily_unavailable', 'Aucun fournisseur d’identité : démarrez le bac à sable avec --oidc');
    const { client_id, redirect_uri = '', response_type, scope = '', state } = requete.query;
    const compte = contexte.comptes.find(({ clientId }) => clientId === client_id);
    if (!compte) return refuser(reply, 'invalid_client', 'Client authentication failed');
    if (!compte.redirections.includes(redirect_uri)) return refuser(reply, 'redirect_uri_mismatch', 'The redirection URI provided does not match a pre-registered value.');
    if (response_type !== 'code') return reply.redirect(versClient(redirect_uri, { error: 'unsupported_response_type', state }));
    const scopes = scope.split(' ').filter(Boolean);
    if (scopesRefuses(scopes, compte)) return reply.redirect(versClient(redirect_uri, { error: 'invalid_scope', error_description: 'Unknown/invalid scope(s).', state }));
    const { authorization_endpoint } = await decouvrir(fournisseur.emetteur);
    const demande = { compte, redirection: redirect_uri, scopes, state, verificateur: secret(), nonce: secret(), retour: `${origine(requete)}${CHEMIN}/retour`, expire: Date.now() + DUREE_MS };
    const cle = secret();
    demandes.set(cle, demande);
    const defi = createHash('sha256').update(demande.verificateur).digest('base64url');
    const suite = { response_type: 'code', client_id: fournisseur.clientId, redirect_uri: demande.retour, scope: 'openid', state: cle, nonce: demande.nonce, code_challenge: defi, code_challenge_method: 'S256' };
    return reply.redirect(versClient(authorization_endpoint, suite));
  });

  serveur.get(`${CHEMIN}/retour`, async (requete: Requete, reply) => {
    const { code, state = '', error } = requete.query;
    const demande = demandes.get(state);
    demandes.delete(state);
    if (!demande || !contexte.fournisseur || demande.expire < Date.now()) return refuser(reply, 'invalid_request', 'Demande de connexion inconnue ou trop ancienne : recommencez depuis le client.');
    if (code === undefined) return reply.redirect(versClient(demande.redirection, { error: error ?? 'access_denied', state: demande.state }));
    const agent = await identifier(contexte.fournisseur, code, demande);
    const remis = secret();
    const { compte, redirection, scopes } = demande;
    contexte.codes.set(remis, { clientId: compte.clientId, redirection, scopes, agent, expire: contexte.maintenant() + DUREE_MS });
    return reply.redirect(versClient(redirection, { code: remis, state: demande.state }));
  });
}
