import { randomBytes } from 'node:crypto';
import { withClient } from '@relais/local/parts/postgres';
import { type KafkaCredentials, type KafkaUsername, testRole, type TestParts } from './parts.js';

import { eventually } from './eventually.js';

export { eventually } from './eventually.js';
export { freePort } from '@relais/local/ports';
export { type KafkaCredentials, type KafkaUsername } from './parts.js';

/** A database of one test file. */
export interface TestDatabase {
  /** As its owner, who is no superuser. */
  readonly url: string;
  /** As the superuser. */
  readonly adminUrl: string;
  readonly name: string;
  /** Ends its connections, removes its replication slots and the database. */
  drop(): Promise<void>;
}

/**
 * An empty database, or a copy of `template` (a database nobody is connected to, e.g. one already migrated).
 * @throws Error when no test run gives parts, or PostgreSQL cannot start
 */
export async function createDatabase(options: { readonly template?: string } = {}): Promise<TestDatabase> {
  const admin = await part('postgres');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const template = options.template === undefined ? '' : ` template ${options.template}`;
  await withClient(admin, (client) => client.query(`create database ${name} owner ${testRole.role}${template}`));
  return { name, url: urlOf(admin, name, testRole), adminUrl: urlOf(admin, name), drop: () => dropDatabase(admin, name) };
}

async function dropDatabase(admin: string, name: string): Promise<void> {
  await withClient(admin, async (client) => {
    await client.query('select pg_terminate_backend(active_pid) from pg_replication_slots where database = $1 and active', [name]);
    await eventually(() =>
      client.query('select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = $1', [name]),
    );
    await client.query(`drop database if exists ${name} with (force)`);
  });
}

function urlOf(admin: string, database: string, account?: { readonly role: string; readonly password: string }): string {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  if (account !== undefined) [url.username, url.password] = [account.role, account.password];
  return url.href;
}

/**
 * How a user of the test broker connects; the super user unless told.
 * @throws Error when no test run gives parts, or Kafka cannot start
 */
export async function kafkaCredentials(username: KafkaUsername = 'relais-admin'): Promise<KafkaCredentials> {
  const users = await part('kafka');
  const found = users.find((user) => user.username === username);
  if (found === undefined) throw new Error(`Pas d'utilisateur Kafka ${username}`);
  return found;
}

/** Confluent-compatible base URL of the registry of the run. */
export const registryUrl = (): Promise<string> => part('registry');

/** A name that no other test has: prefix of topics, consumer group, subject. */
export const uniqueName = (prefix = 'test'): string => `${prefix}-${randomBytes(6).toString('hex')}`;

/** Prefix for the topics of one test file. */
export const topicPrefix = (): string => `${uniqueName()}.`;

/** Id of a consumer group of one test. */
export const groupId = (): string => uniqueName('groupe');

type Part = Exclude<keyof TestParts, 'stop'>;
type Given<P extends Part> = Awaited<ReturnType<TestParts[P]>>;

async function part<P extends Part>(name: P): Promise<Given<P>> {
  const { RELAIS_TEST_KIT: kit } = process.env;
  if (kit === undefined) throw new Error('Ces tests passent par jest et sa configuration : npm test -- <fichier>.');
  const answer = await fetch(`${kit}/${name}`);
  const { error, value } = (await answer.json()) as { error?: string; value?: Given<P> };
  if (value === undefined) throw new Error(error ?? `${name} : pas de réponse`);
  return value;
}
