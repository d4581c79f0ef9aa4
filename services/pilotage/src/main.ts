import { runService } from '@relais/chassis/lifecycle';
import { problems } from './adapters/http/problems.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { settings } from './config.js';
import { PilotageModule } from './pilotage.module.js';
import { projection } from './reconstruction/reconstruire.js';

await runService({
  name: 'pilotage',
  settings,
  migrations: new URL('../migrations/', import.meta.url),
  publishes: [],
  problems,
  module: (platform, config) => PilotageModule.register(platform, config),
  subscriptions: () => subscriptions,
  projection,
});
