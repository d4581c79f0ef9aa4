import { z } from 'zod';
import { environment, loadSettings, secret, type Settings } from '../config/index.js';

const settings = {
  /** The one address of the APIs, or a service's own. */
  apiUrl: ['RELAIS_API_URL', z.url()],
  /** An access token of an EXPLOITANT. */
  token: ['RELAIS_JETON', secret()],
} as const satisfies Settings;

export type CliConfig = ReturnType<typeof cliConfig>;

/** @throws ConfigError naming what the environment lacks */
export const cliConfig = () => loadSettings(settings, environment());
