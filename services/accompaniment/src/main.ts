import { runService } from '@relais/chassis/lifecycle';
import { AccompanimentModule } from './accompaniment.module.js';
import { problems } from './adapters/http/problems.js';
import { settings } from './config.js';
import { SUBSCRIPTIONS, UNREADABLE } from './tokens.js';

await runService({
  name: 'accompaniment',
  settings,
  migrations: new URL('../migrations/', import.meta.url),
  publishes: ['reponses.CommandeTraitee'],
  problems,
  module: (platform, config) => AccompanimentModule.register(platform, config),
  subscriptions: (app) => app.get(SUBSCRIPTIONS),
  unreadable: (app) => app.get(UNREADABLE),
});
