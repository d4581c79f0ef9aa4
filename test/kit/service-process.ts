import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type BaseConfig } from '@relais/chassis/config';
import { eventually } from './eventually.js';

/** What every service is told; no agent comes, so nobody answers at its issuer. */
export const environmentOf = (config: BaseConfig, databaseUrl: string): Record<string, string> => ({
  RELAIS_DATABASE_URL: databaseUrl,
  RELAIS_KAFKA_BROKERS: config.kafkaBrokers.join(','),
  RELAIS_KAFKA_USERNAME: config.kafkaUsername,
  RELAIS_KAFKA_PASSWORD: config.kafkaPassword.reveal(),
  RELAIS_KAFKA_PREFIXE: config.kafkaPrefix,
  RELAIS_REGISTRY_URL: config.registryUrl,
  RELAIS_OIDC_ISSUER: config.oidcIssuer,
  RELAIS_OIDC_AUDIENCE: config.oidcAudience,
  RELAIS_TRACE_CLE: config.traceKey.reveal(),
  RELAIS_HTTP_PORT: '0',
});

/** The built file of a service, under its `dist`. */
export const builtFile = (service: string, file = 'main.js'): string =>
  fileURLToPath(new URL(`../../services/${service}/dist/${file}`, import.meta.url));

/** The processes of one service, as they are run for real: started, ended or killed at will. */
export class ServiceProcesses {
  private readonly children: ChildProcess[] = [];
  /** All that they said. */
  said = '';

  constructor(
    private readonly service: string,
    private readonly env: () => Record<string, string>,
  ) {}

  /** One more, ready. */
  async launch(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [builtFile(this.service)], { env: this.env(), stdio: ['ignore', 'pipe', 'pipe'] });
    this.children.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        this.said += chunk.toString();
      });
    }
    await eventually(
      () => {
        if (!said.includes('service prêt')) throw new Error(`${this.service} n'est pas prêt : ${said.slice(-500)}`);
      },
      { timeoutMs: 40_000 },
    );
    return child;
  }

  /** Its exit code; null when it was killed. */
  async end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  }

  /** Kills those that still run. */
  async stop(): Promise<void> {
    for (const child of this.children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) await this.end(child, 'SIGKILL');
  }
}
