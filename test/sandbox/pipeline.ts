import { createHmac } from 'node:crypto';
import { setTimeout as attendre } from 'node:timers/promises';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { jetonPresente, ouvrirStructure, ouvrirUsager, Refus, tokenPresente } from './acces.js';
import { type Api, type AppelLibre, type Operation, type Reponse } from './api.js';
import { type Contexte } from './contexte.js';
import { preleverFaute, reponseDeFaute, trop } from './fautes.js';
import { type Faute } from './modele.js';

const uneValeur = (valeur: unknown): string | undefined => {
  const premiere: unknown = Array.isArray(valeur) ? valeur[0] : valeur;
  return typeof premiere === 'string' ? premiere : undefined;
};

const texteDe = (requete: FastifyRequest): string => (Buffer.isBuffer(requete.body) ? requete.body.toString('utf8') : '');

function lireCorps(api: Api, requete: FastifyRequest): unknown {
  const texte = texteDe(requete);
  if (api.formulaire) return new URLSearchParams(texte);
  if (texte === '') return undefined;
  try {
    return JSON.parse(texte) as unknown;
  } catch {
    return undefined;
  }
}

function appelDe(contexte: Contexte, api: Api, requete: FastifyRequest): AppelLibre {
  return {
    contexte,
    instant: new Date(contexte.maintenant()),
    corps: lireCorps(api, requete),
    requete: Object.fromEntries(Object.entries(requete.query as object).map(([cle, valeur]) => [cle, uneValeur(valeur)])),
    parametres: requete.params as Record<string, string>,
    entete: (nom) => uneValeur(requete.headers[nom.toLowerCase()]),
  };
}

function jouerLibre(api: Api, operation: Operation & { acces: 'libre' }, appel: AppelLibre): Reponse {
  const client = appel.corps instanceof URLSearchParams ? (appel.corps.get('client_id') ?? '') : '';
  const exces = appel.contexte.quotas.compter(client, api.nom, appel.instant.getTime());
  return exces ? trop(exces.retryAfter) : operation.traiter(appel);
}

function jouer(api: Api, operation: Operation, appel: AppelLibre): Reponse {
  if (operation.acces === 'libre') return jouerLibre(api, operation, appel);
  const structure = ouvrirStructure(api, operation, appel);
  if (operation.acces === 'structure') return operation.traiter(structure);
  return operation.traiter(ouvrirUsager(api, operation, structure));
}

function repondre(api: Api, operation: Operation, appel: AppelLibre): Reponse {
  try {
    return jouer(api, operation, appel);
  } catch (erreur) {
    if (erreur instanceof Refus) return erreur.reponse;
    throw erreur;
  }
}

function perimer(faute: Faute | undefined, appel: AppelLibre): void {
  const { depot } = appel.contexte;
  const token = tokenPresente(appel);
  const jeton = jetonPresente(appel);
  if (faute?.type === 'token-expire' && token) depot.emettre({ type: 'token-expire', empreinte: token });
  if (faute?.type === 'jeton-expire' && jeton) depot.emettre({ type: 'jeton-expire', empreinte: jeton });
}

function clientDe(appel: AppelLibre): string | null {
  if (appel.corps instanceof URLSearchParams) return appel.corps.get('client_id');
  return appel.contexte.depot.etat.tokens.get(tokenPresente(appel) ?? '')?.clientId ?? null;
}

const numeroDe = (appel: AppelLibre): string | null =>
  appel.contexte.depot.etat.jetons.get(jetonPresente(appel) ?? '')?.numeroFranceTravail ?? null;

const traceDe = (appel: AppelLibre): string | null =>
  /^[\da-f]{2}-([\da-f]{32})-/.exec(appel.entete('traceparent') ?? '')?.[1] ?? null;

const empreinteCorps = ({ graine }: Contexte, corps: string): string | null =>
  corps === '' ? null : createHmac('sha256', graine).update(corps).digest('hex').slice(0, 32);

interface Passage {
  api: Api;
  operation: Operation;
  appel: AppelLibre;
  faute: Faute | undefined;
  corps: string;
}

function noter({ api, operation, appel, faute, corps }: Passage, status: number): void {
  const { contexte } = appel;
  contexte.journal.noter({
    instant: appel.instant.toISOString(),
    api: api.nom,
    operation: operation.nom,
    status,
    clientId: clientDe(appel),
    agent: appel.entete('pa-identifiant-agent') ?? null,
    empreinteCorps: empreinteCorps(contexte, corps),
    numeroFranceTravail: operation.acces === 'usager' ? numeroDe(appel) : null,
    faute: faute?.type ?? null,
    traceId: traceDe(appel),
  });
}

