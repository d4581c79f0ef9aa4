import { runService } from '@relais/chassis/lifecycle';
import { problems } from './adapters/http/problems.js';
import { settings } from './config.js';
import { SanctionsModule } from './sanctions.module.js';
import { SUBSCRIPTIONS, UNREADABLE } from './tokens.js';

await runService({
  name: 'sanctions',
  settings,
  migrations: new URL('../migrations/', import.meta.url),
  publishes: ['reponses.CommandeTraitee'],
  problems,
  module: (platform, config) => SanctionsModule.register(platform, config),
  subscriptions: (app) => app.get(SUBSCRIPTIONS),
  unreadable: (app) => app.get(UNREADABLE),
});
