import { existsSync } from 'node:fs';
import path from 'node:path';
import { type StackAddresses, writeAddresses } from '../addresses.js';
import { type DemonstrationContext } from '../demonstration.js';
import { type Environment } from '../environment.js';
import { findJava } from '../parts/java.js';
import { javaParts } from '../parts/maven.js';
import { accessToken, issuerUrl } from '../parts/openid.js';
import { registryUrl } from '../parts/registry.js';
import { assertFree } from '../ports.js';
import { StackProblem } from '../problem.js';
import { Guard } from '../process/guard.js';
import { type ProcessState } from '../process/managed-process.js';
import { type RunRecord } from '../process/run-record.js';
import { Supervisor } from '../process/supervisor.js';
import { type Progress } from '../progress.js';
import { agents, kafkaAccounts } from './accounts.js';
import { partPorts, thirdParties } from './parts.js';
import { localUrl, ownPorts, ownProcesses, services } from './services.js';

/** The local stack: all its processes, their addresses, their end. */
export class Stack {
  private readonly guard = new Guard();
  private readonly supervisor: Supervisor;

  constructor(
    private readonly environment: Environment,
    private readonly around: { readonly record: RunRecord; readonly progress: Progress },
  ) {
    const { progress, record } = around;
    this.supervisor = new Supervisor({ logs: environment.layout.logs, progress, watchers: [record, this.guard] });
  }

  /**
   * Starts the third-party parts and, unless `partsOnly`, our own processes; writes the addresses.
   * @throws StackProblem when something is missing or does not start
   */
  async start(options: { readonly partsOnly: boolean }): Promise<StackAddresses> {
    const { layout, ports } = this.environment;
    if (!options.partsOnly) this.assertBuilt();
    await assertFree(ports, options.partsOnly ? partPorts : [...partPorts, ...ownPorts]);
    const java = await findJava();
    const onRun = () => this.around.progress('… Kafka, registre et Zipkin : Maven les met en place');
    const found = { java, javaParts: await javaParts({ java, logs: layout.logs, onRun }) };
    const own = options.partsOnly ? [] : ownProcesses(this.environment);
    await this.supervisor.start([...thirdParties(this.environment, found), ...own]);
    return this.publish('');
  }

  /** Writes `adresses.json` again, with a new token and the flux that was imported. */
  async publish(fluxCaf: string): Promise<StackAddresses> {
    const { layout, ports, secrets } = this.environment;
    const known = agents(secrets);
    const first = known[0];
    const addresses: StackAddresses = {
      api: localUrl(this.environment, 'passerelle'),
      portail: localUrl(this.environment, 'portal'),
      sandbox: localUrl(this.environment, 'sandbox'),
      openid: issuerUrl(ports.openid),
      registre: registryUrl(ports.registry),
      traces: `${localUrl(this.environment, 'zipkin')}/zipkin/`,
      kafka: { bootstrap: `127.0.0.1:${ports.kafka}`, mecanisme: 'SCRAM-SHA-512', comptes: kafkaAccounts(secrets) },
      jeton: first === undefined ? '' : await accessToken(issuerUrl(ports.openid), first),
      agents: known,
      fluxCaf,
    };
    writeAddresses(layout.adresses, addresses);
    return addresses;
  }

  /** What the demonstration is played with. */
  context(addresses: StackAddresses, signal: AbortSignal): DemonstrationContext {
    return {
      addresses,
      partenaire: localUrl(this.environment, 'partenaire'),
      layout: this.environment.layout,
      kill: (name) => this.killOne(name),
      deaths: () => [...this.processes().values()].reduce((sum, { deaths }) => sum + deaths, 0),
      signal,
    };
  }

  /** How each process is now, by name. */
  processes(): ReadonlyMap<string, ProcessState> {
    return this.supervisor.states();
  }

  private killOne(name: string): void {
    const pid = this.supervisor.pid(name);
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  /** Ends every process; nothing is left when it resolves. */
  async stop(): Promise<void> {
    await this.supervisor.stop();
    await this.guard.close();
    this.around.record.release();
  }

  /** Ends every process at once, without waiting. */
  kill(): void {
    this.supervisor.killAll();
  }

  private assertBuilt(): void {
    const mains = services.map(({ name }) => path.join('services', name, 'dist', 'main.js'));
    const missing = mains.filter((file) => !existsSync(path.join(this.environment.layout.root, file)));
    if (missing.length === 0) return;
    throw new StackProblem(`Pas encore construit : ${missing.join(', ')}. Pour les seuls composants tiers : npm start -- --parts.`);
  }
}
