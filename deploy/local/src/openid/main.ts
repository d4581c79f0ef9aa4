import { createProvider } from './provider.js';
import { type OpenidSettings, readJson } from './settings.js';

const settings = readJson<OpenidSettings>(process.argv[2] ?? '');
const server = createProvider(settings).listen(settings.port, '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
