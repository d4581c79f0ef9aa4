import { z } from 'zod';
import { jsonSetting, type Settings } from '@relais/chassis/config';

/** A département whose own tool may put commands on the bus, and the structure it acts for. */
const emetteur = z.strictObject({
  departement: z.string().min(2),
  structure: z.strictObject({ code: z.string().min(1), type: z.string().min(1) }),
});

export type Emetteur = z.output<typeof emetteur>;

export const settings = {
  /** The broker's rights say who may write commands; this says for whom it then speaks. */
  emetteurs: ['RELAIS_COMMANDES_EMETTEURS', jsonSetting(z.array(emetteur)).default([])],
} as const satisfies Settings;
