import { runService } from '@relais/chassis/lifecycle';
import { problems } from './adapters/http/problems.js';
import { settings } from './config.js';
import { OrientationModule } from './orientation.module.js';
import { SUBSCRIPTIONS } from './tokens.js';

await runService({
  name: 'orientation',
  settings,
  migrations: new URL('../migrations/', import.meta.url),
  publishes: [
    'orientation.OrientationOuverte',
    'orientation.PreconisationEnregistree',
    'orientation.OrientationDecidee',
    'orientation.OrientationClose',
  ],
  problems,
  module: (platform) => OrientationModule.register(platform),
  subscriptions: (app) => app.get(SUBSCRIPTIONS),
});
