import { z } from 'zod';
import { integer, jsonSetting, Secret, secret, type Settings } from '@relais/chassis/config';
import { departementParam } from '@relais/chassis/http';

const cle = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'attendu : 32 octets en base64')
  .transform((text) => new Secret(text));

const comptes = z.array(z.object({ departement: departementParam, clientId: z.string().min(1), clientSecret: secret() }));

const abonnements = z.array(
  z.object({
    nom: z.string().min(1),
    departement: departementParam,
    structureCode: z.string().regex(/^[A-Za-z]{3}\d{4}$/, 'attendu : un code Aurore'),
    structureType: z.enum(['CD', 'DCD', 'FT', 'ML', 'CE', 'CAF']),
    url: z.url(),
    secret: secret(),
  }),
);

const topicsPartenaires = z.array(z.object({ departement: departementParam, structureCode: z.string().regex(/^[A-Za-z]{3}\d{4}$/, 'attendu : un code Aurore') }));

/** One rate for every API, or `{"orientation": 5}` by limiter name. */
const debits = z.union([z.coerce.number().positive(), jsonSetting(z.record(z.string(), z.number().positive()))]);

const baseUrl = z.url().transform((url) => url.replace(/\/+$/, ''));

/** What the connector needs beyond what every service has. */
export const settings = {
  usagersUrl: ['RELAIS_USAGERS_URL', baseUrl],
  machineId: ['RELAIS_CONNECTEUR_CLIENT_ID', z.string().min(1)],
  machineSecret: ['RELAIS_CONNECTEUR_CLIENT_SECRET', secret()],
  /** Seals jetons, webhook secrets and what waits to be sent. */
  cle: ['RELAIS_CONNECTEUR_CLE', cle],
  ftApiUrl: ['RELAIS_FT_API_URL', baseUrl],
  ftAuthUrl: ['RELAIS_FT_AUTH_URL', baseUrl],
  ftComptes: ['RELAIS_FT_COMPTES', jsonSetting(comptes)],
  ftSondageMs: ['RELAIS_FT_SONDAGE_MS', integer(100).default(60_000)],
  ftAppelsParSeconde: ['RELAIS_FT_APPELS_PAR_SECONDE', debits.default(1)],
  /** Longest wait for an answer; an interrupted call is taken up after a little more than twice that. */
  ftDelaiMs: ['RELAIS_FT_DELAI_MS', integer(500).default(30_000)],
  /** `communs` when the jeton is bound to the token that it was obtained with. */
  ftScopes: ['RELAIS_FT_SCOPES', z.enum(['par-api', 'communs']).default('par-api')],
  abonnements: ['RELAIS_ABONNEMENTS', jsonSetting(abonnements).default([])],
  /** Structures that read what concerns them on a Kafka topic of their own. */
  topicsPartenaires: ['RELAIS_TOPICS_PARTENAIRES', jsonSetting(topicsPartenaires).default([])],
  webhooksAdressesPrivees: ['RELAIS_WEBHOOKS_ADRESSES_PRIVEES', z.stringbool().default(false)],
} as const satisfies Settings;
