import { FIRST_PREVIOUS, genesisOf, hashOf, macOf, sameText, type Seal, type TrailLine } from './chain.js';
import { type ChainedLine, type TrailHeader, type TrailRecord } from './records.js';

/** Why a trail is not what was written: a stable code, and where. */
export type Fault = Readonly<{ code: string; place: string }>;

export type TrailReport = Readonly<{ service: string; intact: boolean; lines: number; seals: number; notChained: number; faults: readonly Fault[]; faultCount: number }>;

/** A seal as it was told outside of the database. */
export type Anchor = Pick<Seal, 'number' | 'rank' | 'hash' | 'mac'>;

export type VerifyOptions = Readonly<{ key: Buffer; anchors?: readonly Anchor[]; now?: number }>;

/** Lines not chained after so long are no more a matter of seconds. */
const CHAINED_WITHIN_MS = 600_000;
const SHOWN = 100;
/** CASF, art. R. 262-107. */
const LEAST_DAYS = 365;
const DAY_MS = 86_400_000;

const isWhole = (line: ChainedLine): line is ChainedLine & TrailLine & { rank: number } => line.at !== null && line.rank !== null;

type Place = Readonly<{ xid: bigint; id: number }>;

const isBefore = (one: Place, other: Place): boolean => one.xid < other.xid || (one.xid === other.xid && one.id < other.id);

const isAt = (seal: Seal, { rank, hash }: Pick<Seal, 'rank' | 'hash'>): boolean => seal.rank === rank && seal.hash === hash;

class Verification {
  readonly faults: Fault[] = [];
  faultCount = 0;
  header: TrailHeader | undefined;
  lines = 0;
  notChained = 0;
  rank = 0;
  private keptSince = 0;
  hash = '';
  private last: Place | undefined;
  private seal: Pick<Seal, 'number' | 'mac' | 'rank'> = { number: 0, mac: FIRST_PREVIOUS, rank: 0 };
  private readonly anchors: Map<number, Anchor>;

  constructor(private readonly options: VerifyOptions) {
    this.anchors = new Map((options.anchors ?? []).map((anchor) => [anchor.number, anchor]));
  }

  get seals(): number {
    return this.seal.number;
  }

  read(record: TrailRecord): void {
    if ('header' in record) this.begin(record.header);
    else if (!this.header) this.fault('ENTETE_ABSENT', 'début');
    else if ('seal' in record) this.readSeal(this.header, record.seal);
    else if (record.line.hash === null) this.readUnchained(this.header, record.line);
    else this.readLine(record.line);
  }

  /** What only shows at the end. */
  end(): void {
    if (!this.header) this.fault('ENTETE_ABSENT', 'fin');
    if (this.rank > this.seal.rank) this.fault('NON_SCELLEE', `rang ${this.seal.rank + 1}`);
    for (const { number } of this.anchors.values()) if (number > this.seal.number) this.fault('SCEAU_ABSENT', `sceau ${number}`);
  }

  private begin(header: TrailHeader): void {
    if (this.header) this.fault('ENTETE_DOUBLE', 'en-tête');
    const days = Math.max(header.retentionDays, LEAST_DAYS);
    if (header.retentionDays < LEAST_DAYS) this.fault('CONSERVATION_TROP_COURTE', 'en-tête');
    this.keptSince = Math.min(Date.parse(header.exportedAt), this.options.now ?? Date.now()) - days * DAY_MS;
    this.header = header;
    this.hash = genesisOf(header.service);
  }

  private readLine(line: ChainedLine): void {
    this.lines += 1;
    const place = `rang ${line.rank}`;
    if (line.rank !== this.rank + 1) this.fault('RANG_INATTENDU', place);
    if (!isWhole(line)) {
      this.fault('LIGNE_ABSENTE', place);
    } else if (hashOf(this.hash, line.rank, line) !== line.hash) {
      this.fault('LIGNE_CHANGEE', place);
    }
    this.rank = line.rank ?? this.rank + 1;
    this.hash = line.hash ?? '';
    this.last = { xid: BigInt(line.xid ?? 0), id: line.id ?? 0 };
  }

  private readSeal({ service }: TrailHeader, seal: Seal): void {
    const place = `sceau ${seal.number}`;
    if (seal.number !== this.seal.number + 1 || seal.previous !== this.seal.mac) this.fault('SCEAU_INATTENDU', place);
    if (!sameText(macOf(this.options.key, service, seal), seal.mac)) this.fault('SCEAU_FAUX', place);
    if (!isAt(seal, this) && !this.isOver(seal)) this.fault('CHAINE_DIFFERENTE', place);
    const anchor = this.anchors.get(seal.number);
    if (anchor && (anchor.mac !== seal.mac || !isAt(seal, anchor))) this.fault('SCEAU_DIFFERENT', place);
    this.seal = seal;
    this.rank = seal.rank;
    this.hash = seal.hash;
  }

  /** Its lines may be gone: none came yet, and their retention is over. */
  private isOver({ at }: Seal): boolean {
    return this.lines === 0 && Date.parse(at) < this.keptSince;
  }

  /** Lines of the last seconds wait for their place; one that comes before a chained one was put there. */
  private readUnchained({ exportedAt }: TrailHeader, { xid, id, at }: ChainedLine): void {
    this.notChained += 1;
    const place = { xid: BigInt(xid ?? 0), id: id ?? 0 };
    const late = !(Date.parse(at ?? '') >= Date.parse(exportedAt) - CHAINED_WITHIN_MS);
    if (late || (this.last && isBefore(place, this.last))) this.fault('HORS_CHAINE', `ligne ${id}`);
  }

  private fault(code: string, place: string): void {
    this.faultCount += 1;
    if (this.faults.length < SHOWN) this.faults.push({ code, place });
  }
}

/** Reads a trail once, in memory that does not grow with it, and says whether it is what was written. */
export const verifyTrail = async (records: AsyncIterable<TrailRecord> | Iterable<TrailRecord>, options: VerifyOptions): Promise<TrailReport> => {
  const verification = new Verification(options);
  for await (const record of records) verification.read(record);
  return reportOf(verification);
};

/** The same of a trail that is at hand. */
export const verifyRecords = (records: Iterable<TrailRecord>, options: VerifyOptions): TrailReport => {
  const verification = new Verification(options);
  for (const record of records) verification.read(record);
  return reportOf(verification);
};

const reportOf = (verification: Verification): TrailReport => {
  verification.end();
  const { header, faults, faultCount, lines, notChained, seals } = verification;
  return { service: header?.service ?? '', intact: faultCount === 0, lines, seals, notChained, faults, faultCount };
};
