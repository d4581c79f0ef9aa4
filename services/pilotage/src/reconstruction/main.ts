import { baseSettings, environment, loadSettings } from '@relais/chassis/config';
import { createLogger, createPlatform } from '@relais/chassis/lifecycle';
import { Incomparable } from '@relais/chassis/projection';
import { reconstruire } from './reconstruire.js';

const DIFFERENTE = 1;

const logger = createLogger('reconstruction', (ligne) => void process.stderr.write(ligne));
const platform = createPlatform({ service: 'pilotage', config: loadSettings(baseSettings, environment()), logger });
try {
  const bilan = await reconstruire(platform, { accept: process.argv.includes('--accepter') });
  process.stdout.write(`${JSON.stringify(bilan, null, 2)}\n`);
  if (!bilan.identiques && !bilan.remplacee) process.exitCode = DIFFERENTE;
} catch (error) {
  if (!(error instanceof Incomparable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = DIFFERENTE;
} finally {
  await platform.pool.end();
}
