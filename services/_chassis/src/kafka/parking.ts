import { Failure, isFailure } from '@relais/kernel';
import { type Codec } from '@relais/schemas';
import { inTransaction, type Pool, type Tx } from '../postgres/index.js';
import { count } from '../telemetry/index.js';
import { applyParked, readParked } from './apply-parked.js';
import { correctedRow, type Correction } from './correction.js';
import { lastSequences, saveSequences } from './inbox.js';
import { type Incoming } from './incoming.js';
import {
  actsOf,
  countWaiting,
  type KeyPlace,
  listKeys,
  lockKey,
  type ParkedFilter,
  type ParkedKey,
  type ParkedRow,
  recordAct,
  type RecordedAct,
  releaseKey,
  removeRow,
  replaceRow,
  updateFailure,
  waitingRows,
} from './parked-rows.js';
import { type Subscriptions } from './subscriptions.js';

export type { ParkedFilter, ParkedKey, RecordedAct } from './parked-rows.js';
export type { Correction } from './correction.js';

/** What came of a resumption: how many were applied, how many still wait, and the failure they wait for. */
export type Resumption = Readonly<{ applied: number; waiting: number; code?: string }>;

export type ParkingOptions = Readonly<{
  pool: Pool;
  codec: Codec;
  consumer: string;
  table: Subscriptions;
  /** Called after each commit: what the handlers journalled can be sent. */
  committed?: () => void;
}>;

/** Who acts on a parked message and why; `at` is the message that they saw first in the queue. */
export type Decided = Readonly<{ author: string; reason: string; at: Readonly<{ partition: number; offset: number }> }>;

export type ParkedMessage = Readonly<{ row: ParkedRow; incoming: Incoming }>;

const PAGE = 500;
const SHOWN = 50;

/** The parked persons of one consumer: to be seen, corrected, passed over, and resumed in order. */
export class Parking {
  constructor(private readonly options: ParkingOptions) {}

  list(filter: ParkedFilter = {}): Promise<ParkedKey[]> {
    return listKeys(this.options.pool, this.options.consumer, filter);
  }

  /** The first messages that wait, read again, and what people did before. */
  async inspect(parked: KeyPlace): Promise<{ messages: ParkedMessage[]; acts: RecordedAct[] }> {
    const rows = await waitingRows(this.options.pool, parked, SHOWN);
    const messages = await Promise.all(rows.map(async (row) => ({ row, incoming: await readParked(this.options.codec, parked, row) })));
    return { messages, acts: await actsOf(this.options.pool, parked) };
  }

  /**
   * Tries a person's waiting events again, oldest first; stops at the first that still fails. The key is
   * held against the live consumer; when none is left the person is followed live again.
   */
  async resume(topic: string, key: string, by?: Omit<Decided, 'at'>): Promise<Resumption> {
    const place = this.place(topic, key);
    return this.continue(place, async (tx) => {
      if (by && (await lockKey(tx, place))) await recordAct(tx, place, { act: 'REPRISE', ...by });
    });
  }

  /** Replaces the first waiting message by a right one, of the same type and sequence, then resumes. The one replaced is kept. */
  async correct(topic: string, key: string, { departement, ...given }: Decided & Readonly<{ correction: Correction; departement: string | null }>): Promise<Resumption> {
    const place = this.place(topic, key);
    return this.continue(place, async (tx) => {
      const row = await this.firstOf(tx, place, given);
      const corrected = await correctedRow(this.options.codec, { topic, key, departement }, { row, correction: given.correction });
      await recordAct(tx, place, { act: 'CORRECTION', author: given.author, reason: given.reason, row });
      await replaceRow(tx, place, corrected);
    });
  }

  /** Sets the first waiting message aside for good, then resumes; its place in the person's history counts as taken. */
  async skip(topic: string, key: string, decided: Decided): Promise<Resumption> {
    const place = this.place(topic, key);
    return this.continue(place, async (tx) => {
      const row = await this.firstOf(tx, place, decided);
      await recordAct(tx, place, { act: 'PASSAGE', author: decided.author, reason: decided.reason, row });
      await removeRow(tx, place, row);
      const { sequence, last } = await this.sequences(tx, place, row);
      // Only the very next one: a message that claims a place far ahead must not swallow what lies between.
      if (sequence === last + 1) await saveSequences(tx, place, new Map([[key, sequence]]));
    });
  }

  /** Accepts that what comes before the first waiting message will never come, then resumes from that message on. */
  async acceptGap(topic: string, key: string, decided: Decided): Promise<Resumption> {
    const place = this.place(topic, key);
    return this.continue(place, async (tx) => {
      const row = await this.firstOf(tx, place, decided);
      const { sequence, last } = await this.sequences(tx, place, row);
      if (sequence <= last + 1) throw new Failure('rejected', 'TROU_ABSENT', { message: 'no event is missing before this one' });
      await recordAct(tx, place, { act: 'TROU', author: decided.author, reason: decided.reason, row });
      await saveSequences(tx, place, new Map([[key, sequence - 1]]));
    });
  }

  private place(topic: string, key: string): KeyPlace {
    return { consumer: this.options.consumer, topic, key };
  }

  /** What somebody decides and the first page of the resumption in one transaction, then the other pages. */
  private async continue(place: KeyPlace, decide: (tx: Tx) => Promise<void>): Promise<Resumption> {
    let applied = 0;
    for (let page = 0; ; page += 1) {
      const step = await inTransaction(this.options.pool, async (tx) => {
        if (page === 0) await decide(tx);
        return (await lockKey(tx, place)) ? this.applyPage(tx, place) : { applied: 0, waiting: 0 };
      });
      this.options.committed?.();
      applied += step.applied;
      count('relais_parked_resumed_total', { consumer: place.consumer, topic: place.topic }, step.applied);
      if ('code' in step || step.waiting === 0) return { ...step, applied };
    }
  }

  private async firstOf(tx: Tx, place: KeyPlace, { at }: Decided): Promise<ParkedRow> {
    const [row] = (await lockKey(tx, place)) ? await waitingRows(tx, place, 1) : [];
    if (!row) throw new Failure('rejected', 'MISE_DE_COTE_INCONNUE', { message: 'nothing waits for this key' });
    if (row.partition !== at.partition || row.message_offset !== at.offset) {
      throw new Failure('rejected', 'MISE_DE_COTE_CHANGEE', { message: 'another message is first now' });
    }
    return row;
  }

  private async sequences(tx: Tx, place: KeyPlace, row: ParkedRow): Promise<{ sequence: number; last: number }> {
    const last = (await lastSequences(tx, place, [place.key])).get(place.key) ?? 0;
    return { sequence: /^[1-9]\d{0,8}$/.test(row.headers.ce_sequence ?? '') ? Number(row.headers.ce_sequence) : 0, last };
  }

  private async applyPage(tx: Tx, place: KeyPlace): Promise<Resumption> {
    const rows = await waitingRows(tx, place, PAGE);
    const { codec, table } = this.options;
    for (const [applied, row] of rows.entries()) {
      const outcome = await applyParked({ tx, codec, table, ...place }, row);
      if (isFailure(outcome)) {
        await updateFailure(tx, place, outcome);
        return { applied, waiting: await countWaiting(tx, place), code: outcome.code };
      }
      await removeRow(tx, place, row);
    }
    const waiting = await countWaiting(tx, place);
    if (waiting === 0) await releaseKey(tx, place);
    return { applied: rows.length, waiting };
  }
}
