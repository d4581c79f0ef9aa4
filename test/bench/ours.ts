import { randomUUID } from 'node:crypto';
import { type Consumer, ConsumerRunner, ignored, type Received, type Subscriptions } from '@relais/chassis/kafka';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { invalid } from '@relais/kernel';
import { type TestPlatform } from '../kit/platform.js';
import { droitsIgnores, rattache } from '../kit/rattache.js';
import { type Opened } from './open-loop.js';

export const PARTITIONS_AT_ONCE = 6;
export const TOPIC = 'relais.usagers.v1';
export const TYPE = 'usagers.UsagerRattache';
/** What a poisoned event says. */
export const REFUSED = 'REFUSE';

/** The tables that a way writes. */
export const TABLES = 'create table source (id uuid primary key); create table vue (id uuid primary key)';

export const insertSource = (tx: Pick<Tx, 'query'>, id: string): Promise<unknown> => tx.query('insert into source (id) values ($1)', [id]);
export const project = (tx: Pick<Tx, 'query'>, ids: readonly string[]): Promise<unknown> => tx.query('insert into vue (id) select unnest($1::uuid[]) on conflict do nothing', [ids]);

export async function joined(consumer: Consumer): Promise<void> {
  await new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
}

type Answered = (...query: unknown[]) => Promise<unknown>;
const told = new WeakMap<object, (() => void)[]>();

/** Calls back once, when the transaction of this connection is committed. */
function afterCommit(tx: Tx, tell: () => void): void {
  const connection = tx as unknown as { query: Answered };
  const others = told.get(connection);
  if (others) return void others.push(tell);
  const all = [tell];
  told.set(connection, all);
  const { query } = connection;
  connection.query = async (...asked) => {
    const answer = await query.apply(connection, asked);
    if (asked[0] !== 'commit' && asked[0] !== 'rollback') return answer;
    connection.query = query;
    told.delete(connection);
    if (asked[0] === 'commit') for (const one of all) one();
    return answer;
  };
}

/** Domain write and fact in one commit, relay, consumer with its inbox and its offset. */
export const ours =
  ({ platform, config }: TestPlatform, { refuses = false } = {}): Opened =>
  async (seen) => {
    const table = {
      [TOPIC]: {
        'usagers.DroitRsaOuvert': ignored,
        ...droitsIgnores,
        'usagers.DroitRsaFerme': ignored,
        'usagers.UsagersFusionnes': ignored,
        'usagers.FusionAnnulee': ignored,
        [TYPE]: {
          together: async (events: readonly Received<typeof TYPE>[], tx: Tx) => {
            if (refuses && events.some(({ data }) => data.motif === REFUSED)) throw invalid('MESURE_REFUSEE', 'a poisoned event');
            const ids = events.map(({ usagerId }) => usagerId);
            await project(tx, ids);
            afterCommit(tx, () => seen(ids));
          },
        },
      },
    } as Subscriptions;
    const name = randomUUID();
    const consumer = platform.kafka.consumer({ groupId: `${config.kafkaPrefix}${name}`, maxWaitTimeInMs: 500 });
    const ready = joined(consumer);
    const runner = new ConsumerRunner({ name, consumer: () => consumer, pool: platform.pool, codec: platform.codec, table, logger: platform.logger, prefix: config.kafkaPrefix, partitionsAtOnce: PARTITIONS_AT_ONCE, committed: () => undefined });
    await runner.start();
    await ready;
    return {
      emit: async (id, poisoned) => {
        await inTransaction(platform.pool, async (tx) => {
          await insertSource(tx, id);
          await platform.journal.append(tx, [rattache(id, 1, poisoned ? REFUSED : undefined)]);
        });
        platform.relay.wake();
      },
      close: () => runner.stop(),
    };
  };
