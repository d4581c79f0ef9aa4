import { type Settings } from '@relais/chassis/config';

/** Nothing beyond what every service has. */
export const settings = {} as const satisfies Settings;
