import { type Client } from 'pg';
import { COLUMNS, type JournalRow, RowReader } from './row.js';
import { PUBLICATION } from './slot.js';

/** What the slot tells, as far as it concerns us. `end` is the position after the commit. */
export type Told = Readonly<{ kind: 'row'; row: JournalRow }> | Readonly<{ kind: 'commit'; end: bigint }> | Readonly<{ kind: 'other' }>;

const [RELATION, INSERT, COMMIT] = [0x52, 0x49, 0x43];
const NULL = 0x6e;
const OTHER: Told = { kind: 'other' };

/** The pgoutput plugin with binary values, which come in the form of a binary COPY. */
export class JournalPlugin {
  readonly name = 'pgoutput';
  readonly options = {};
  /** Messages read so far. */
  read = 0;
  private readonly reader: RowReader;
  /** For each column sent, its place among ours; -1 when we do not read it. */
  private places: number[] = [];

  constructor(service: string) {
    this.reader = new RowReader(service);
  }

  start(client: Client, slot: string, lsn: string): Promise<unknown> {
    return client.query(`START_REPLICATION SLOT "${slot}" LOGICAL ${lsn} (proto_version '1', publication_names '${PUBLICATION}', binary 'true')`);
  }

  parse(bytes: Buffer): Told {
    this.read += 1;
    switch (bytes[0]) {
      case RELATION:
        this.places = placesOf(bytes);
        return OTHER;
      case INSERT:
        // Copied: the driver writes the next messages over these bytes.
        return { kind: 'row', row: this.row(Buffer.from(bytes)) };
      case COMMIT:
        return { kind: 'commit', end: bytes.readBigUInt64BE(10) };
      default:
        return OTHER;
    }
  }

  private row(bytes: Buffer): JournalRow {
    const { starts, lengths } = this.reader;
    let at = 8;
    for (const place of this.places) {
      const isNull = bytes[at] === NULL;
      const length = isNull ? -1 : bytes.readInt32BE(at + 1);
      if (place >= 0) [starts[place], lengths[place]] = [at + 5, length];
      at += isNull ? 1 : 5 + length;
    }
    return this.reader.read(bytes);
  }
}

/** The columns of a Relation message: after its id, two names, one byte and their number; each has a flag, a name, two numbers. */
const placesOf = (bytes: Buffer): number[] => {
  let at = 5;
  const name = (): string => {
    const end = bytes.indexOf(0, at);
    const text = bytes.toString('utf8', at, end);
    at = end + 1;
    return text;
  };
  name();
  name();
  const columns = bytes.readInt16BE(at + 1);
  at += 3;
  return Array.from({ length: columns }, () => {
    at += 1;
    const place = COLUMNS.indexOf(name() as (typeof COLUMNS)[number]);
    at += 8;
    return place;
  });
};
