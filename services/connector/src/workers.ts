import { Agent, type Dispatcher as UndiciDispatcher } from 'undici';
import { MachineToken } from '@relais/chassis/auth';
import { type BaseConfig, type Config } from '@relais/chassis/config';
import { type Platform } from '@relais/chassis/lifecycle';
import { currentTraceparent, inSpan } from '@relais/chassis/telemetry';
import { createFranceTravail, createFranceTravailClient, createGateway, createJetonCache, createLimiter, type Gateway } from './adapters/france-travail/index.js';
import { CONTENT_TYPE } from './adapters/kafka/personne-orientee.js';
import { createPoster } from './adapters/partenaires/index.js';
import { createBucketStore } from './adapters/postgres/bucket-store.js';
import { createJetonStore, purgerJetons } from './adapters/postgres/jeton-store.js';
import { createLivraisons } from './adapters/postgres/livraisons.js';
import { createPanier } from './adapters/postgres/panier.js';
import { type Sceau } from './adapters/postgres/sceau.js';
import { createTransmissions } from './adapters/postgres/transmissions.js';
import { createUsagersClient } from './adapters/usagers/usagers-client.js';
import { Dispatcher, type Worker } from './application/dispatcher.js';
import { createLivrer } from './application/livrer.js';
import { periodic } from './application/periodic.js';
import { type LivraisonEnMain, type Tracer, type TransmissionEnMain, type Usagers } from './application/ports.js';
import { releverPanier } from './application/relever-panier.js';
import { createTransmettre } from './application/transmettre.js';
import { type settings } from './config.js';

export type ConnectorConfig = Config<typeof settings> & BaseConfig;
export type Means = Readonly<{ platform: Platform; config: ConnectorConfig; sceau: Sceau }>;

const TOKEN_PATH = '/connexion/oauth2/access_token?realm=%2Fagent';
const IDLE_MS = 250;
const PAR_GROUPE = 4;
const BAIL_PANIER_MS = 15_000;
const BAIL_LIVRAISON_MS = 60_000;
const PURGE_MS = 3_600_000;

const traceHeaders = (): Record<string, string> => {
  const traceparent = currentTraceparent();
  return traceparent === undefined ? {} : { traceparent };
};

const tracer: Tracer = (name, { parent, attributes = {} }, work) => inSpan(name, { parent, attributes }, work);

/** An error of ours or of the base: its class only, a message may quote data. */
const logged =
  ({ platform: { logger } }: Means, what: string) =>
  (error: unknown): void => {
    const { name, code } = error as { name?: string; code?: unknown };
    logger.warn(what, { code: typeof code === 'string' ? code : (name ?? 'Error') });
  };

const createDispatcher = (): UndiciDispatcher => new Agent({ connect: { timeout: 5_000 } });

const usagersOf = ({ platform: { clock }, config }: Means, dispatcher: UndiciDispatcher): Usagers => {
  const token = new MachineToken(
    { issuer: config.oidcIssuer, audience: config.oidcAudience, clientId: config.machineId, clientSecret: config.machineSecret },
    clock,
  );
  return createUsagersClient({ url: config.usagersUrl, token: () => token.get(), dispatcher, traceHeaders });
};

/** France Travail for each département that has an account there. */
const gatewaysOf = ({ platform: { pool, clock }, config, sceau }: Means, usagers: Usagers, dispatcher: UndiciDispatcher): ReadonlyMap<string, Gateway> => {
  const nowMs = (): number => clock.now().getTime();
  const limiter = createLimiter({ store: createBucketStore(pool, nowMs), rates: config.ftAppelsParSeconde, nowMs });
  const gateway = ({ departement, clientId, clientSecret }: ConnectorConfig['ftComptes'][number]): Gateway => {
    const client = createFranceTravailClient({
      apiUrl: config.ftApiUrl,
      tokenUrl: `${config.ftAuthUrl}${TOKEN_PATH}`,
      credential: { name: departement, clientId, clientSecret },
      limiter,
      dispatcher,
      timeoutMs: config.ftDelaiMs,
      scopes: config.ftScopes,
      trace: (name, attributes, work) => inSpan(name, { kind: 'client', attributes }, work),
      traceHeaders,
      nowMs,
    });
    return createGateway({
      departement,
      franceTravail: createFranceTravail(client),
      jetons: createJetonCache({ store: createJetonStore(pool, sceau, departement), nowMs }),
      rechercheDe: (usagerId) => usagers.rechercheFranceTravail(usagerId),
    });
  };
  return new Map(config.ftComptes.map((compte) => [compte.departement, gateway(compte)]));
};

