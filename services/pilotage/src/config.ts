import { integer, type Settings } from '@relais/chassis/config';

export const settings = {
  /** Persons below which a figure is masked: 5 by default, 11 where figures go further than the département. */
  seuil: ['RELAIS_PILOTAGE_SEUIL', integer(1).default(5)],
  /** What counts are rounded to: 1 as they are, 10 as France Travail publishes. */
  arrondi: ['RELAIS_PILOTAGE_ARRONDI', integer(1).default(1)],
} as const satisfies Settings;
