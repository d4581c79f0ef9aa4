import { type Platform } from '@relais/chassis/lifecycle';
import { type Projection, rebuild, type RebuildOptions, type RebuildReport } from '@relais/chassis/projection';
import { subscriptions } from '../adapters/kafka/subscriptions.js';
import { oublierFaits } from '../projections/faits.js';

/** Every table that pilotage writes is made from the topics alone. */
export const projection: Projection = {
  consumer: 'relais-pilotage',
  subscriptions,
  tables: ['fait'],
  migrations: new URL('../../migrations/', import.meta.url),
  forget: oublierFaits,
};

/**
 * Makes the facts again from the beginning of the topics, and compares them with those in service.
 * @throws Incomparable when both are not at the same point within the time given
 */
export const reconstruire = (platform: Platform, { consommateur, ...options }: RebuildOptions & Readonly<{ consommateur?: string }> ): Promise<RebuildReport> =>
  rebuild(platform, { ...projection, consumer: consommateur ?? projection.consumer }, options);
