import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { Secret } from '@relais/chassis/config';
import { subscriptions } from '@relais/connector/adapters/kafka/subscriptions';
import { declarerAbonnements } from '@relais/connector/adapters/postgres/livraisons';
import { createSceau, type Sceau } from '@relais/connector/adapters/postgres/sceau';
import { type Worker } from '@relais/connector/application/dispatcher';
import { type ConnectorConfig, createWorkers } from '@relais/connector/workers';
import { type Events } from '@relais/schemas';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { ClientBacASable, usagerFictif } from '../../sandbox/client.js';
import { createSandbox, type Sandbox } from '../../sandbox/index.js';

const migrations = new URL('../../../services/connector/migrations/', import.meta.url);

export type Recu = Readonly<{ headers: IncomingMessage['headers']; body: string; at: number }>;
type Answer = (request: IncomingMessage, body: string) => Readonly<{ status: number; json?: unknown }>;

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

export const serve = async (answer: Answer): Promise<{ url: string; server: Server }> => {
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, json } = answer(request, await textOf(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(json === undefined ? undefined : JSON.stringify(json));
  };
  const server = createServer((request, response) => void reply(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
};

export type Personne = Readonly<{ usagerId: string; nir: string; dateNaissance: string; numeroFranceTravail: string }>;

/** A référentiel usagers that knows the persons it is told of, and gives machine tokens as its discovery says. */
const referentiel = async (personnes: Personne[]) =>
  serve((request, body) => {
    const issuer = `http://${request.headers.host}`;
    if (request.url === '/.well-known/openid-configuration') return { status: 200, json: { issuer, jwks_uri: `${issuer}/cles`, token_endpoint: `${issuer}/oauth/jeton` } };
    if (request.url === '/oauth/jeton') return { status: 200, json: { access_token: 'jeton-machine', expires_in: 600 } };
    if (request.headers.authorization !== 'Bearer jeton-machine') return { status: 401 };
    if (request.url === '/v1/interne/correspondances') {
      const { nir, dateNaissance } = JSON.parse(body) as Personne;
      const found = personnes.find((known) => known.nir.slice(0, 13) === nir.slice(0, 13) && known.dateNaissance === dateNaissance);
      return found ? { status: 200, json: { usagerId: found.usagerId, departement: '33' } } : { status: 404 };
    }
    const [, usagerId] = /^\/v1\/interne\/usagers\/([^/]+)\/recherche-france-travail$/.exec(request.url ?? '') ?? [];
    const found = personnes.find((known) => known.usagerId === usagerId);
    return found ? { status: 200, json: { ...found, numeroFranceTravail: null } } : { status: 404 };
  });

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
type Structure = Readonly<{ code: string; type: 'ML' | 'CE' }>;
export const MISSION_LOCALE: Structure = { code: 'NAQ0405', type: 'ML' };
export const CAP_EMPLOI: Structure = { code: 'NAQ0500', type: 'CE' };

export type Bac = Readonly<{
  test: TestPlatform;
  sandbox: Sandbox;
  admin: (path: string, body?: unknown, method?: string) => Promise<unknown>;
  /** Calls that the sandbox received on an operation. */
  appels: (operation: string) => Promise<Readonly<{ status: number; instant: string; agent: string; traceId: string | null; faute: string | null }>[]>;
  config: ConnectorConfig;
  sceau: Sceau;
  recus: Recu[];
  /** Answers of the mission locale, in order; 204 once used up. */
  statuts: number[];
  /** A person known here and at France Travail, without a préconisation. */
  personne: (change?: Record<string, unknown>) => Promise<Personne>;
  preconiser: (personne: Personne, change?: Record<string, unknown>) => Promise<void>;
  /** Says a fact on the bus, as the service that owns it would; its id. */
  dire: <T extends keyof Events>(type: T, data: Events[T]) => Promise<string>;
  decision: (personne: Pick<Personne, 'usagerId'>, change?: Partial<Events['orientation.OrientationDecidee']>) => Promise<string>;
  start: () => void;
  stop: () => Promise<void>;
  rows: <T extends object>(sql: string, ...values: unknown[]) => Promise<T[]>;
  told: (usagerId: string) => Promise<Readonly<{ type: string; data: unknown }>[]>;
  close: () => Promise<void>;
}>;

const CONSUMER = 'relais-connector';
const PUBLISHES = [
  'orientation.OrientationDecidee',
  'accompaniment.ContratSigne',
  'accompaniment.ContratRefuse',
  'sanctions.ContradictoireOuvert',
  'sanctions.SuspensionDecidee',
  'sanctions.SanctionClassee',
  'connector.PropositionOrientationRecue',
  'connector.PropositionSanctionRecue',
  'connector.TransmissionAcquittee',
  'connector.TransmissionRefusee',
  'partenaires.PersonneOrientee',
] as const;

const abonnement = ({ code, type }: Structure, url: string) => ({
  nom: `structure ${code}`,
  departement: '33',
  structureCode: code,
  structureType: type,
  url,
  secret: WEBHOOK_SECRET,
});

const configOf = (test: TestPlatform, { usagers, sandbox, cle }: { usagers: string; sandbox: string; cle: Buffer }): ConnectorConfig => ({
  ...test.config,
  oidcIssuer: usagers,
  usagersUrl: usagers,
  machineId: 'connecteur',
  machineSecret: new Secret('secret'),
  cle: new Secret(cle.toString('base64')),
  ftApiUrl: sandbox,
  ftAuthUrl: sandbox,
  ftComptes: [{ departement: '33', clientId: 'PAR_relais33_0001', clientSecret: new Secret('secret-bac-a-sable') }],
  ftSondageMs: 200,
  ftAppelsParSeconde: 200,
  ftDelaiMs: 2_000,
  ftScopes: 'par-api',
  abonnements: [],
  topicsPartenaires: [{ departement: '33', structureCode: MISSION_LOCALE.code }],
  webhooksAdressesPrivees: true,
});

type Decidee = Events['orientation.OrientationDecidee'];

const decidee = (usagerId: string, change: Partial<Decidee>): Decidee => ({
  usagerId,
  departement: '33',
  orientationId: randomUUID(),
  sens: 'REFUSEE',
  parcours: 'PSP',
  organisme: 'ML',
  structure: MISSION_LOCALE,
  motifRefus: 'APPRECIATION_DIFFERENTE',
  commentaireRefus: 'Suivi de proximité',
  dateDecision: '2026-11-24',
  decideurId: 'CD33-0007',
  decideurStructure: 'CDP0033',
  ...change,
});

/** The connector's workers, started and stopped at will. */
const workersOf = (create: () => readonly Worker[]) => {
  let workers: readonly Worker[] = [];
  return {
    start: () => {
      workers = create();
      for (const worker of workers) worker.start();
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      workers = [];
    },
  };
};

type Admin = Bac['admin'];

/** What France Travail and the référentiel know. */
const monde = (admin: Admin, personnes: Personne[]): Pick<Bac, 'personne' | 'preconiser'> => ({
  personne: async (change = {}) => {
    const rang = personnes.length + 1;
    const numeroFranceTravail = String(33_000_000_000 + rang);
    const fiche = { ...usagerFictif(), numeroFranceTravail, nir: `1850333063${String(rang).padStart(3, '0')}`, ...change };
    await admin('/usagers', fiche);
    const personne = { usagerId: randomUUID(), numeroFranceTravail: fiche.numeroFranceTravail, nir: fiche.nir, dateNaissance: '1985-03-12' };
    personnes.push(personne);
    return personne;
  },
  preconiser: async ({ numeroFranceTravail }, change = {}) => {
    await admin('/preconisations', { numeroFranceTravail, parcours: 'PED', organisme: 'FT', ...change });
  },
});

/** What the connector hears, writes and says. */
const bus = ({ pool, journal, relay }: TestPlatform['platform']): Pick<Bac, 'dire' | 'decision' | 'rows' | 'told'> => {
  const dire: Bac['dire'] = async (type, data) => {
    const { id } = await journal.appendNext(pool, { type, data, origin: { correlationId: randomUUID() } });
    relay.wake();
    return id;
  };
  return {
    dire,
    decision: ({ usagerId }, change = {}) => dire('orientation.OrientationDecidee', decidee(usagerId, change)),
    rows: async <T extends object>(sql: string, ...values: unknown[]) => (await pool.query<T>(sql, values)).rows,
    told: async (usagerId) => (await journal.history(pool, 'relais.connector.v1', usagerId)).map(({ type, data }) => ({ type, data })),
  };
};

const openPartner = async (recus: Recu[], statuts: number[]) =>
  serve((request, body) => {
    recus.push({ headers: request.headers, body, at: Date.now() });
    return { status: statuts.shift() ?? 204 };
  });

/** The connector on real parts: Postgres, Kafka, the sandbox; the référentiel and the partners are played. */
export const openBac = async ({ consume = true }: { consume?: boolean } = {}): Promise<Bac> => {
  const personnes: Personne[] = [];
  const recus: Recu[] = [];
  const statuts: number[] = [];
  const test = await testPlatform({ service: 'connector', migrations, publishes: PUBLISHES, partners: [MISSION_LOCALE.code] });
  const { pool, relay, ids, journal } = test.platform;
  const [sandbox, usagers, partner] = await Promise.all([createSandbox(), referentiel(personnes), openPartner(recus, statuts)]);
  const client = new ClientBacASable(sandbox.url);
  const cle = randomBytes(32);
  const sceau = createSceau(cle);
  const config = configOf(test, { usagers: usagers.url, sandbox: sandbox.url, cle });
  // Nobody listens where the Cap emploi says it is.
  const abonnements = [abonnement(MISSION_LOCALE, partner.url), abonnement(CAP_EMPLOI, 'http://127.0.0.1:1/hooks')];
  await declarerAbonnements(pool, { sceau, ids }, abonnements);
  if (consume) await test.consume(CONSUMER, subscriptions({ sceau, ids, journal, topicsPartenaires: config.topicsPartenaires, raccordes: ['33'] }));
  relay.start();
  const admin: Admin = async (path, body, method) => (await client.admin(path, body, method)).corps;
  const workers = workersOf(() => createWorkers({ platform: test.platform, config, sceau }));
  return {
    test,
    sandbox,
    admin,
    appels: async (operation) => ((await admin(`/journal?operation=${operation}`)) as { appels: never[] }).appels,
    config: { ...config, abonnements: abonnements.map((declared) => ({ ...declared, secret: new Secret(declared.secret) })) },
    sceau,
    recus,
    statuts,
    ...monde(admin, personnes),
    ...bus(test.platform),
    ...workers,
    close: async () => {
      await workers.stop();
      await test.close();
      await sandbox.close();
      for (const { server } of [usagers, partner]) server.close();
    },
  };
};
