import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { findJava } from '@relais/local/parts/java';
import { kafka } from '@relais/local/parts/kafka';
import { javaParts } from '@relais/local/parts/maven';
import { postgres, superuserUrl } from '@relais/local/parts/postgres';
import { registry, registryUrl } from '@relais/local/parts/registry';
import { freePort } from '@relais/local/ports';
import { Guard } from '@relais/local/process/guard';
import { Supervisor } from '@relais/local/process/supervisor';
import { kafkaUsernames, once, testRole, type TestParts } from './parts.js';

/** The parts of the local stack, on free ports, in a temporary folder that goes away with the run, however it ends. */
export function embeddedParts({ durable }: { readonly durable: boolean }): TestParts {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-test-'));
  // PostgreSQL may run as another user and must reach its folder.
  chmodSync(folder, 0o711);
  const guard = new Guard();
  guard.removeAtEnd(folder);
  const supervisor = new Supervisor({ logs: path.join(folder, 'logs'), progress: () => undefined, watchers: [guard] });
  const password = () => randomBytes(18).toString('base64url');
  const registre = { database: 'registre', role: 'registre', password: password() };
  const java = once(async () => {
    const found = await findJava();
    return { java: found, parts: await javaParts({ java: found, logs: path.join(folder, 'logs') }) };
  });

  const startPostgres = once(async () => {
    const options = { port: await freePort(), password: password() };
    await supervisor.start([postgres({ ...options, data: path.join(folder, 'postgres'), databases: [registre, testRole], volatile: !durable })]);
    return options;
  });

  const startKafka = once(async () => {
    const { java: found, parts } = await java();
    const port = await freePort();
    const users = kafkaUsernames.map((username) => ({ username, password: password() }));
    const [admin = { username: '', password: '' }, ...others] = users;
    await supervisor.start([
      kafka({
        java: found,
        classPath: parts.kafka,
        data: path.join(folder, 'kafka'),
        port,
        controllerPort: await freePort([port]),
        admin,
        controllerPassword: password(),
        users: others,
      }),
    ]);
    return users.map((user) => ({ ...user, brokers: [`127.0.0.1:${port}`], mechanism: 'scram-sha-512' as const }));
  });

  const startRegistry = once(async () => {
    const [{ java: found, parts }, { port: postgresPort }, port] = await Promise.all([java(), startPostgres(), freePort()]);
    const { database: name, ...account } = registre;
    await supervisor.start([registry({ java: found, folder: parts.registry, port, database: { port: postgresPort, name, ...account } })]);
    return registryUrl(port);
  });

  return {
    postgres: async () => superuserUrl(await startPostgres()),
    kafka: startKafka,
    registry: startRegistry,
    stop: async () => {
      await supervisor.stop();
      await guard.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