const required = (gateways: ReadonlyMap<string, Gateway>, departement: string): Gateway => {
  const gateway = gateways.get(departement);
  if (!gateway) throw new Error(`no France Travail account for ${departement}`);
  return gateway;
};

const transmissionWorker = (means: Means, gateways: ReadonlyMap<string, Gateway>): Worker => {
  const { pool, journal, ids, clock, logger, relay } = means.platform;
  const { ftDelaiMs } = means.config;
  const nowMs = (): number => clock.now().getTime();
  const transmissions = createTransmissions({
    pool,
    journal,
    sceau: means.sceau,
    ids,
    clock,
    bailMs: 2 * ftDelaiMs + 5_000,
    committed: () => relay.wake(),
  });
  const transmettre = createTransmettre({
    transmissions,
    dossierDe: (departement) => required(gateways, departement),
    delaiMs: ftDelaiMs,
    nowMs,
    random: Math.random,
    tracer,
    journal: logger,
  });
  return new Dispatcher<TransmissionEnMain>({
    groups: () => [...gateways.keys()],
    take: (departements) => transmissions.reserver(departements, PAR_GROUPE),
    groupOf: ({ departement }) => departement,
    handle: (enMain) => transmettre(enMain).then(() => undefined),
    idleMs: IDLE_MS,
    onError: logged(means, 'transmission en échec'),
    nowMs,
  });
};

/** After a few failures in a row a partner is asked less often, a minute at most. */
const restAfter = (failures: number): number => (failures < 4 ? 0 : Math.min(60_000, 1_000 * 2 ** (failures - 4)));

const livraisonWorker = (means: Means): Worker => {
  const { pool, ids, clock } = means.platform;
  const nowMs = (): number => clock.now().getTime();
  const livraisons = createLivraisons({ pool, sceau: means.sceau, ids, bailMs: BAIL_LIVRAISON_MS });
  const poster = createPoster({ guard: { allowPrivate: means.config.webhooksAdressesPrivees }, nowMs });
  const livrer = createLivrer({
    livraisons,
    poster: ({ url, secret, id, contenu: payload }) =>
      inSpan('webhook POST', { kind: 'client' }, () => poster.post({ url, secret, id, payload, contentType: CONTENT_TYPE, headers: traceHeaders() })),
    random: Math.random,
    tracer,
  });
  const failures = new Map<string, number>();
  const handle = async (enMain: LivraisonEnMain): Promise<number> => {
    const delivered = await livrer(enMain);
    const inARow = delivered ? 0 : (failures.get(enMain.abonnementId) ?? 0) + 1;
    failures.set(enMain.abonnementId, inARow);
    return restAfter(inARow);
  };
  return new Dispatcher<LivraisonEnMain>({
    groups: () => livraisons.abonnements(),
    take: (abonnements) => livraisons.reserver(abonnements, PAR_GROUPE),
    groupOf: ({ abonnementId }) => abonnementId,
    handle,
    idleMs: IDLE_MS,
    onError: logged(means, 'livraison en échec'),
    nowMs,
  });
};

const panierWorkers = (means: Means, usagers: Usagers, gateways: ReadonlyMap<string, Gateway>): Worker[] => {
  const { pool, journal, ids, clock, logger, relay } = means.platform;
  const panier = createPanier({ pool, journal, ids, clock, bailMs: BAIL_PANIER_MS, committed: () => relay.wake() });
  return [...gateways].map(([departement, franceTravail]) =>
    periodic({
      work: () => releverPanier({ departement, franceTravail, usagers, panier, random: Math.random, tracer, journal: logger }),
      everyMs: means.config.ftSondageMs,
      onError: logged(means, 'panier en échec'),
    }),
  );
};

/** Everything the connector does by itself: send, read baskets, deliver, forget old jetons. */
export const createWorkers = (means: Means): readonly Worker[] => {
  const dispatcher = createDispatcher();
  const usagers = usagersOf(means, dispatcher);
  const gateways = gatewaysOf(means, usagers, dispatcher);
  const purge = periodic({
    work: () => purgerJetons(means.platform.pool).then(() => undefined),
    everyMs: PURGE_MS,
    onError: logged(means, 'purge en échec'),
  });
  return [transmissionWorker(means, gateways), livraisonWorker(means), ...panierWorkers(means, usagers, gateways), purge];
};