function envoyer(reply: FastifyReply, reponse: Reponse): FastifyReply {
  const corps = texteReponse(reponse);
  void reply.code(reponse.status).headers(reponse.entetes ?? {});
  const type = typeReponse(reponse);
  if (type) void reply.header('content-type', type);
  return reply.send(corps === '' && !type ? undefined : corps);
}

const texteReponse = (reponse: Reponse): string =>
  reponse.corps === undefined ? (reponse.texte ?? '') : JSON.stringify(reponse.corps);

const typeReponse = (reponse: Reponse): string | undefined =>
  reponse.type ?? (reponse.corps === undefined ? undefined : 'application/json; charset=utf-8');

/** The act is done but its answer never (or only half) arrives. */
function rompre(reply: FastifyReply, reponse: Reponse, type: 'perdue' | 'coupee'): void {
  reply.hijack();
  const prise = reply.raw.socket;
  if (type === 'perdue' || !prise) {
    prise?.destroy();
    return;
  }
  const corps = Buffer.from(texteReponse(reponse));
  const tete = `HTTP/1.1 ${reponse.status} \r\ncontent-type: ${typeReponse(reponse) ?? 'text/plain'}\r\ncontent-length: ${corps.length}\r\n\r\n`;
  const moitie = corps.length > 1 ? Buffer.concat([Buffer.from(tete), corps.subarray(0, corps.length >> 1)]) : tete.slice(0, 20);
  prise.write(moitie, () => prise.destroy());
}

async function ralentir(faute: Faute | undefined, signal: AbortSignal): Promise<void> {
  if (faute?.type !== 'lente') return;
  await attendre(faute.millisecondes ?? 1000, undefined, { ref: false, signal }).catch(() => undefined);
}

/** A field that no document knows in every object, for clients that read tolerantly. */
function ajouterChamps(valeur: unknown): unknown {
  if (Array.isArray(valeur)) return valeur.map(ajouterChamps);
  if (typeof valeur !== 'object' || valeur === null) return valeur;
  return { ...Object.fromEntries(Object.entries(valeur).map(([cle, membre]) => [cle, ajouterChamps(membre)])), champNouveau: 'valeur inconnue' };
}

const enrichir = ({ depot }: Contexte, api: Api, reponse: Reponse): Reponse =>
  depot.etat.reglages.champsNouveaux && !api.formulaire && reponse.corps !== undefined ? { ...reponse, corps: ajouterChamps(reponse.corps) } : reponse;

async function executer(contexte: Contexte, table: { api: Api; operation: Operation }, echange: Echange): Promise<unknown> {
  const { api, operation } = table;
  const { requete, reply } = echange;
  const faute = preleverFaute(contexte, api, operation);
  await ralentir(faute, echange.arret);
  const appel = appelDe(contexte, api, requete);
  perimer(faute, appel);
  const reponse = enrichir(contexte, api, reponseDeFaute(faute, api, { operation, contexte }) ?? repondre(api, operation, appel));
  noter({ api, operation, appel, faute, corps: texteDe(requete) }, reponse.status);
  if (faute?.type === 'perdue' || faute?.type === 'coupee') return rompre(reply, reponse, faute.type);
  return envoyer(reply, reponse);
}

interface Echange {
  requete: FastifyRequest;
  reply: FastifyReply;
  arret: AbortSignal;
}

/** Registers the routes of every API of the table, bodies read as bytes so that each API words its own 400. */
export function brancherApis(serveur: FastifyInstance, contexte: Contexte, apis: readonly Api[]): void {
  const arret = new AbortController();
  serveur.addHook('preClose', (fin) => {
    arret.abort();
    fin();
  });
  serveur.removeAllContentTypeParsers();
  serveur.addContentTypeParser('*', { parseAs: 'buffer' }, (_requete, corps, fin) => fin(null, corps));
  for (const api of apis)
    for (const operation of api.operations)
      serveur.route({
        method: operation.methode,
        url: `${api.base}${operation.chemin}`,
        handler: (requete, reply) => executer(contexte, { api, operation }, { requete, reply, arret: arret.signal }),
      });
}
