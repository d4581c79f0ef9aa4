import { runService } from '@relais/chassis/lifecycle';
import { problems } from './adapters/http/problems.js';
import { settings } from './config.js';
import { ConnectorModule } from './connector.module.js';
import { SUBSCRIPTIONS, WORKERS } from './tokens.js';

await runService({
  name: 'connector',
  settings,
  migrations: new URL('../migrations/', import.meta.url),
  publishes: ['connector.PropositionOrientationRecue', 'connector.PropositionSanctionRecue', 'connector.TransmissionAcquittee', 'connector.TransmissionRefusee', 'partenaires.PersonneOrientee'],
  journalArchivable: true,
  problems,
  module: (platform, config) => ConnectorModule.register(platform, config),
  subscriptions: (app) => app.get(SUBSCRIPTIONS),
  workers: (app) => app.get(WORKERS),
});
