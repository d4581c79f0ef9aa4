import { fileURLToPath } from 'node:url';
import { AccompanimentModule } from '@relais/accompaniment/accompaniment.module';
import { problems as accompaniment } from '@relais/accompaniment/adapters/http/problems';
import { baseSettings, loadSettings, type Settings } from '@relais/chassis/config';
import { BusModule, previewDocument, type ProblemTable } from '@relais/chassis/http';
import { BusAdministration } from '@relais/chassis/kafka';
import { type Platform } from '@relais/chassis/lifecycle';
import { problems as connector } from '@relais/connector/adapters/http/problems';
import { settings as connectorSettings } from '@relais/connector/config';
import { ConnectorModule } from '@relais/connector/connector.module';
import { publicPath } from '@relais/local/passerelle/routes';
import { problems as orientation } from '@relais/orientation/adapters/http/problems';
import { OrientationModule } from '@relais/orientation/orientation.module';
import { problems as pilotage } from '@relais/pilotage/adapters/http/problems';
import { settings as pilotageSettings } from '@relais/pilotage/config';
import { PilotageModule } from '@relais/pilotage/pilotage.module';
import { problems as sanctions } from '@relais/sanctions/adapters/http/problems';
import { settings as sanctionsSettings } from '@relais/sanctions/config';
import { SanctionsModule } from '@relais/sanctions/sanctions.module';
import { problems as usagers } from '@relais/usagers/adapters/http/problems';
import { settings as usagersSettings } from '@relais/usagers/config';
import { UsagersModule } from '@relais/usagers/usagers.module';

type Json = Readonly<Record<string, unknown>>;

export type Operation = Readonly<{
  operationId: string;
  summary: string;
  tags: readonly string[];
  security: readonly Readonly<Record<string, readonly string[]>>[];
  requestBody?: Readonly<{ content: Readonly<Record<string, Readonly<{ schema: Json; examples?: Readonly<Record<string, Readonly<{ value: unknown }>>> }>>> }>;
  responses: Readonly<Record<string, Readonly<{ content?: Readonly<Record<string, Readonly<{ schema: Json }>>> }>>>;
}>;

export type ApiDocument = Readonly<{
  openapi: string;
  info: Json;
  tags: readonly Readonly<{ name: string; description?: string }>[];
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ parameters: Json; responses: Json; examples: Json; schemas: Json; securitySchemes: Json }>;
}>;

/** The merged document, where it is committed. */
export const mergedFile = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../docs/api/openapi.json' : '../../docs/api/openapi.json', import.meta.url));

const KEY = Buffer.alloc(32).toString('base64');
const ENVIRONMENT = {
  RELAIS_USAGERS_CLE_MAITRE: KEY,
  RELAIS_USAGERS_CLE_INDEX: KEY,
  RELAIS_USAGERS_URL: 'http://usagers.test',
  RELAIS_CONNECTEUR_CLIENT_ID: 'connecteur',
  RELAIS_CONNECTEUR_CLIENT_SECRET: 'secret',
  RELAIS_CONNECTEUR_CLE: KEY,
  RELAIS_FT_API_URL: 'http://ft.test',
  RELAIS_FT_AUTH_URL: 'http://ft.test',
  RELAIS_FT_COMPTES: '[]',
  RELAIS_DATABASE_URL: 'postgres://test',
  RELAIS_KAFKA_BROKERS: 'kafka.test:9092',
  RELAIS_KAFKA_USERNAME: 'test',
  RELAIS_KAFKA_PASSWORD: 'secret',
  RELAIS_REGISTRY_URL: 'http://registre.test',
  RELAIS_OIDC_ISSUER: 'http://identite.test',
  RELAIS_OIDC_AUDIENCE: 'urn:relais:api',
  RELAIS_TRACE_CLE: KEY,
  RELAIS_HTTP_PORT: '0',
};
const read = <S extends Settings>(settings: S) => loadSettings(settings, ENVIRONMENT);

