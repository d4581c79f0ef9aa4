import { parseArgs } from 'node:util';
import { environment } from '../config.js';
import { Boite } from './boite.js';
import { createReceiver } from './serveur.js';

const { values } = parseArgs({ options: { port: { type: 'string' }, fichier: { type: 'string' } } });
const { RELAIS_WEBHOOK_SECRET: secret } = environment;
if (values.port === undefined || values.fichier === undefined || secret === undefined) {
  process.stderr.write('Usage : RELAIS_WEBHOOK_SECRET=whsec_… main.js --port <port> --fichier <recus.jsonl>\n');
  process.exit(2);
}
const server = createReceiver({ boite: new Boite(values.fichier), secret }).listen(Number(values.port), '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeIdleConnections();
  });
}
