import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { baseSettings, environment, loadSettings } from '@relais/chassis/config';
import { createLogger, createPlatform } from '@relais/chassis/lifecycle';
import { Incomparable } from '@relais/chassis/projection';
import { reconstruire } from './reconstruire.js';

const DIFFERENTE = 1;
const MAL_DEMANDEE = 2;

const { values } = parseArgs({ options: { raison: { type: 'string' }, accepter: { type: 'boolean', default: false } } });
const raison = values.raison?.trim() ?? '';
if (raison.length < 3) {
  process.stderr.write('--raison est attendu : dites pourquoi la projection est reconstruite.\n');
  process.exit(MAL_DEMANDEE);
}

const logger = createLogger('reconstruction', (ligne) => void process.stderr.write(ligne));
const platform = createPlatform({ service: 'pilotage', config: loadSettings(baseSettings, environment()), logger });
try {
  const bilan = await reconstruire(platform, { accept: values.accepter, author: userInfo().username, reason: raison });
  process.stdout.write(`${JSON.stringify(bilan, null, 2)}\n`);
  if (!bilan.identiques && !bilan.remplacee) process.exitCode = DIFFERENTE;
} catch (error) {
  if (!(error instanceof Incomparable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = DIFFERENTE;
} finally {
  await platform.pool.end();
}
