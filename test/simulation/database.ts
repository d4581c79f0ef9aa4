import { EventEmitter } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { type Pool } from '@relais/chassis/postgres';
import pg from 'pg';
import { type Scheduler, type Life } from './scheduler.js';

type CopyOut = Readable & Readonly<{ submit: (connection: unknown) => void }>;

const isCopy = (query: unknown): query is CopyOut => query instanceof Readable && 'submit' in query;


const lost = (): Error => new Error('Connection terminated unexpectedly');
const refused = (): Error => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

/** A real connection, used by one simulated client at a time and made as new before the next. */
class Connection {
  busy: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly client: pg.Client,
    readonly pid: number,
  ) {}

  static async open(url: string): Promise<Connection> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return new Connection(client, rows[0]?.pid ?? 0);
  }

  query(args: unknown[]): Promise<unknown> {
    const answer = (this.client.query as (...given: unknown[]) => Promise<unknown>)(...args);
    this.busy = answer.catch(() => undefined);
    return answer;
  }

  /** Everything a COPY sends, at once. */
  async copy(stream: CopyOut): Promise<Buffer[]> {
    this.client.query(stream as never);
    const read = stream.toArray() as Promise<Buffer[]>;
    this.busy = read.catch(() => undefined);
    return read;
  }

  /** As the server does when a client is gone: rolled back, its locks freed. */
  async clear(): Promise<void> {
    await this.busy;
    await this.client.query('rollback');
    await this.client.query('reset all; unlisten *; select pg_advisory_unlock_all()');
  }

  end(): Promise<void> {
    return this.client.end();
  }
}

/** A real PostgreSQL database whose every answer waits for its turn, and may be lost. */
export class SimulatedDatabase {
  private readonly free: Connection[] = [];
  private readonly all: Connection[] = [];
  private readonly held = new Map<Life, Set<SimulatedClient>>();

  private constructor(
    private readonly url: string,
    private readonly monitor: pg.Client,
  ) {}

  static async open(url: string): Promise<SimulatedDatabase> {
    const monitor = new pg.Client({ connectionString: url });
    await monitor.connect();
    return new SimulatedDatabase(url, monitor);
  }

  /** Outside the simulation: what is seen when it is over, or set before it starts. */
  async look<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.monitor.query<R>(text, values)).rows;
  }

  /** The pool of one process, with as much of pg's as the chassis uses. */
  poolOf(scheduler: Scheduler, owner: Life): Pool {
    const connect = (): Promise<SimulatedClient> =>
      scheduler.operation(owner, { name: 'connect', perform: () => this.take(scheduler, owner), lost: refused });
    const query = async (...args: unknown[]): Promise<unknown> => {
      const client = await connect();
      try {
        return await client.query(...args);
      } finally {
        client.release();
      }
    };
    return Object.assign(new EventEmitter(), { connect, query, end: () => Promise.resolve() }) as unknown as Pool;
  }

  /** The connections of a dead process: queries under way are given up, the rest is rolled back. */
  async died(owner: Life): Promise<void> {
    for (const client of this.held.get(owner) ?? []) {
      client.forsake();
      await this.monitor.query('select pg_cancel_backend($1)', [client.held.pid]);
      await client.held.clear();
      this.back(client.held);
    }
    this.held.delete(owner);
  }

  async isBlocked(pid: number): Promise<boolean> {
    const [row] = await this.look<{ blocked: boolean }>('select cardinality(pg_blocking_pids($1)) > 0 as blocked', [pid]);
    return row?.blocked === true;
  }

  /** Gives a connection back; the server has noticed that it is gone. */
  async dropped(client: SimulatedClient): Promise<void> {
    this.held.get(client.owner)?.delete(client);
    await client.held.clear();
    this.back(client.held);
  }

  private back(connection: Connection): void {
    if (this.free.includes(connection)) throw new Error('a connection came back twice');
    this.free.push(connection);
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((connection) => connection.end()));
    await this.monitor.end();
  }

  private async take(scheduler: Scheduler, owner: Life): Promise<SimulatedClient> {
    const connection = this.free.pop() ?? (await this.open());
    const client = new SimulatedClient({ database: this, scheduler, owner, connection });
    const held = this.held.get(owner) ?? new Set();
    held.add(client);
    this.held.set(owner, held);
    return client;
  }

  private async open(): Promise<Connection> {
    const connection = await Connection.open(this.url);
    this.all.push(connection);
    return connection;
  }
}

type ClientParts = Readonly<{ database: SimulatedDatabase; scheduler: Scheduler; owner: Life; connection: Connection }>;

/** One connection as a process sees it: once lost, it is good for nothing. */
class SimulatedClient extends EventEmitter {
  readonly owner: Life;
  readonly held: Connection;
  /** As pg's own, whose stream is held back to send statements together. */
  readonly connection = { stream: new PassThrough() };
  private gone = false;
  /** Statements sent together are answered in order. */
  private before: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ClientParts) {
    super();
    this.owner = parts.owner;
    this.held = parts.connection;
  }

  query(...args: unknown[]): unknown {
    const [first] = args;
    return isCopy(first) ? Readable.from(this.copied(first)) : this.answered(args);
  }

  /** Given back, or given up when `broken`: the next taker finds it clean. */
  release(): void {
    if (this.gone) return;
    this.gone = true;
    this.parts.scheduler.tidy(this.parts.database.dropped(this));
  }

  /** Its process died: it is the server's now, whatever still holds it. */
  forsake(): void {
    this.gone = true;
  }

  private answered(args: unknown[]): Promise<unknown> {
    const [first] = args;
    const text = typeof first === 'string' ? first : ((first as { text?: string }).text ?? '');
    return this.inTurn(text, () => this.held.query(args));
  }

  private async *copied(stream: CopyOut): AsyncGenerator<Buffer> {
    yield* await this.inTurn('copy', () => this.held.copy(stream));
  }

  private inTurn<T>(text: string, perform: () => Promise<T>): Promise<T> {
    const answer = this.before.then(() => this.drawn(text, perform));
    this.before = answer.catch(() => undefined);
    return answer;
  }

  private drawn<T>(text: string, perform: () => Promise<T>): Promise<T> {
    if (this.gone) throw new Error('Client has encountered a connection error and is not queryable');
    const { database, scheduler, connection } = this.parts;
    return scheduler.operation(this.owner, {
      name: text.trim().replace(/\s+/g, ' ').slice(0, 60),
      perform,
      blocked: () => database.isBlocked(connection.pid),
      lost: () => this.break(),
    });
  }

  private break(): Error {
    this.release();
    const error = lost();
    if (this.listenerCount('error') > 0) this.emit('error', error);
    return error;
  }
}

/** One database a simulated service. */
export type Databases = Readonly<{ dit: SimulatedDatabase; reagit: SimulatedDatabase; projette: SimulatedDatabase }>;
