import { runService } from '@relais/chassis/lifecycle';
import { problems } from './adapters/http/problems.js';
import { settings } from './config.js';
import { OrientationModule } from './orientation.module.js';
import { SUBSCRIPTIONS, UNREADABLE } from './tokens.js';

await runService({
  name: 'orientation',
  settings,
  migrations: new URL('../migrations/', import.meta.url),
  problems,
  module: (platform, config) => OrientationModule.register(platform, config),
  subscriptions: (app) => app.get(SUBSCRIPTIONS),
  unreadable: (app) => app.get(UNREADABLE),
});
