import { z } from 'zod';
import { Secret } from './secret.js';

/** One setting: the environment variable it comes from and what it must be. */
export type Setting<T extends z.ZodType = z.ZodType> = readonly [variable: string, type: T];
export type Settings = Readonly<Record<string, Setting>>;
export type Config<S extends Settings> = Readonly<{ [K in keyof S]: z.output<S[K][1]> }>;

/** Every problem of a configuration, one line each: the variable, what is wrong. Never a value. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Configuration incorrecte :\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

export const secret = () => z.string().min(1).transform((value) => new Secret(value));

/** A whole number of milliseconds, bytes, ports… given as text. */
export const integer = (min = 0) => z.coerce.number().int().min(min);

/** A JSON text of that shape; the problem never shows it. */
export const jsonSetting = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context): z.output<T> => {
    const read = schema.safeParse(parseJson(text));
    if (read.success) return read.data;
    const where = read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join(' ; ');
    context.addIssue({ code: 'custom', message: `JSON inattendu : ${where}` });
    return z.NEVER;
  });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What ProConnect and eIDAS call an authentication by two factors. */
const SECOND_FACTOR = ['eidas2', 'eidas3', 'https://proconnect.gouv.fr/assurance/self-asserted-2fa', 'https://proconnect.gouv.fr/assurance/consistency-checked-2fa'].join(',');

/** Settings that every service has. */
export const baseSettings = {
  databaseUrl: ['RELAIS_DATABASE_URL', secret()],
  databasePoolSize: ['RELAIS_DATABASE_POOL', integer(1).default(10)],
  kafkaBrokers: ['RELAIS_KAFKA_BROKERS', z.string().min(1).transform((text) => text.split(','))],
  kafkaUsername: ['RELAIS_KAFKA_USERNAME', z.string().min(1)],
  kafkaPassword: ['RELAIS_KAFKA_PASSWORD', secret()],
  /** Put before every topic name, for several installations on one broker. */
  kafkaPrefix: ['RELAIS_KAFKA_PREFIXE', z.string().default('')],
  /** How the relay learns of commits. */
  relay: ['RELAIS_RELAIS', z.enum(['sondage', 'replication']).default('sondage')],
  /** How long a part of the journal lasts. */
  journalPeriod: ['RELAIS_JOURNAL_PERIODE', z.enum(['jour', 'mois', 'annee']).default('mois')],
  /** Parts older than so many days are set aside, where the journal is no source of truth; absent: never. */
  journalRetentionDays: ['RELAIS_JOURNAL_CONSERVATION_JOURS', integer(1).optional()],
  /** Partitions that a service applies side by side. */
  kafkaPartitionsAtOnce: ['RELAIS_KAFKA_PARTITIONS_A_LA_FOIS', integer(1).default(3)],
  /** How long the broker waits for a process that says nothing; its own least is 6 s unless it is told. */
  kafkaSessionMs: ['RELAIS_KAFKA_SESSION_MS', integer(1_000).default(6_000)],
  /** A file that moves the clock; never set in production. */
  clockFile: ['RELAIS_HORLOGE_FICHIER', z.string().min(1).optional()],
  registryUrl: ['RELAIS_REGISTRY_URL', z.url()],
  oidcIssuer: ['RELAIS_OIDC_ISSUER', z.url()],
  oidcAudience: ['RELAIS_OIDC_AUDIENCE', z.string().min(1)],
  /** Seals the access trace: 32 bytes in base64, which the database never holds. */
  traceKey: ['RELAIS_TRACE_CLE', secret().refine((key) => Buffer.from(key.reveal(), 'base64').length === 32, 'attendus : 32 octets en base64')],
  /** How often lines of the access trace are chained and sealed. */
  traceSealMs: ['RELAIS_TRACE_SCEAU_MS', integer(100).default(5_000)],
  /** How old an access token may be (s), whatever it says. */
  oidcMaxAgeS: ['RELAIS_OIDC_DUREE_MAX_S', integer(60).default(3_600)],
  /** Levels of authentication (`acr`) that tell of a second factor. */
  oidcAcr: ['RELAIS_OIDC_ACR', z.string().default(SECOND_FACTOR).transform((text) => text.split(','))],
  /** From where the accounts of machines are used: ranges by account. */
  machineAddresses: ['RELAIS_MACHINES_ADRESSES', jsonSetting(z.record(z.string(), z.array(z.union([z.cidrv4(), z.cidrv6()])))).default({})],
  /** Proxies whose X-Forwarded-For is believed, addresses or ranges. */
  proxies: ['RELAIS_HTTP_MANDATAIRES', z.string().default('').transform((text) => text.split(',').filter(Boolean))],
  httpHost: ['RELAIS_HTTP_HOST', z.string().default('127.0.0.1')],
  httpPort: ['RELAIS_HTTP_PORT', integer(0)],
} as const satisfies Settings;

export type BaseConfig = Config<typeof baseSettings>;

/** Reads all settings at once, frozen. Throws ConfigError with every problem found. */
export const loadSettings = <S extends Settings>(settings: S, env: NodeJS.ProcessEnv): Config<S> => {
  const problems: string[] = [];
  const entries = Object.entries(settings).map(([name, [variable, type]]) => {
    const parsed = type.safeParse(env[variable]);
    if (!parsed.success) {
      const missing = env[variable] === undefined;
      problems.push(`${variable} : ${missing ? 'absente' : parsed.error.issues.map((issue) => issue.message).join(' ; ')}`);
    }
    return [name, parsed.data] as const;
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(Object.fromEntries(entries)) as Config<S>;
};

/** The process environment; read here and nowhere else. */
export const environment = (): NodeJS.ProcessEnv => process.env;
