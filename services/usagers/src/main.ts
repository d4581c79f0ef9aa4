import { runService } from '@relais/chassis/lifecycle';
import { problems } from './adapters/http/problems.js';
import { settings } from './config.js';
import { ROTATION, SUBSCRIPTIONS } from './tokens.js';
import { UsagersModule } from './usagers.module.js';

await runService({
  name: 'usagers',
  settings,
  migrations: new URL('../migrations/', import.meta.url),
  publishes: ['usagers.DroitRsaOuvert', 'usagers.DroitRsaFerme', 'usagers.UsagerRattache', 'usagers.UsagersFusionnes', 'usagers.FusionAnnulee', 'usagers.UsagerEfface', 'usagers.UsagerRectifie', 'usagers.TraitementLimite'],
  journalArchivable: true,
  problems,
  streamed: ['application/xml', 'text/xml', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  module: (platform, config) => UsagersModule.register(platform, config),
  subscriptions: (app) => app.get(SUBSCRIPTIONS),
  workers: (app) => [app.get(ROTATION)],
});
