import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment } from '../environment.js';
import { nodeProcess } from '../parts/node-process.js';
import { audience, issuerUrl } from '../parts/openid.js';
import { postgresUrl } from '../parts/postgres.js';
import { registryUrl } from '../parts/registry.js';
import { type PortName } from '../ports.js';
import { type ProcessSpec } from '../process/spec.js';
import { capEmploi, connectorAccount, emetteur, kafkaUser, missionLocale, portalClient, sandboxClient, usagersAccount } from './accounts.js';

/** One service of ours: `services/<name>/dist/main.js`, with its database, Kafka user and port of the same name. */
export interface Service {
  readonly name: 'usagers' | 'orientation' | 'accompaniment' | 'sanctions' | 'connector' | 'pilotage';
  /** Other processes it waits for, besides PostgreSQL, Kafka, the registry and the identity provider. */
  readonly needs?: readonly string[];
  /** Settings of its own, beside those that every service has. */
  readonly settings?: (environment: Environment) => Readonly<Record<string, string>>;
}

/** The tool that may put commands on the bus, told to the services that decide them. */
const commandes = { RELAIS_COMMANDES_EMETTEURS: JSON.stringify([emetteur]) };

/** Our services; a new one is a line here, a port in ports.ts and, if it needs any, its own settings. */
export const services: readonly Service[] = [
  {
    name: 'usagers',
    settings: (environment) => ({
      RELAIS_USAGERS_CLE_MAITRE: environment.secrets.key('usagers.maitre'),
      RELAIS_USAGERS_CLE_INDEX: environment.secrets.key('usagers.index'),
      RELAIS_USAGERS_CLIENT_ID: usagersAccount,
      RELAIS_USAGERS_CLIENT_SECRET: environment.secrets.password(`openid.${usagersAccount}`),
      RELAIS_USAGERS_SERVICES: JSON.stringify(
        Object.fromEntries((['orientation', 'accompaniment', 'sanctions', 'pilotage', 'connector'] as const).map((name) => [name, localUrl(environment, name)])),
      ),
    }),
  },
  { name: 'orientation', settings: () => commandes },
  { name: 'accompaniment', settings: () => commandes },
  // Its clock can be moved: the demonstration lets the days of a contradictoire pass.
  { name: 'sanctions', settings: ({ layout }) => ({ ...commandes, RELAIS_HORLOGE_FICHIER: clockFileOf(layout) }) },
  { name: 'pilotage' },
  { name: 'connector', needs: ['sandbox'], settings: connectorSettings },
];

function connectorSettings(environment: Environment): Record<string, string> {
  const { secrets } = environment;
  const { clientId, departement } = franceTravailAccount;
  const { structure } = missionLocale;
  return {
    RELAIS_USAGERS_URL: localUrl(environment, 'usagers'),
    RELAIS_CONNECTEUR_CLIENT_ID: connectorAccount,
    RELAIS_CONNECTEUR_CLIENT_SECRET: secrets.password(`openid.${connectorAccount}`),
    RELAIS_CONNECTEUR_CLE: secrets.key('connector.sceau'),
    RELAIS_FT_API_URL: localUrl(environment, 'sandbox'),
    RELAIS_FT_AUTH_URL: localUrl(environment, 'sandbox'),
    RELAIS_FT_COMPTES: JSON.stringify([{ departement, clientId, clientSecret: secrets.password('france-travail') }]),
    // A demonstration in front of a person: a basket read every second, at the pace of a sandbox on the same machine.
    RELAIS_FT_SONDAGE_MS: '1000',
    RELAIS_FT_APPELS_PAR_SECONDE: '5',
    RELAIS_FT_DELAI_MS: '3000',
    RELAIS_ABONNEMENTS: JSON.stringify([
      {
        nom: 'mission-locale-demonstration',
        departement,
        structureCode: structure.code,
        structureType: structure.type,
        url: `${localUrl(environment, 'partenaire')}/webhooks`,
        secret: webhookSecret(environment),
      },
    ]),
    RELAIS_TOPICS_PARTENAIRES: JSON.stringify(
      [missionLocale, capEmploi].map((partner) => ({ departement: partner.departement, structureCode: partner.structure.code })),
    ),
    RELAIS_WEBHOOKS_ADRESSES_PRIVEES: 'true',
  };
}

