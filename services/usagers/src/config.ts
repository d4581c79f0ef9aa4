import { z } from 'zod';
import { type Config, jsonSetting, secret, type Settings } from '@relais/chassis/config';
import { cleIndex, clesMaitresses } from './adapters/vault/cles.js';

/** Beyond what every service has: the keys of the identity vault. */
export const settings = {
  clesMaitresses: ['RELAIS_USAGERS_CLE_MAITRE', clesMaitresses],
  cleIndex: ['RELAIS_USAGERS_CLE_INDEX', cleIndex],
  /** Own machine account, of role REFERENTIEL: asks the other services what they hold of a person. */
  machineId: ['RELAIS_USAGERS_CLIENT_ID', z.string().min(1).optional()],
  machineSecret: ['RELAIS_USAGERS_CLIENT_SECRET', secret().optional()],
  /** Where they are: `{"orientation": "http://…"}`. */
  services: ['RELAIS_USAGERS_SERVICES', jsonSetting(z.record(z.string(), z.url())).default({})],
} as const satisfies Settings;

export type UsagersConfig = Config<typeof settings>;
