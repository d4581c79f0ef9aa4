import { randomUUID } from 'node:crypto';
import { type Fact } from '@relais/chassis/journal';
import { type ConsumerRunner, ignored, type Received, type Subscriptions } from '@relais/chassis/kafka';
import { inTransaction } from '@relais/chassis/postgres';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { droitsIgnores, rattache } from '../../kit/rattache.js';

export const TOPIC = 'relais.usagers.v1';
export const WAIT = { timeoutMs: 60_000 };

export type Handle = (event: Received<'usagers.UsagerRattache'>) => void | Promise<void>;

/** Writes one line an event, after `handle` let it pass. */
export const tableOf = (handle: Handle = () => undefined) =>
  ({
    [TOPIC]: {
      'usagers.DroitRsaOuvert': ignored,
      ...droitsIgnores,
      'usagers.DroitRsaFerme': ignored,
      'usagers.UsagersFusionnes': ignored,
      'usagers.FusionAnnulee': ignored,
      'usagers.UsagerRattache': async (event, tx) => {
        await tx.query('insert into effet (usager_id, sequence) values ($1, $2)', [event.usagerId, event.sequence]);
        await handle(event);
      },
    },
  }) satisfies Subscriptions;

/** A bus with a service that says attachments, and a table where a consumer leaves what it did: doubles would show. */
export const testBus = async () => {
  const test: TestPlatform = await testPlatform({ service: 'essai', publishes: ['usagers.UsagerRattache'] });
  const { platform, config } = test;
  await platform.pool.query('create table effet (id bigint generated always as identity, usager_id text, sequence int)');
  platform.relay.start();
  return {
    ...test,
    topic: `${config.kafkaPrefix}${TOPIC}`,
    write: async (...facts: Fact[]): Promise<void> => {
      await inTransaction(platform.pool, (tx) => platform.journal.append(tx, facts));
      platform.relay.wake();
    },
    effects: async (usagerId?: string): Promise<number[]> => {
      const { rows } = await platform.pool.query<{ sequence: number }>('select sequence from effet where $1::text is null or usager_id = $1 order by id', [usagerId ?? null]);
      return rows.map(({ sequence }) => sequence);
    },
    parked: async (): Promise<{ key: string; code: string; failureClass: string }[]> => {
      const { rows } = await platform.pool.query<{ key: string; code: string; failureClass: string }>('select key, code, failure_class as "failureClass" from parked_key order by code');
      return rows;
    },
    raw: async ({ key, headers, value }: { key: string; headers?: Record<string, string>; value?: Buffer }): Promise<void> => {
      const all = { ce_id: randomUUID(), ce_type: 'fr.relais.usagers.UsagerRattache', ce_sequence: '1', ce_time: new Date().toISOString(), ce_departement: '33', ...headers };
      const bytes = value ?? platform.codec.encode('usagers.UsagerRattache', rattache(key, 1).data);
      await platform.publisher.publish([{ topic: TOPIC, key, value: bytes, headers: all }]);
    },
    withAdmin: async <T>(work: (admin: ReturnType<typeof platform.kafka.admin>) => Promise<T>): Promise<T> => {
      const admin = platform.kafka.admin();
      await admin.connect();
      try {
        return await work(admin);
      } finally {
        await admin.disconnect();
      }
    },
  };
};

export type TestBus = Awaited<ReturnType<typeof testBus>>;

/** What a consumer received, and decided, in all partitions. */
export const totals = (runner: ConsumerRunner) => {
  const accounts = runner.accounts();
  const sum = (of: (account: (typeof accounts)[number]) => number): number => accounts.reduce((total, account) => total + of(account), 0);
  return {
    received: sum(({ received }) => received),
    decided: sum(({ verdicts }) => Object.values(verdicts).reduce((total, some) => total + some, 0)),
    lost: sum(({ lost }) => lost),
  };
};
