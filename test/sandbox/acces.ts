import {
  refusVide,
  type Api,
  type AppelLibre,
  type AppelStructure,
  type AppelUsager,
  type Operation,
  type Reponse,
} from './api.js';
import { type Compte } from './comptes.js';
import { empreinte } from './depot.js';
import { trop } from './fautes.js';
import { type Jeton, type Token } from './modele.js';

const ENTETES_AGENT = ['pa-nom-agent', 'pa-prenom-agent', 'pa-identifiant-agent'];

/** Raised by a check: the answer is already known. */
export class Refus extends Error {
  constructor(readonly reponse: Reponse) {
    super(`refus ${reponse.status}`);
  }
}

/** Digest of the bearer token presented, or undefined. */
export function tokenPresente(appel: AppelLibre): string | undefined {
  const [, secret] = /^Bearer +(\S+)$/i.exec(appel.entete('authorization') ?? '') ?? [];
  return secret === undefined ? undefined : empreinte(secret);
}

/** Digest of the jeton usager presented, or undefined. */
export function jetonPresente(appel: AppelLibre): string | undefined {
  const secret = appel.entete('ft-jeton-usager');
  return secret ? empreinte(secret) : undefined;
}

function refuser(api: Api, appel: AppelLibre, operation: Operation): (status: number, message: string) => Refus {
  return (status, message) =>
    new Refus(api.erreur({ status, message, instant: appel.instant }, operation.nom, appel.contexte));
}

function authentifier(appel: AppelLibre): { token: Token; client: Compte } {
  const { depot, comptes } = appel.contexte;
  const token = depot.etat.tokens.get(tokenPresente(appel) ?? '');
  const client = comptes.find(({ clientId }) => clientId === token?.clientId);
  if (!token || !client || token.expire <= appel.instant.getTime()) throw new Refus(refusVide(401));
  return { token, client };
}

/** The agent who logged in stands for the headers that are not sent. */
function nommer(appel: AppelLibre, { agent }: Token): AppelLibre {
  if (!agent) return appel;
  const connu: Record<string, string> = { 'pa-nom-agent': agent.nom, 'pa-prenom-agent': agent.prenom, 'pa-identifiant-agent': agent.identifiant };
  return { ...appel, entete: (nom) => appel.entete(nom) ?? connu[nom.toLowerCase()] };
}

// Seen on the live gateway: an absent agent header is a redirect, an empty one a 401.
function verifierAgent(appel: AppelLibre, refus: ReturnType<typeof refuser>): void {
  const valeurs = ENTETES_AGENT.map((nom) => appel.entete(nom));
  if (valeurs.includes(undefined)) throw new Refus({ status: 302, entetes: { location: '/connexion/oauth2/agent/authorize' } });
  if (valeurs.some((valeur) => valeur?.trim() === '')) throw new Refus(refusVide(401));
  const interdit = ENTETES_AGENT.find((_, rang) => valeurs[rang]?.includes('|'));
  if (interdit) throw refus(400, `Le caractère | est interdit dans le header ${interdit}`);
}

function verifierJeton(appel: AppelStructure, refus: ReturnType<typeof refuser>): Jeton {
  const presente = jetonPresente(appel);
  if (presente === undefined) throw refus(400, 'Le header ft-jeton-usager est obligatoire');
  const { jetons, reglages } = appel.contexte.depot.etat;
  const jeton = jetons.get(presente);
  const valide = jeton && jeton.expire > appel.instant.getTime();
  if (valide && !(reglages.jetonStrict && jeton.empreinteToken !== appel.empreinteToken)) return jeton;
  const status = reglages.statutJetonInvalide;
  throw status === 401 ? new Refus(refusVide(401)) : refus(status, 'Le jeton usager est invalide ou expiré');
}

/**
 * Checks who calls, in the gateway's order: token (401), quota (429), agent headers (302, 401, 400), scopes (403).
 * Throws a Refus.
 */
export function ouvrirStructure(api: Api, operation: Operation, appel: AppelLibre): AppelStructure {
  const { token, client } = authentifier(appel);
  const exces = appel.contexte.quotas.compter(client.clientId, api.nom, appel.instant.getTime());
  if (exces) throw new Refus(trop(exces.retryAfter));
  const porteur = nommer(appel, token);
  verifierAgent(porteur, refuser(api, appel, operation));
  const manque = (operation.scopes ?? api.scopes).some((scope) => !token.scopes.includes(scope));
  if (manque) throw new Refus(refusVide(403));
  return { ...porteur, client, empreinteToken: token.empreinte };
}

/** Checks the jeton and that the person is attached to the client's structure. Throws a Refus. */
export function ouvrirUsager(api: Api, operation: Operation, appel: AppelStructure): AppelUsager {
  const refus = refuser(api, appel, operation);
  const { numeroFranceTravail } = verifierJeton(appel, refus);
  const usager = appel.contexte.depot.etat.usagers.get(numeroFranceTravail);
  if (usager && !usager.structures.includes(appel.client.structure.code_aurore))
    throw refus(403, "L'usager n'est pas rattaché à la structure de l'accédant");
  return { ...appel, numeroFranceTravail, usager };
}
