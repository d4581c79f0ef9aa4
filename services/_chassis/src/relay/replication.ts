import { gauge } from '../telemetry/index.js';
import { readCursor, saveCursor } from './cursor.js';
import { type Lead, LeadingRelay } from './leader.js';
import { type Cursor, prepareReading } from './pages.js';
import { limitsOf, sendAll, sendPage } from './send.js';
import { completeSlot, createSlot, dropSlot, ensurePublication, lsnOf, slotName, slotState } from './slot.js';
import { SlotStream } from './slot-stream.js';

const LOOK_MS = 1_000;
const LAST_POSITION = 2n ** 63n - 1n;

/**
 * Reads the journal from a logical replication slot, in the order of commits; the slot moves after the
 * acknowledgement. What was committed before the slot, or lost with it, is read from the table first.
 */
export class ReplicationRelay extends LeadingRelay {
  protected async drain(lead: Lead): Promise<void> {
    const { client } = lead;
    await prepareReading(client);
    const slot = await slotName(client, this.options.service);
    if (!(await slotState(client, slot))?.complete) await this.begin(lead, slot);
    const state = await slotState(client, slot);
    if (state?.complete) await this.follow(lead, { slot, from: state.confirmed });
  }

  /** A new slot, and all that was committed before it. */
  private async begin(lead: Lead, slot: string): Promise<void> {
    const { client } = lead;
    const { service, logger } = this.options;
    await dropSlot(client, service);
    await ensurePublication(client);
    await createSlot(client, slot);
    logger.info('créneau de réplication créé', { creneau: slot });
    const { rows } = await client.query<{ after: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as after');
    const after = BigInt(rows[0]?.after ?? 0);
    let cursor = await readCursor(client, service);
    for (let gate = 0n; gate < after && !lead.stopping(); ) {
      gate = (await readGate(lead)).gate;
      cursor = await sendAll(lead, this.options, cursor);
      lead.progressed();
      if (gate < after) await lead.pause(50);
    }
    if (!lead.stopping()) await completeSlot(client, slot);
  }

  private async follow(lead: Lead, { slot, from }: { slot: string; from: string }): Promise<void> {
    const { pool } = this.options;
    const url = (pool.options.connectionString ?? '').toString();
    const stream = new SlotStream({ url, slot, from, limits: limitsOf(this.options), changed: () => this.wake() });
    const progress = new SettledCursor(this.options.service);
    try {
      while (!lead.stopping()) {
        const page = stream.take();
        if (page.length > 0) await sendPage(page, this.options);
        await stream.confirm();
        lead.progressed();
        await progress.move(lead, { slot, sent: stream.position, last: page.at(-1)?.xid ?? 0n });
        lead.check();
        if (page.length === 0) await lead.pause(LOOK_MS);
      }
    } finally {
      await stream.close();
    }
  }
}

type Gate = Readonly<{ gate: bigint; lsn: bigint }>;

// The position is read after the snapshot of the statement: all transactions before the gate were over by then.
const readGate = async ({ client }: Lead): Promise<Gate> => {
  const { rows } = await client.query<{ gate: string; lsn: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as gate, pg_current_wal_insert_lsn()::text as lsn',
  );
  return { gate: BigInt(rows[0]?.gate ?? 0), lsn: lsnOf(rows[0]?.lsn ?? '0/0') };
};

/**
 * Keeps the cursor of the table beside the slot: once the stream has passed where the log was, everything before
 * the gate of that moment is sent. Another kind of relay, or a new slot, may start from there.
 */
class SettledCursor {
  private next: Gate | undefined;
  private lookedAt = 0;
  /** The gate read last does not cover all that was sent: on a quiet journal nothing is written. */
  private behind = true;
  private lastXid = 0n;

  constructor(private readonly service: string) {}

  async move(lead: Lead, { slot, sent, last }: { slot: string; sent: bigint; last: bigint }): Promise<void> {
    if (last > this.lastXid) [this.lastXid, this.behind] = [last, true];
    if (this.next && sent >= this.next.lsn) {
      const cursor: Cursor = { xid: this.next.gate - 1n, position: LAST_POSITION };
      this.next = undefined;
      await saveCursor(lead.client, this.service, cursor);
    }
    if (Date.now() - this.lookedAt < LOOK_MS) return;
    this.lookedAt = Date.now();
    if (this.behind && !this.next) {
      this.next = await readGate(lead);
      this.behind = this.next.gate <= this.lastXid;
    }
    const state = await slotState(lead.client, slot);
    gauge('relais_relay_slot_lag_bytes', state?.lagBytes ?? 0, { service: this.service });
  }
}
