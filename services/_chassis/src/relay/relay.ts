import { setTimeout as sleep } from 'node:timers/promises';
import { fullNameOf, type EventType } from '@relais/schemas';
import { type Logger } from '../lifecycle/logger.js';
import { type Pool, type Tx } from '../postgres/index.js';
import { count, inSpan } from '../telemetry/index.js';
import { type OutgoingMessage, type Publisher } from './publisher.js';

type JournalRow = Readonly<{
  id: string;
  topic: string;
  key: string;
  sequence: number;
  type: EventType;
  departement: string;
  payload: Buffer;
  correlation_id: string;
  causation_id: string | null;
  traceparent: string | null;
  at: Date;
  xid_text: string;
  position: number;
}>;

type Cursor = Readonly<{ xid: string; position: number }>;

// The sort is on the bare columns: an alias `xid` would sort the text and lose the index.
// Rows of transactions that may still be joined by an older one wait behind the gate.
const PAGE = `
  select j.id, j.topic, j.key, j.sequence, j.type, j.departement, j.payload, j.correlation_id, j.causation_id,
         j.traceparent, j.at, j.xid::text as xid_text, j.position
  from journal j
  where (j.xid, j.position) > ($1::xid8, $2::bigint) and j.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by j.xid, j.position
  limit $3`;

const QUIET_POLL_MS = 200;
/** Up to this many messages, each gets its own span; larger pages get one with links. */
const SPAN_PER_MESSAGE = 20;

export type RelayOptions = Readonly<{
  pool: Pool;
  publisher: Publisher;
  service: string;
  logger: Logger;
  pageSize?: number;
}>;

/**
 * Publishes the journal in commit order, at least once: page, send with all acknowledgements,
 * move the cursor. One relay is active per service, by an advisory lock on its connection.
 */
export class PollingRelay {
  private stopping = false;
  private wakeUp: (() => void) | undefined;
  private woken = false;
  private running: Promise<void> | undefined;
  private progressAt = 0;

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.running = this.run();
  }

  /** Says that something was committed: the next page is looked for at once. */
  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }

  /** Epoch milliseconds of the last completed look at the journal; 0 before the first. */
  lastProgress(): number {
    return this.progressAt;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    let backOff = QUIET_POLL_MS;
    while (!this.stopping) {
      try {
        await this.lead();
        backOff = QUIET_POLL_MS;
      } catch (error) {
        this.options.logger.warn('relais en attente', { code: codeOf(error) });
        count('relais_relay_failures_total', { service: this.options.service });
        await this.pause(backOff);
        backOff = Math.min(backOff * 2, 3_000);
      }
    }
  }

  /** Holds the lead on one connection until it is lost or the relay stops. */
  private async lead(): Promise<void> {
    const client = await this.options.pool.connect();
    let lost: Error | undefined;
    client.on('error', (error) => {
      lost = error;
    });
    try {
      while (!this.stopping && !(await tryLock(client, this.options.service))) await this.standBy();
      if (!this.stopping) await this.drain(client);
    } catch (error) {
      lost = error as Error;
      throw error;
    } finally {
      // Destroyed, not reused: closing the session frees the advisory lock.
      client.release(lost ?? true);
    }
  }

  private async standBy(): Promise<void> {
    this.progressAt = Date.now();
    await this.pause(1_000);
  }

  private async drain(client: Tx): Promise<void> {
    let cursor = await readCursor(client, this.options.service);
    let wait = 1;
    while (!this.stopping) {
      const sent = await this.publishPage(client, cursor);
      this.progressAt = Date.now();
      if (sent) {
        cursor = sent;
        wait = 1;
      } else {
        const woken = await this.pause(wait);
        wait = woken ? 1 : Math.min(wait * 2, QUIET_POLL_MS);
      }
    }
  }

  private async publishPage(client: Tx, cursor: Cursor): Promise<Cursor | undefined> {
    const { rows } = await client.query<JournalRow>(PAGE, [cursor.xid, cursor.position, this.options.pageSize ?? 1_000]);
    const last = rows.at(-1);
    if (!last) return undefined;
    await this.send(rows);
    await client.query(
      `insert into relay_cursor (name, xid, position) values ($1, $2::xid8, $3)
       on conflict (name) do update set xid = excluded.xid, position = excluded.position`,
      [this.options.service, last.xid_text, last.position],
    );
    count('relais_relay_published_total', { service: this.options.service }, rows.length);
    return { xid: last.xid_text, position: last.position };
  }

  private async send(rows: readonly JournalRow[]): Promise<void> {
    const messages = rows.map((row) => toMessage(row, this.options.service));
    const publish = (): Promise<void> => this.options.publisher.publish(messages);
    const traceparents = rows.flatMap(({ traceparent }) => traceparent ?? []);
    const attributes = { 'messaging.system': 'kafka', 'messaging.operation.type': 'send', 'messaging.batch.message_count': rows.length };
    if (rows.length > SPAN_PER_MESSAGE || traceparents.length === 0) {
      await inSpan('send journal', { kind: 'producer', attributes, links: traceparents.slice(0, 128) }, publish);
      return;
    }
    // A few messages: the send shows in each one's own trace.
    const nested = [...new Set(traceparents)].reduce<() => Promise<void>>(
      (inner, parent) => () => inSpan(`send ${rows[0]?.topic ?? ''}`, { kind: 'producer', attributes, parent }, inner),
      publish,
    );
    await nested();
  }

  /** True when woken before the time was over; a wake that came just before counts too. */
  private async pause(ms: number): Promise<boolean> {
    if (!this.woken) {
      const abort = new AbortController();
      this.wakeUp = () => abort.abort();
      await sleep(ms, undefined, { signal: abort.signal }).catch(() => undefined);
      this.wakeUp = undefined;
    }
    const { woken } = this;
    this.woken = false;
    return woken;
  }
}

const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: string };
  return typeof code === 'string' ? code : (name ?? 'Error');
};

const tryLock = async (client: Tx, service: string): Promise<boolean> => {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', [
    `relais.relay.${service}`,
  ]);
  return rows[0]?.locked === true;
};

const readCursor = async (client: Tx, service: string): Promise<Cursor> => {
  const { rows } = await client.query<Cursor>('select xid::text as xid, position from relay_cursor where name = $1', [service]);
  return rows[0] ?? { xid: '0', position: 0 };
};

const toMessage = (row: JournalRow, service: string): OutgoingMessage => ({
  topic: row.topic,
  key: row.key,
  value: row.payload,
  headers: {
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_type: fullNameOf(row.type),
    ce_source: `urn:relais:${service}`,
    ce_subject: row.key,
    ce_time: row.at.toISOString(),
    ce_dataschema: `urn:relais:schema:${row.payload.readUInt32BE(1)}`,
    ce_partitionkey: row.key,
    ce_sequence: String(row.sequence),
    ce_departement: row.departement,
    ce_correlationid: row.correlation_id,
    ...(row.causation_id ? { ce_causationid: row.causation_id } : {}),
    ...(row.traceparent ? { traceparent: row.traceparent } : {}),
    'content-type': 'application/vnd.confluent.avro',
  },
});
