import { fullNameOf, type EventType } from '@relais/schemas';
import { type OutgoingMessage } from './publisher.js';

/** What is read of the journal, in this order. */
export const COLUMNS = [
  'xid',
  'position',
  'id',
  'topic',
  'key',
  'sequence',
  'type',
  'departement',
  'payload',
  'correlation_id',
  'causation_id',
  'traceparent',
  'at',
] as const;

/** A row ready to be sent, and its rank in commit order. */
export type JournalRow = Readonly<{
  message: OutgoingMessage;
  traceparent: string | undefined;
  xid: bigint;
  position: bigint;
  /** About what it weighs on the wire. */
  bytes: number;
}>;

/** Headers weigh about that much, names included. */
const HEADERS_BYTES = 700;
/** PostgreSQL counts microseconds from 2000. */
const EPOCH_2000 = 946_684_800_000;

/**
 * Reads rows in PostgreSQL's binary form, as `COPY … (format binary)` and pgoutput with `binary` give them.
 * `starts` and `lengths` say where each of COLUMNS is in the bytes; length -1 is null.
 */
export class RowReader {
  readonly starts = new Int32Array(COLUMNS.length);
  readonly lengths = new Int32Array(COLUMNS.length);
  private readonly types = new Map<string, string>();
  private readonly source: string;
  private lastTime = { microseconds: -1n, text: '' };

  constructor(service: string) {
    this.source = `urn:relais:${service}`;
  }

  /** The row that starts and lengths tell of. */
  read(bytes: Buffer): JournalRow {
    const { starts } = this;
    const key = this.text(bytes, 4);
    const value = bytes.subarray(this.startOf(8), this.endOf(8));
    const traceparent = this.optionalText(bytes, 11);
    const causation = this.isNull(10) ? undefined : this.uuid(bytes, 10);
    const headers: Record<string, string> = {
      ce_specversion: '1.0',
      ce_id: this.uuid(bytes, 2),
      ce_type: this.fullName(this.text(bytes, 6)),
      ce_source: this.source,
      ce_subject: key,
      ce_time: this.time(bytes, 12),
      ce_dataschema: `urn:relais:schema:${value.readUInt32BE(1)}`,
      ce_partitionkey: key,
      ce_sequence: String(bytes.readInt32BE(starts[5])),
      ce_departement: this.text(bytes, 7),
      ce_correlationid: this.uuid(bytes, 9),
      'content-type': 'application/vnd.confluent.avro',
    };
    if (causation) headers['ce_causationid'] = causation;
    if (traceparent) headers['traceparent'] = traceparent;
    return {
      message: { topic: this.text(bytes, 3), key, value, headers },
      traceparent,
      xid: bytes.readBigUInt64BE(starts[0]),
      position: bytes.readBigInt64BE(starts[1]),
      bytes: value.length + HEADERS_BYTES,
    };
  }

  private startOf(column: number): number {
    return this.starts[column] ?? 0;
  }

  private endOf(column: number): number {
    return this.startOf(column) + (this.lengths[column] ?? 0);
  }

  private isNull(column: number): boolean {
    return this.lengths[column] === -1;
  }

  private text(bytes: Buffer, column: number): string {
    return bytes.toString('utf8', this.startOf(column), this.endOf(column));
  }

  private optionalText(bytes: Buffer, column: number): string | undefined {
    return this.isNull(column) ? undefined : this.text(bytes, column);
  }

  private uuid(bytes: Buffer, column: number): string {
    const hex = bytes.toString('hex', this.startOf(column), this.endOf(column));
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  private time(bytes: Buffer, column: number): string {
    const microseconds = bytes.readBigInt64BE(this.startOf(column));
    if (microseconds !== this.lastTime.microseconds) {
      this.lastTime = { microseconds, text: new Date(EPOCH_2000 + Math.floor(Number(microseconds) / 1_000)).toISOString() };
    }
    return this.lastTime.text;
  }

  private fullName(type: string): string {
    const known = this.types.get(type);
    if (known !== undefined) return known;
    const name = fullNameOf(type as EventType);
    this.types.set(type, name);
    return name;
  }
}
