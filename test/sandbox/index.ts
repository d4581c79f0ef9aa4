import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { type FastifyInstance } from 'fastify';
import { APIS } from './apis/index.js';
import { autorite, certificatServeur } from './certificats.js';
import { COMPTES_PAR_DEFAUT, verifierComptes, type CompteDeclare } from './comptes.js';
import { type Contexte } from './contexte.js';
import { Depot } from './depot.js';
import { type Depart, type Etat } from './etat.js';
import { Journal } from './journal.js';
import { FichierLignes } from './lignes.js';
import { type FournisseurIdentite } from './modele.js';
import { Quotas } from './quotas.js';
import { assembler } from './server.js';

export interface OptionsSandbox extends Depart {
  /** 0: a free port. */
  port?: number | undefined;
  hote?: string | undefined;
  /** Folder of the state log; without it the state lives in memory only. */
  donnees?: string | undefined;
  comptes?: readonly CompteDeclare[] | undefined;
  /** Seed of every generated id, token and jeton. */
  graine?: string | undefined;
  /** Epoch milliseconds. */
  horloge?: (() => number) | undefined;
  /** Rows of one page of activities (1000 as published). */
  taillePage?: number | undefined;
  /** Where agents log in. */
  fournisseur?: FournisseurIdentite | undefined;
  /** Serves HTTPS too, on this port (0: a free one), under these host names, signed by the sandbox's authority. */
  https?: { port: number; noms: readonly string[] } | undefined;
}

export interface Sandbox {
  url: string;
  port: number;
  /** HTTPS address and the authority to trust (PEM), when HTTPS was asked for. */
  https?: { url: string; port: number; autorite: string };
  /** Live state, to read only. */
  etat: Etat;
  close: () => Promise<void>;
}

function verifierQuotas({ quotas }: OptionsSandbox): void {
  const inconnue = Object.keys(quotas ?? {}).find((nom) => nom !== '*' && !APIS.some((api) => api.nom === nom));
  if (inconnue !== undefined)
    throw new Error(`Quota posé sur une API inconnue : ${inconnue}. APIs connues : *, ${APIS.map(({ nom }) => nom).join(', ')}.`);
}

interface Fichiers {
  mutations?: FichierLignes;
  appels?: FichierLignes;
}

function ouvrir(donnees: string | undefined): Fichiers {
  if (donnees === undefined) return {};
  return {
    mutations: new FichierLignes(join(donnees, 'mutations.jsonl')),
    appels: new FichierLignes(join(donnees, 'journal.jsonl')),
  };
}

function preparer(options: OptionsSandbox, { mutations, appels }: Fichiers): Contexte {
  const { graine = 'relais', horloge = Date.now, taillePage = 1000, quotas, reglages } = options;
  const depot = new Depot({ graine, depart: { quotas, reglages }, fichier: mutations });
  return {
    depot,
    comptes: verifierComptes(options.comptes ?? COMPTES_PAR_DEFAUT),
    graine,
    fournisseur: options.fournisseur,
    codes: new Map(),
    journal: new Journal(appels),
    quotas: new Quotas(depot.etat),
    taillePage,
    maintenant: () => horloge() + depot.etat.decalageMs,
  };
}

const enUrl = (protocole: string, hote: string, port: number): string => `${protocole}://${hote.includes(':') ? `[${hote}]` : hote}:${port}`;

const LOCAUX = ['localhost', '127.0.0.1', '::1'];

interface Securise {
  serveur: Server;
  decrit: NonNullable<Sandbox['https']>;
}

/** The same routes over TLS, on a port of their own. */
async function securiser(serveur: FastifyInstance, { https, donnees, hote = '127.0.0.1' }: OptionsSandbox): Promise<Securise | undefined> {
  if (!https) return undefined;
  const locale = autorite(donnees);
  const noms = [...new Set([...https.noms, ...LOCAUX])];
  const securise = createServer(certificatServeur(locale, noms), (requete, reponse) => serveur.routing(requete, reponse));
  securise.listen(https.port, hote);
  await once(securise, 'listening');
  const { port } = securise.address() as AddressInfo;
  return { serveur: securise, decrit: { url: enUrl('https', https.noms[0] ?? hote, port), port, autorite: locale.certificat } };
}

const fermer = (serveur: Server | undefined): void => {
  serveur?.close();
  serveur?.closeAllConnections();
};

/**
 * Starts the SI Plateforme sandbox: one base address for the token endpoint, every API, /_admin and a page at /.
 * Throws when an option is wrong, the data folder unreadable or a port taken.
 */
export async function createSandbox(options: OptionsSandbox = {}): Promise<Sandbox> {
  verifierQuotas(options);
  const fichiers = ouvrir(options.donnees);
  const contexte = preparer(options, fichiers);
  const serveur = await assembler(contexte);
  const hote = options.hote ?? '127.0.0.1';
  await serveur.listen({ port: options.port ?? 0, host: hote });
  const securise = await securiser(serveur, options);
  const { port } = serveur.server.address() as AddressInfo;
  return {
    url: enUrl('http', hote, port),
    port,
    ...(securise && { https: securise.decrit }),
    etat: contexte.depot.etat,
    close: async () => {
      fermer(securise?.serveur);
      await serveur.close();
      fichiers.mutations?.fermer();
      fichiers.appels?.fermer();
    },
  };
}
