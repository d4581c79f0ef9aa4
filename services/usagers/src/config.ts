import { type Config, type Settings } from '@relais/chassis/config';
import { cleIndex, clesMaitresses } from './adapters/vault/cles.js';

/** Beyond what every service has: the keys of the identity vault. */
export const settings = {
  clesMaitresses: ['RELAIS_USAGERS_CLE_MAITRE', clesMaitresses],
  cleIndex: ['RELAIS_USAGERS_CLE_INDEX', cleIndex],
} as const satisfies Settings;

export type UsagersConfig = Config<typeof settings>;
