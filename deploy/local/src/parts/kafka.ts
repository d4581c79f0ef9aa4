import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { messageOf, StackProblem } from '../problem.js';
import { type ProcessSpec } from '../process/spec.js';
import { type Java } from './java.js';
import { adminProperties, brokerProperties, type KafkaUser, scramArguments } from './kafka-properties.js';
import { answersKafka } from './probes.js';

const run = promisify(execFile);

export interface KafkaOptions {
  readonly java: Java;
  readonly classPath: string;
  /** Folder for its configuration and data. */
  readonly data: string;
  readonly port: number;
  readonly controllerPort: number;
  /** The super user; topics and rights of the others are given by it. */
  readonly admin: KafkaUser;
  readonly controllerPassword: string;
  /** Everyone else who may connect. */
  readonly users: readonly KafkaUser[];
}

const logging = `rootLogger.level = INFO
rootLogger.appenderRefs = console
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %p %c{1} %m%n
`;

/** Apache Kafka in KRaft mode, one node, as a process of the stack. */
export function kafka(options: KafkaOptions): ProcessSpec {
  const files = filesIn(options.data);
  return {
    name: 'kafka',
    label: 'Kafka',
    needs: [],
    command: async () => {
      await configure(options);
      const flags = ['-Xmx384m', '-Xms128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Dlog4j2.configurationFile=${files.logging}`];
      return {
        file: options.java.executable,
        args: [...flags, '-cp', options.classPath, 'kafka.Kafka', files.properties],
        cwd: options.data,
      };
    },
    check: () => answersKafka(options.port),
    onReady: () => addUsers(options),
    killAfterMs: 15_000,
  };
}

const filesIn = (data: string) => ({
  properties: path.join(data, 'server.properties'),
  admin: path.join(data, 'admin.properties'),
  logging: path.join(data, 'log4j2.properties'),
  /** The users that the broker knows, as a hash; there when the storage is formatted. */
  users: path.join(data, 'users.sha256'),
  storage: path.join(data, 'storage'),
});

async function configure(options: KafkaOptions): Promise<void> {
  const files = filesIn(options.data);
  await mkdir(options.data, { recursive: true, mode: 0o700 });
  const broker = { ...options, data: files.storage, listenHost: '127.0.0.1' };
  await writeFile(files.properties, brokerProperties(broker), { mode: 0o600 });
  await writeFile(files.admin, adminProperties(options.admin), { mode: 0o600 });
  await writeFile(files.logging, logging);
  if (!existsSync(files.users)) await format(options);
}

async function format(options: KafkaOptions): Promise<void> {
  const files = filesIn(options.data);
  await rm(files.storage, { recursive: true, force: true });
  const id = clusterId();
  const users = scramArguments([options.admin, ...options.users]);
  await tool(options, ['kafka.tools.StorageTool', 'format', '-t', id, '--standalone', '-c', files.properties, ...users]);
  await writeFile(files.users, hashOf(options.users));
}

/** A Kafka cluster id: 16 bytes in base64url; one that starts with a dash would be read as an option. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

/** Makes the users known that were added since the storage was formatted. */
async function addUsers(options: KafkaOptions): Promise<void> {
  const files = filesIn(options.data);
  const wanted = hashOf(options.users);
  if ((await readFile(files.users, 'utf8')) === wanted) return;
  const connection = ['--bootstrap-server', `127.0.0.1:${options.port}`, '--command-config', files.admin];
  for (const { username, password } of options.users) {
    const change = ['--alter', '--entity-type', 'users', '--entity-name', username, '--add-config', `SCRAM-SHA-512=[password=${password}]`];
    await tool(options, ['kafka.admin.ConfigCommand', ...connection, ...change]);
  }
  await writeFile(files.users, wanted);
}

async function tool({ java, classPath, data }: KafkaOptions, args: readonly string[]): Promise<void> {
  const flags = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Dlog4j2.configurationFile=${filesIn(data).logging}`];
  try {
    await run(java.executable, [...flags, '-cp', classPath, ...args]);
  } catch (error) {
    // The message of execFile repeats the command line, and with it the passwords.
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new StackProblem(`${args[0]} a échoué : ${stderr || stdout || messageOf(error).split('\n')[0]}`.replace(/password=[^\],]*/g, 'password=***'));
  }
}

const hashOf = (users: readonly KafkaUser[]): string => createHash('sha256').update(JSON.stringify(users)).digest('hex');
