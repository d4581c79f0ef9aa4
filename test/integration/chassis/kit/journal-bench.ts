import { randomUUID } from 'node:crypto';
import { Secret } from '@relais/chassis/config';
import { type Fact, Journal } from '@relais/chassis/journal';
import { createLogger } from '@relais/chassis/lifecycle';
import { createPool, inTransaction, migrate, type Pool, type Tx } from '@relais/chassis/postgres';
import { createRelay, leadPool, type OutgoingMessage, type Publisher, type Relay, type RelayKind, type RelayOptions } from '@relais/chassis/relay';
import { createDatabase, type TestDatabase } from '../../../kit/environment.js';
import { eventually } from '../../../kit/eventually.js';
import { rattache } from '../../../kit/rattache.js';

/** What arrived at the other end, and the means to make it fail. */
export class Recorder implements Publisher {
  readonly messages: OutgoingMessage[] = [];
  /** Runs before each page is accepted; a throw refuses it, a promise holds it. */
  before: (messages: readonly OutgoingMessage[]) => void | Promise<void> = () => undefined;

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    await this.before(messages);
    this.messages.push(...messages);
  }

  /** The sequences of each person in the order they first came: what comes again is left out. */
  firsts(): Map<string, number[]> {
    const seen = new Map<string, number[]>();
    for (const { key, headers } of this.messages) {
      const sequences = seen.get(key) ?? [];
      const sequence = Number(headers['ce_sequence']);
      if (!sequences.includes(sequence)) seen.set(key, [...sequences, sequence]);
    }
    return seen;
  }
}

const codec = { encode: (_type: string, data: object) => Buffer.concat([Buffer.from([0, 0, 0, 0, 7]), Buffer.from(JSON.stringify(data))]) };

/** A journal alone in its database, and relays on it that send to recorders. */
export class JournalBench {
  readonly journal = new Journal({ codec: codec as never, ids: { next: randomUUID }, clock: { now: () => new Date() } });
  readonly logs: string[] = [];
  private readonly relays: Relay[] = [];
  private readonly pools: Pool[] = [];

  private constructor(
    readonly pool: Pool,
    private readonly database: TestDatabase,
  ) {}

  get url(): string {
    return this.database.url;
  }

  static async open(): Promise<JournalBench> {
    const database = await createDatabase();
    const pool = createPool(new Secret(database.url), { max: 40, name: 'ecrivain' });
    await migrate(pool);
    return new JournalBench(pool, database);
  }

  /** Started at once; the relay's own connections are called `relais`. */
  relay(kind: RelayKind, publisher: Publisher, options: Partial<RelayOptions> = {}): Relay {
    const pool = createPool(new Secret(this.url), { max: 4, name: 'relais' });
    const logger = createLogger('essai', (line) => void this.logs.push(line));
    const relay = createRelay(kind, { pool, lead: leadPool(new Secret(this.url), 'essai'), publisher, service: 'essai', logger, ...options });
    this.pools.push(pool);
    this.relays.push(relay);
    relay.start();
    return relay;
  }

  write(...facts: Fact[]): Promise<unknown> {
    return inTransaction(this.pool, (tx) => this.journal.append(tx, facts));
  }

  /** The next sentence of a person, whoever wrote the one before. */
  next(tx: Tx, usagerId: string): Promise<unknown> {
    const { type, data, origin } = rattache(usagerId, 1);
    return this.journal.appendNext(tx, { type, data, origin });
  }

  /** What the journal holds: sequences by person. */
  async written(): Promise<Map<string, number[]>> {
    const { rows } = await this.pool.query<{ key: string; sequences: number[] }>(
      'select key, array_agg(sequence order by sequence) as sequences from journal group by key',
    );
    return new Map(rows.map(({ key, sequences }) => [key, sequences]));
  }

  /** The slot has told all that is written now, and the relay, in this process, has had it to read. */
  async slotTold(): Promise<void> {
    const { rows } = await this.pool.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at');
    const admin = createPool(new Secret(this.database.adminUrl), { max: 1, name: 'regard' });
    this.pools.push(admin);
    await eventually(async () => {
      const told = await admin.query(
        `select from pg_stat_replication r join pg_replication_slots s on s.active_pid = r.pid
          where s.database = current_database() and r.sent_lsn >= $1::pg_lsn`,
        [rows[0]?.at],
      );
      if (told.rowCount !== 1) throw new Error('the slot has not told everything');
    }, { timeoutMs: 30_000 });
    // The relay reads one message a turn of this process, which is the turn of these exchanges too.
    for (let exchange = 0; exchange < 100; exchange += 1) await this.pool.query('select 1');
  }

  /** Ends the connections of the relays, those that hold the lead only when told; gives how many. */
  async killRelays({ leadersOnly = false } = {}): Promise<number> {
    const { rows } = await this.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity a
       where datname = current_database() and application_name like '%relais%' and pid <> pg_backend_pid()
         and (not $1 or exists (select from pg_locks l where l.pid = a.pid and l.locktype = 'advisory' and l.granted))`,
      [leadersOnly],
    );
    return rows.length;
  }

  async close(): Promise<void> {
    await Promise.all(this.relays.map((relay) => relay.stop()));
    await Promise.all([...this.pools, this.pool].map((pool) => pool.end()));
    await this.database.drop();
  }
}