/** Where the demonstration writes by how many milliseconds the clock of sanctions is moved. */
export const clockFileOf = (layout: Environment['layout']): string => path.join(layout.data, 'horloge');

/** Ports of our own processes. */
export const ownPorts: readonly PortName[] = ['sandbox', 'partenaire', 'passerelle', 'portal', ...services.map(({ name }) => name)];

/** URL of a process of the stack. */
export const localUrl = ({ ports }: Environment, name: PortName): string => `http://127.0.0.1:${ports[name]}`;

/** Account of the département at France Travail's sandbox. */
const franceTravailAccount = {
  clientId: 'PAR_relais33_0001',
  structure: { code_aurore: 'CDP0033', type: 'CD', libelle: 'Département de la Gironde' },
  departement: '33',
};

/** Secret shared with the partner that receives webhooks. */
export const webhookSecret = ({ secrets }: Environment): string => `whsec_${secrets.key('partenaire.webhook')}`;

/** Our services, the France Travail sandbox and the partner of the demonstration, as processes. */
export const ownProcesses = (environment: Environment): ProcessSpec[] => [
  sandbox(environment),
  partenaire(environment),
  passerelle(environment),
  portail(environment),
  ...services.map((service) => serviceProcess(environment, service)),
];

function serviceProcess(environment: Environment, { name, needs = [], settings }: Service): ProcessSpec {
  return nodeProcess({
    name,
    label: name,
    needs: ['postgres', 'kafka', 'registry', 'openid', ...needs],
    module: path.join(environment.layout.root, 'services', name, 'dist', 'main.js'),
    env: { ...commonSettings(environment, name), ...settings?.(environment) },
    readyUrl: `${localUrl(environment, name)}/sante/pret`,
  });
}

/** Of memory (MiB) for the objects of a service: it gives back what it no longer needs before it has taken a quarter of the machine. */
const HEAP_MIB = 128;

/** How Node runs a service, here and in its image (deploy/docker/Dockerfile). */
export const serviceNodeOptions = `--max-old-space-size=${HEAP_MIB}`;

function commonSettings({ ports, secrets }: Environment, name: Service['name']): Record<string, string> {
  const user = kafkaUser(secrets, `relais-${name}`);
  return {
    NODE_OPTIONS: serviceNodeOptions,
    RELAIS_DATABASE_URL: postgresUrl({ role: name, password: secrets.password(`postgres.${name}`), port: ports.postgres, database: name }),
    RELAIS_KAFKA_BROKERS: `127.0.0.1:${ports.kafka}`,
    RELAIS_KAFKA_USERNAME: user.username,
    RELAIS_KAFKA_PASSWORD: user.password,
    RELAIS_REGISTRY_URL: registryUrl(ports.registry),
    RELAIS_OIDC_ISSUER: issuerUrl(ports.openid),
    RELAIS_OIDC_AUDIENCE: audience,
    RELAIS_HTTP_MANDATAIRES: '127.0.0.1',
    RELAIS_MACHINES_ADRESSES: JSON.stringify({ [connectorAccount]: ['127.0.0.0/8'] }),
    RELAIS_TRACE_CLE: secrets.key(`trace.${name}`),
    RELAIS_HTTP_PORT: String(ports[name]),
    ...tracing(ports, name),
  };
}

const tracing = ({ zipkin }: Environment['ports'], name: string): Record<string, string> => ({
  OTEL_SERVICE_NAME: name,
  OTEL_TRACES_EXPORTER: 'zipkin',
  OTEL_EXPORTER_ZIPKIN_ENDPOINT: `http://127.0.0.1:${zipkin}/api/v2/spans`,
});

