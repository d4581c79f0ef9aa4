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

/** Readiness follows progress: the last sign of the broker, the batch under way, its failures. */
export class Vitality {
  private joined = false;
  private topicAbsent = false;
  private lastSign: number;
  private failedAt: number | undefined;
  private busySince: number | undefined;

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
    this.busySince = undefined;
  }

  /** The broker answered. */
  sign(): void {
    this.lastSign = this.now();
  }

  begin(): void {
    this.busySince = this.now();
  }

  end(): void {
    this.busySince = undefined;
  }

  fail(): void {
    this.failedAt ??= this.now();
  }

  succeed(): void {
    this.failedAt = undefined;
    if (this.busySince !== undefined) this.begin();
  }

  troubles(): Trouble[] {
    const now = this.now();
    const since = (at: number | undefined, limit: number): boolean => at !== undefined && now - at >= limit;
    const found: [Trouble, boolean][] = [
      ['NON_RATTACHE', !this.joined && !this.topicAbsent],
      ['SUJET_ABSENT', this.topicAbsent],
      ['BUS_MUET', this.joined && since(this.lastSign, SILENCE_MS)],
      ['LOT_EN_ECHEC', since(this.failedAt, FAILING_MS)],
      ['LOT_BLOQUE', since(this.busySince, STUCK_MS) && this.failedAt === undefined],
    ];
    return found.filter(([, present]) => present).map(([trouble]) => trouble);
  }
}
