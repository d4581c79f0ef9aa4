import { z } from 'zod';
import { baseSettings, environment, loadSettings, secret, type Settings } from '../config/index.js';

const verifying = { key: baseSettings.traceKey } as const satisfies Settings;
const reading = { databaseUrl: ['RELAIS_DATABASE_URL', secret()], pool: ['RELAIS_DATABASE_POOL', z.coerce.number().int().min(1).default(1)] } as const satisfies Settings;

/** Each is read when it is needed. @throws ConfigError naming what the environment lacks */
export const trailConfig = { key: () => loadSettings(verifying, environment()).key, database: () => loadSettings(reading, environment()) };
