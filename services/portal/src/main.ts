import { ConfigError, environment, loadSettings } from '@relais/chassis/config';
import { createLogger, shiftedClock, systemClock } from '@relais/chassis/lifecycle';
import { startTelemetry } from '@relais/chassis/telemetry';
import { IdentityProvider } from './bff/identity-provider.js';
import { createPortal } from './bff/server.js';
import { type PortalConfig, settings } from './config.js';

const EXIT_BAD_CONFIG = 78;

const readConfig = (): PortalConfig => {
  try {
    return loadSettings(settings, environment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_BAD_CONFIG);
  }
};

const config = readConfig();
if (!process.argv.includes('--check-config')) {
  const telemetry = startTelemetry('portal', environment());
  const logger = createLogger('portal');
  const clock = config.clockFile === undefined ? systemClock : shiftedClock(config.clockFile);
  const portal = await createPortal({ config, logger, identityProvider: new IdentityProvider(config), clock });
  await portal.listen({ host: config.httpHost, port: config.httpPort });
  logger.info('service prêt', { port: config.httpPort });
  const stop = (): void => void portal.close().then(() => telemetry.stop()).then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
