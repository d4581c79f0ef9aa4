import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BaseConfig, environment } from '@relais/chassis/config';
import { type Pool } from '@relais/chassis/postgres';
import { freePort } from '@relais/local/ports';
import { findJava } from '@relais/local/parts/java';
import { eventually } from '../kit/environment.js';

const project = fileURLToPath(new URL('../../../deploy/debezium/', import.meta.url));
const server = path.join(project, 'target', 'debezium-server');
const SLOT = 'debezium_mesure';

/** Debezium Server on a journal, which can be held and let go. */
export type Debezium = Readonly<{ hold: () => void; letGo: () => void; peakMiB: () => number; stop: () => Promise<void> }>;

/** Fetches it by Maven once, starts it, and waits until its slot is read. */
export async function startDebezium({ config, pool }: { config: BaseConfig; pool: Pool }): Promise<Debezium> {
  const java = await findJava();
  if (!existsSync(server)) {
    const maven = environment()['RELAIS_MAVEN'] ?? 'mvn';
    execFileSync(maven, ['-q', '-B', 'package'], { cwd: project, env: { ...environment(), JAVA_HOME: java.home }, stdio: 'inherit' });
  }
  await pool.query(`create publication relais_journal for table journal with (publish = 'insert', publish_via_partition_root = true)`);
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-debezium-'));
  const database = new URL(config.databaseUrl.reveal());
  const output = openSync(path.join(folder, 'debezium.log'), 'a');
  const runner = execFileSync('sh', ['-c', 'ls debezium-server-*runner.jar'], { cwd: server, encoding: 'utf8' }).trim();
  const child = spawn(
    java.executable,
    ['--add-opens', 'java.base/java.lang=ALL-UNNAMED', '-cp', `${runner}:${project}:lib/*`, 'io.debezium.server.Main'],
    {
      cwd: server,
      stdio: ['ignore', output, output],
      env: {
        ...environment(),
        RELAIS_PG_HOTE: database.hostname,
        RELAIS_PG_PORT: database.port,
        RELAIS_PG_ROLE: decodeURIComponent(database.username),
        RELAIS_PG_MOT_DE_PASSE: decodeURIComponent(database.password),
        RELAIS_PG_BASE: database.pathname.slice(1),
        RELAIS_PG_CRENEAU: SLOT,
        RELAIS_DEBEZIUM_POSITIONS: path.join(folder, 'positions.dat'),
        RELAIS_DEBEZIUM_PORT: String(await freePort()),
        RELAIS_KAFKA_BROKERS: config.kafkaBrokers.join(','),
        RELAIS_KAFKA_USERNAME: config.kafkaUsername,
        RELAIS_KAFKA_PASSWORD: config.kafkaPassword.reveal(),
      },
    },
  );
  closeSync(output);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const signal = (name: NodeJS.Signals) => (): void => void child.kill(name);
  const peakMiB = (): number => {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  };
  const stop = async (): Promise<void> => {
    signal('SIGCONT')();
    signal('SIGKILL')();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await eventually(
      async () => {
        const { rowCount } = await pool.query('select from pg_replication_slots where slot_name = $1 and active', [SLOT]);
        if (rowCount === 0) throw new Error(`Debezium did not start:\n${readFileSync(path.join(folder, 'debezium.log'), 'utf8').slice(-2_000)}`);
      },
      { timeoutMs: 180_000, everyMs: 500 },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { hold: signal('SIGSTOP'), letGo: signal('SIGCONT'), peakMiB, stop };
}
