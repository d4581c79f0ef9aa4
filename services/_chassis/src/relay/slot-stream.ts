import { LogicalReplicationService } from 'pg-logical-replication';
import { JournalPlugin, type Told } from './pgoutput.js';
import { type PageLimits } from './pages.js';
import { type JournalRow } from './row.js';
import { lsnOf, lsnText } from './slot.js';

/** Once all rows up to `row` are sent, the slot may move to `lsn`. */
type Mark = Readonly<{ row: number; lsn: bigint }>;

const STANDBY_MS = 5_000;
const PAGES_AHEAD = 2;

/**
 * Rows of committed transactions, as a slot gives them: taken page by page, confirmed once sent. What waits in
 * memory is bounded; a slot that nobody confirms gives the same again after a reconnection.
 */
export class SlotStream {
  private readonly service: LogicalReplicationService;
  private readonly plugin: JournalPlugin;
  private waiting: JournalRow[] = [];
  private waitingBytes = 0;
  private received = 0;
  private taken = 0;
  private handled = 0;
  private marks: Mark[] = [];
  private confirmed: bigint;
  private failure: Error | undefined;
  private room: (() => void) | undefined;
  private readonly standby: NodeJS.Timeout;
  /** It has started, or never will. */
  private readonly settled: Promise<void>;
  private settle: () => void = () => undefined;

  /** `changed` is called when there is something to take, to confirm, or a failure to tell. */
  constructor(
    private readonly options: Readonly<{ url: string; slot: string; from: string; limits: PageLimits; changed: () => void }>,
  ) {
    this.plugin = new JournalPlugin(options.limits.service);
    this.confirmed = lsnOf(options.from);
    this.service = new LogicalReplicationService(
      { connectionString: options.url, application_name: `${options.limits.service} relais`, keepAlive: true, connectionTimeoutMillis: 10_000 },
      { acknowledge: { auto: false, timeoutSeconds: 0 }, flowControl: { enabled: true } },
    );
    this.service.on('error', (error) => this.fail(error));
    this.settled = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.service.on('start', () => this.settle());
    this.service.on('data', (_lsn, told: Told) => this.receive(told));
    this.service.on('heartbeat', (lsn, _time, answer) => this.beat(lsnOf(lsn), answer));
    this.service.subscribe(this.plugin, options.slot).then(
      () => this.fail(new Error('the replication ended')),
      (error: Error) => this.fail(error),
    );
    // The server ends a connection that is silent for a minute.
    this.standby = setInterval(() => void this.tell(), STANDBY_MS);
  }

  /** The position up to which everything was sent. */
  get position(): bigint {
    return this.confirmed;
  }

  /** The next rows, as many as a page holds; none when nothing waits. Throws when the stream failed. */
  take(): JournalRow[] {
    if (this.failure) throw this.failure;
    const { pageRows, pageBytes } = this.options.limits;
    let [rows, bytes] = [0, 0];
    for (const row of this.waiting) {
      if (rows >= pageRows || (rows > 0 && bytes + row.bytes > pageBytes)) break;
      rows += 1;
      bytes += row.bytes;
    }
    const page = this.waiting.slice(0, rows);
    this.waiting = this.waiting.slice(rows);
    this.waitingBytes -= bytes;
    this.taken += rows;
    this.room?.();
    return page;
  }

  /** Everything taken was acknowledged: the slot moves to the last transaction that is sent whole. */
  async confirm(): Promise<void> {
    const passed = this.marks.findLastIndex(({ row }) => row <= this.taken);
    const mark = this.marks[passed];
    if (!mark) return;
    this.marks = this.marks.slice(passed + 1);
    if (mark.lsn <= this.confirmed) return;
    this.confirmed = mark.lsn;
    await this.tell();
  }

  async close(): Promise<void> {
    clearInterval(this.standby);
    this.failure ??= new Error('closed');
    this.room?.();
    // Ended while it starts, it would start all the same, and hold the slot for nobody.
    await this.settled;
    await this.service.destroy().catch(() => undefined);
  }

  private async receive(told: Told): Promise<void> {
    this.handled += 1;
    if (told.kind === 'other') return;
    if (told.kind === 'commit') this.marks.push({ row: this.received, lsn: told.end });
    else this.keep(told.row);
    this.options.changed();
    while (this.full() && !this.failure) {
      await new Promise<void>((resolve) => {
        this.room = resolve;
      });
    }
  }

  private keep(row: JournalRow): void {
    this.received += 1;
    this.waiting.push(row);
    this.waitingBytes += row.bytes;
  }

  private full(): boolean {
    const { pageRows, pageBytes } = this.options.limits;
    return this.waiting.length >= PAGES_AHEAD * pageRows || this.waitingBytes >= PAGES_AHEAD * pageBytes;
  }

  /** The server has nothing more up to `lsn`: the slot moves on a quiet journal too. */
  private beat(lsn: bigint, answer: boolean): void {
    if (this.plugin.read === this.handled) {
      this.marks.push({ row: this.received, lsn });
      this.options.changed();
    }
    if (answer) void this.tell();
  }

  private async tell(): Promise<void> {
    // The library sends the position after the one it is given; a commit may begin exactly at the one we mean.
    if (!this.failure) await this.service.acknowledge(lsnText(this.confirmed - 1n)).catch((error: Error) => this.fail(error));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.settle();
    this.room?.();
    this.options.changed();
  }
}
