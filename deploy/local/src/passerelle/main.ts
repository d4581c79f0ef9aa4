import { parseArgs } from 'node:util';
import { createGateway } from './gateway.js';

const { values } = parseArgs({ options: { port: { type: 'string' }, services: { type: 'string' } } });
if (values.port === undefined || values.services === undefined) {
  process.stderr.write('Usage : main.js --port <port> --services \'{"usagers":"http://…"}\'\n');
  process.exit(2);
}
const gateway = await createGateway(JSON.parse(values.services) as Record<string, string>);
await gateway.listen({ port: Number(values.port), host: '127.0.0.1' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void gateway.close());
