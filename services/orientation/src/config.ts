import { emittersSetting } from '@relais/chassis/commands';
import { type Settings } from '@relais/chassis/config';

export const settings = {
  /** The tools of départements that may put commands on the bus. */
  emitters: ['RELAIS_COMMANDES_EMETTEURS', emittersSetting],
} as const satisfies Settings;
