import copyStreams from 'pg-copy-streams';
import { type Tx } from '../postgres/index.js';
import { COLUMNS, type JournalRow, RowReader } from './row.js';

/** A rank in commit order: everything up to it was sent. */
export type Cursor = Readonly<{ xid: bigint; position: bigint }>;

export type PageLimits = Readonly<{ service: string; pageRows: number; pageBytes: number }>;

/** Rows asked of the server at once; they are read as they come, page by page. */
const STATEMENT_ROWS = 5_000;

// The sort is on the bare columns: a cast would sort the text and lose the index.
// Rows of transactions that may still be joined by an older one wait behind the gate.
const PAGE = `
  select j.* from journal j
  where (j.xid, j.position) > (after_xid, after_position) and j.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by j.xid, j.position
  limit ${STATEMENT_ROWS}`;

// A COPY is planned each time, over all the periods of the journal (1 ms for two years of months);
// a function keeps its plan (0.2 ms).
const PREPARE = `
  set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off; set jit = off; set plan_cache_mode = force_generic_plan;
  create or replace function pg_temp.journal_after(after_xid xid8, after_position bigint) returns setof journal
    stable language plpgsql as $$ begin return query ${PAGE}; end $$`;

const statementFrom = ({ xid, position }: Cursor): string =>
  `copy (select ${COLUMNS.join(', ')} from pg_temp.journal_after('${xid}', ${position})) to stdout (format binary)`;

/** The connection that reads pages: the index gives the order, whatever the statistics say of a new part. */
export const prepareReading = async (client: Tx): Promise<void> => {
  await client.query(PREPARE);
};

/** The pages of what is beyond the cursor and before the gate, oldest first; ends when there is no more. */
export async function* journalPages(client: Tx, from: Cursor, limits: PageLimits): AsyncGenerator<JournalRow[], void> {
  let cursor = from;
  for (;;) {
    let rows = 0;
    for await (const page of statementPages(client, cursor, limits)) {
      rows += page.length;
      cursor = page.at(-1) ?? cursor;
      yield page;
    }
    if (rows < STATEMENT_ROWS) return;
  }
}

async function* statementPages(client: Tx, cursor: Cursor, { service, pageRows, pageBytes }: PageLimits): AsyncGenerator<JournalRow[], void> {
  const stream = client.query(copyStreams.to(statementFrom(cursor), { highWaterMark: 256 * 1024 }));
  const parser = new CopyParser(service);
  let [page, bytes]: [JournalRow[], number] = [[], 0];
  for await (const chunk of stream) {
    for (const row of parser.feed(chunk as Buffer)) {
      if (page.length >= pageRows || (page.length > 0 && bytes + row.bytes > pageBytes)) {
        yield page;
        [page, bytes] = [[], 0];
      }
      page.push(row);
      bytes += row.bytes;
    }
  }
  if (page.length > 0) yield page;
}

const HEADER_BYTES = 19;

/** Cuts a binary COPY into rows, whatever the pieces it comes in. */
export class CopyParser {
  private rest: Buffer = Buffer.alloc(0);
  private begun = false;
  private readonly reader: RowReader;

  constructor(service: string) {
    this.reader = new RowReader(service);
  }

  /** The rows that are complete now. */
  feed(chunk: Buffer): JournalRow[] {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let offset = this.afterHeader(bytes);
    const rows: JournalRow[] = [];
    for (;;) {
      const end = this.locate(bytes, offset);
      if (end === -1) break;
      rows.push(this.reader.read(bytes));
      offset = end;
    }
    this.rest = bytes.subarray(offset);
    return rows;
  }

  private afterHeader(bytes: Buffer): number {
    if (this.begun || bytes.length < HEADER_BYTES) return 0;
    this.begun = true;
    return HEADER_BYTES + bytes.readInt32BE(HEADER_BYTES - 4);
  }

  /** Finds the fields of the row at `offset`; gives where it ends, -1 when it is not whole or is the trailer. */
  private locate(bytes: Buffer, offset: number): number {
    if (!this.begun || offset + 2 > bytes.length || bytes.readInt16BE(offset) !== COLUMNS.length) return -1;
    const { starts, lengths } = this.reader;
    let at = offset + 2;
    for (let column = 0; column < COLUMNS.length; column += 1) {
      if (at + 4 > bytes.length) return -1;
      const length = bytes.readInt32BE(at);
      starts[column] = at + 4;
      lengths[column] = length;
      at += 4 + Math.max(length, 0);
    }
    return at > bytes.length ? -1 : at;
  }
}