// Nothing of a module is made for its document: no part of the platform is reached.
const platform = {} as Platform;
const emitters = { emitters: [] };

type Described = Readonly<{ problems: ProblemTable; about: string; module: () => Parameters<typeof previewDocument>[0]['module'] }>;

/** Our services that have an API. */
export const apis: Readonly<Record<string, Described>> = {
  usagers: {
    problems: usagers,
    about: 'Flux CAF et MSA, identité des personnes, droits et rattachements',
    module: () => UsagersModule.register(platform, read(usagersSettings)),
  },
  orientation: { problems: orientation, about: 'Décider l’orientation, réorienter', module: () => OrientationModule.register(platform, emitters) },
  accompaniment: { problems: accompaniment, about: 'Contrat d’engagement, rendez-vous, heures d’activité', module: () => AccompanimentModule.register(platform, emitters) },
  sanctions: {
    problems: sanctions,
    about: 'Proposer, instruire, décider et lever une sanction',
    module: () => SanctionsModule.register(platform, read(sanctionsSettings)),
  },
  connector: {
    problems: connector,
    about: 'Ce qui est transmis à France Travail et livré aux partenaires',
    module: () => ConnectorModule.register(platform, read({ ...baseSettings, ...connectorSettings })),
  },
  pilotage: { problems: pilotage, about: 'Indicateurs', module: () => PilotageModule.register(platform, read(pilotageSettings)) },
};

/** The document of one service, as the service serves it. */
export const apiOf = async (service: string): Promise<ApiDocument> => {
  const described = apis[service];
  if (!described) throw new Error(`no service is named ${service}`);
  const also = [BusModule.register(new BusAdministration(), platform.pool)];
  const document = await previewDocument({ service, problems: described.problems, module: described.module(), also });
  return JSON.parse(JSON.stringify(document)) as ApiDocument;
};

export const allApis = (): Promise<ApiDocument[]> => Promise.all(Object.keys(apis).map(apiOf));

const union = (documents: readonly ApiDocument[], part: keyof ApiDocument['components']): Json => Object.assign({}, ...documents.map(({ components }) => components[part])) as Json;

const ABOUT = `Toutes les API de Relais, telles qu’elles se lisent depuis l’extérieur. Chaque demande porte un jeton du fournisseur d’identité
(« bearer ») ; le rôle qu’elle demande est dit avec elle. Un refus est un document « application/problem+json » (RFC 9457) dont le
champ « code » est stable : c’est sur lui qu’un programme décide. Ce qui est reçu par le bus ou par webhook est décrit dans le catalogue des événements.`;

const EXPLOITATION = 'Lecture du bus, messages mis de côté, projections : pour ceux qui tiennent le service';

/** One document of all that is reachable from outside, under the addresses that it has there. */
export const mergedApi = (documents: readonly ApiDocument[]): ApiDocument => {
  const [first] = documents;
  if (!first) throw new Error('no document');
  const paths: Record<string, ApiDocument['paths'][string]> = {};
  for (const [index, service] of Object.keys(apis).entries()) {
    for (const [path, item] of Object.entries(documents[index]?.paths ?? {})) {
      const known = publicPath(service, path);
      if (known !== undefined) paths[known] = { ...paths[known], ...item };
    }
  }
  return {
    openapi: first.openapi,
    info: { ...first.info, title: 'Relais : toutes les API', description: ABOUT.replaceAll('\n', ' ') },
    tags: [...Object.entries(apis).map(([name, { about }]) => ({ name, description: about })), { name: 'exploitation', description: EXPLOITATION }],
    paths,
    components: {
      securitySchemes: first.components.securitySchemes,
      parameters: union(documents, 'parameters'),
      responses: union(documents, 'responses'),
      examples: union(documents, 'examples'),
      schemas: union(documents, 'schemas'),
    },
  };
};

/** As it is committed. */
export const mergedText = async (): Promise<string> => `${JSON.stringify(mergedApi(await allApis()), undefined, 2)}\n`;