function sandbox(environment: Environment): ProcessSpec {
  const { layout, ports, secrets } = environment;
  const donnees = path.join(layout.data, 'sandbox');
  const comptes = path.join(layout.secrets, 'comptes-france-travail.json');
  mkdirSync(donnees, { recursive: true });
  const { clientId, clientSecret } = sandboxClient(secrets, localUrl(environment, 'sandbox'));
  const secretOidc = path.join(layout.secrets, 'openid-bac-a-sable');
  writeFileSync(secretOidc, clientSecret, { mode: 0o600 });
  // An agent who logs in comes back to the sandbox's own page, the code in its address.
  const redirections = [`${localUrl(environment, 'sandbox')}/`];
  const account = { ...franceTravailAccount, clientSecret: secrets.password('france-travail'), scopes: franceTravailScopes, redirections };
  writeFileSync(comptes, `${JSON.stringify([account], null, 2)}\n`, { mode: 0o600 });
  return nodeProcess({
    name: 'sandbox',
    label: 'Bac à sable France Travail',
    needs: [],
    module: path.join(layout.root, 'test', 'dist', 'sandbox', 'main.js'),
    args: [
      ...['--port', String(ports.sandbox), '--donnees', donnees, '--comptes', comptes],
      ...['--oidc', issuerUrl(ports.openid), '--oidc-client', clientId, '--oidc-secret', secretOidc],
    ],
    readyUrl: `${localUrl(environment, 'sandbox')}/_admin/sante`,
  });
}

/** What the département may ask of France Travail on this path. */
const franceTravailScopes = [
  'profil_accedant',
  'api_rechercher-usagerv2',
  'rechercheusager',
  'api_informations-administrativesv1',
  'informationsadministrativesusager',
  'api_orientationusagerv1',
  'orientationusager',
  'decisionorientationusager',
  'lireorientationusager',
  'api_contrat-engagementv1',
  'contratengagementpart',
  'api_gestion-sanctions-rsav1',
  'gestiondesmanquements',
  'decisionSanctionPartenaire',
  'api_activites-operationnellesv2',
  'activitesCD',
  'referentielCD',
];

function partenaire(environment: Environment): ProcessSpec {
  return nodeProcess({
    name: 'partenaire',
    label: 'Mission locale (démonstration)',
    needs: [],
    module: fileURLToPath(new URL('../partenaire/main.js', import.meta.url)),
    args: ['--port', String(environment.ports.partenaire), '--fichier', path.join(environment.layout.data, 'partenaire-recus.jsonl')],
    env: { RELAIS_WEBHOOK_SECRET: webhookSecret(environment) },
    readyUrl: `${localUrl(environment, 'partenaire')}/sante`,
  });
}

/** One address for the APIs of all services, as an ingress gives it in production. */
function passerelle(environment: Environment): ProcessSpec {
  const targets = Object.fromEntries(services.map(({ name }) => [name, localUrl(environment, name)]));
  return nodeProcess({
    name: 'passerelle',
    label: 'API (adresse unique)',
    needs: [],
    module: fileURLToPath(new URL('../passerelle/main.js', import.meta.url)),
    args: ['--port', String(environment.ports.passerelle), '--services', JSON.stringify(targets)],
    readyUrl: `${localUrl(environment, 'passerelle')}/sante/vivant`,
  });
}

/** The web pages: the same APIs as everybody, by the one address. */
function portail(environment: Environment): ProcessSpec {
  const { layout, ports, secrets } = environment;
  const url = localUrl(environment, 'portal');
  const { clientId, clientSecret } = portalClient(secrets, url);
  return nodeProcess({
    name: 'portal',
    label: 'Portail',
    needs: ['openid'],
    module: path.join(layout.root, 'services', 'portal', 'dist', 'main.js'),
    env: {
      RELAIS_PORTAIL_URL: url,
      RELAIS_PORTAIL_API_URL: localUrl(environment, 'passerelle'),
      RELAIS_PORTAIL_TRACES_URL: `${localUrl(environment, 'zipkin')}/zipkin/traces/{traceId}`,
      RELAIS_PORTAIL_CLIENT_ID: clientId,
      RELAIS_PORTAIL_CLIENT_SECRET: clientSecret,
      RELAIS_PORTAIL_CLE: secrets.key('portail.session'),
      RELAIS_OIDC_ISSUER: issuerUrl(ports.openid),
      RELAIS_OIDC_AUDIENCE: audience,
      RELAIS_HTTP_PORT: String(ports.portal),
      ...tracing(ports, 'portal'),
    },
    readyUrl: `${url}/sante/pret`,
  });
}
