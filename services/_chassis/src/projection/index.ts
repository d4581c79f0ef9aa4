import { type ProjectionAdministration } from '../kafka/index.js';
import { type Platform } from '../lifecycle/platform.js';
import { type Projection, rebuild } from './rebuild.js';
import { replay } from './replay.js';

export * from './rebuild.js';
export * from './replay.js';
export type { Gap } from './shadow.js';
export type { Content, RebuildReport, ReplayReport, TableComparison } from '../kafka/index.js';

/** What people may do with that projection. */
export const administrationOf = (platform: Platform, projection: Projection): ProjectionAdministration => ({
  rebuild: (asked) => rebuild(platform, projection, asked),
  replay: (asked) => replay(platform, projection, asked),
});
