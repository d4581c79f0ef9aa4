/** Why a consumer is not ready. */
export type Trouble =
  /** No partition was ever given to it, or its group was lost. */
  | 'NON_RATTACHE'
  /** A topic of its table is not on the broker. */
  | 'SUJET_ABSENT'
  /** Neither a heartbeat nor a fetch came back for some time. */
  | 'BUS_MUET'
  /** A batch fails again and again. */
  | 'LOT_EN_ECHEC'
  /** A batch has been under way for too long. */
  | 'LOT_BLOQUE'
  /** What was received and what was decided about differ, or messages were deleted before they were read. */
  | 'COMPTES_FAUX';

const SILENCE_MS = 15_000;
const FAILING_MS = 30_000;
const STUCK_MS = 120_000;

/** Readiness follows progress: the last sign of the broker, and for each partition the batch under way and its failures. */
export class Vitality {
  private joined = false;
  private topicAbsent = false;
  private absent: readonly string[] = [];
  private lastSign: number;
  private readonly failing = new Map<string, number>();
  private readonly busy = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {
    this.lastSign = now();
  }

  join(): void {
    this.joined = true;
    this.topicAbsent = false;
    this.sign();
  }

  leave({ topicAbsent }: { topicAbsent: boolean }): void {
    this.joined = false;
    this.topicAbsent = topicAbsent;
    this.busy.clear();
  }

  /** Topics of the table that the broker does not have; the others go on. */
  lack(topics: readonly string[]): void {
    this.absent = topics;
  }

  lacking(): readonly string[] {
    return this.absent;
  }

  /** The broker answered. */
  sign(): void {
    this.lastSign = this.now();
  }

  begin(partition: string): void {
    this.busy.set(partition, this.now());
  }

  end(partition: string): void {
    this.busy.delete(partition);
  }

  fail(partition: string): void {
    if (!this.failing.has(partition)) this.failing.set(partition, this.now());
  }

  succeed(partition: string): void {
    this.failing.delete(partition);
    if (this.busy.has(partition)) this.begin(partition);
  }

  troubles(): Trouble[] {
    const now = this.now();
    const since = (at: number, limit: number): boolean => now - at >= limit;
    const topicAbsent = this.topicAbsent || this.absent.length > 0;
    const stuck = [...this.busy].filter(([partition]) => !this.failing.has(partition));
    const found: [Trouble, boolean][] = [
      ['NON_RATTACHE', !this.joined && !topicAbsent],
      ['SUJET_ABSENT', topicAbsent],
      ['BUS_MUET', this.joined && since(this.lastSign, SILENCE_MS)],
      ['LOT_EN_ECHEC', [...this.failing.values()].some((at) => since(at, FAILING_MS))],
      ['LOT_BLOQUE', stuck.some(([, at]) => since(at, STUCK_MS))],
    ];
    return found.filter(([, present]) => present).map(([trouble]) => trouble);
  }
}
