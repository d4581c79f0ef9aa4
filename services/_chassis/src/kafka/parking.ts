import { isFailure } from '@relais/kernel';
import { type Codec } from '@relais/schemas';
import { inTransaction, type Pool, type Tx } from '../postgres/index.js';
import { applyParked } from './apply-parked.js';
import { type Subscriptions } from './subscriptions.js';

/** A person whose events wait at one consumer, and why. */
export type ParkedKey = Readonly<{
  consumer: string;
  topic: string;
  key: string;
  failureClass: string;
  code: string;
  reason: string;
  parkedAt: string;
  waiting: number;
}>;

export type Resumption = Readonly<{ applied: number; waiting: number; code?: string }>;

export type ParkingOptions = Readonly<{ pool: Pool; codec: Codec; consumer: string; table: Subscriptions }>;

/** The parked persons of one consumer: to be seen, and resumed in order. */
export class Parking {
  constructor(private readonly options: ParkingOptions) {}

  async list(): Promise<ParkedKey[]> {
    const { rows } = await this.options.pool.query<ParkedKey>(
      `select k.consumer, k.topic, k.key, k.failure_class as "failureClass", k.code, k.reason,
              to_char(k.parked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "parkedAt",
              count(m.key)::int as waiting
       from parked_key k left join parked_message m using (consumer, topic, key)
       where k.consumer = $1 group by k.consumer, k.topic, k.key order by k.parked_at`,
      [this.options.consumer],
    );
    return rows;
  }

  /**
   * Tries a person's waiting events again, oldest first, in one transaction; stops at the first
   * that still fails. When none is left the person is followed live again.
   */
  async resume(topic: string, key: string): Promise<Resumption> {
    return inTransaction(this.options.pool, async (tx) => {
      await tx.query('select 1 from parked_key where consumer = $1 and topic = $2 and key = $3 for update', this.keyOf(topic, key));
      const outcome = await this.applyWaiting(tx, topic, key);
      if (outcome.waiting === 0) {
        await tx.query('delete from parked_key where consumer = $1 and topic = $2 and key = $3', this.keyOf(topic, key));
      }
      return outcome;
    });
  }

  private keyOf(topic: string, key: string): string[] {
    return [this.options.consumer, topic, key];
  }

  private async applyWaiting(tx: Tx, topic: string, key: string): Promise<Resumption> {
    const { rows } = await tx.query<{ partition: number; message_offset: number; headers: Record<string, string>; value: Buffer | null }>(
      `select partition, message_offset, headers, value from parked_message
       where consumer = $1 and topic = $2 and key = $3 order by message_offset`,
      this.keyOf(topic, key),
    );
    for (const [applied, row] of rows.entries()) {
      const outcome = await applyParked({ ...this.options, tx, topic, key }, row);
      if (isFailure(outcome)) {
        await tx.query(
          'update parked_key set failure_class = $4, code = $5, reason = $6 where consumer = $1 and topic = $2 and key = $3',
          [...this.keyOf(topic, key), outcome.failureClass, outcome.code, outcome.message],
        );
        return { applied, waiting: rows.length - applied, code: outcome.code };
      }
      await tx.query(
        'delete from parked_message where consumer = $1 and topic = $2 and partition = $3 and message_offset = $4',
        [this.options.consumer, topic, row.partition, row.message_offset],
      );
    }
    return { applied: rows.length, waiting: 0 };
  }
}
