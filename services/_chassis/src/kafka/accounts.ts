import { type Verdict } from './verdict.js';

/** What a consumer received of one partition since it started, and what became of it. */
export type PartitionAccount = Readonly<{
  topic: string;
  partition: number;
  /** Messages received; those given back (rebalance, stop) are received again. */
  received: number;
  /** Received, and not yet decided about. */
  underWay: number;
  verdicts: Readonly<Partial<Record<Verdict, number>>>;
  /** Deleted from the topic before they were read. */
  lost: number;
  /** The next offset to come, once one was applied. */
  next: number | null;
}>;

type Writable = { topic: string; partition: number; received: number; underWay: number; lost: number; next: number | null; verdicts: Partial<Record<Verdict, number>> };

type Partition = Readonly<{ topic: string; partition: number }>;

const decided = ({ verdicts }: PartitionAccount): number => Object.values(verdicts).reduce((sum, some) => sum + some, 0);

/** Messages without a verdict, or verdicts without a message. */
export const differenceOf = (account: PartitionAccount): number => account.received - account.underWay - decided(account);

/** Accounted = received, for each partition. */
export class Accounts {
  private readonly partitions = new Map<string, Writable>();

  receive(place: Partition, count: number): void {
    const account = this.of(place);
    account.received += count;
    account.underWay += count;
  }

  /** @param next the offset after the last one decided about */
  settle(place: Partition, { count, verdicts, next }: Readonly<{ count: number; verdicts: readonly Verdict[]; next: number }>): void {
    const account = this.of(place);
    account.underWay -= count;
    for (const verdict of verdicts) account.verdicts[verdict] = (account.verdicts[verdict] ?? 0) + 1;
    account.next = Math.max(account.next ?? 0, next);
  }

  /** Not decided about here: it will be received again, by this process or another. */
  giveBack(place: Partition, count: number): void {
    const account = this.of(place);
    account.received -= count;
    account.underWay -= count;
  }

  lose(place: Partition, count: number): void {
    this.of(place).lost += count;
  }

  /** The partition starts again from its beginning. */
  restart(place: Partition): void {
    this.of(place).next = null;
  }

  report(): PartitionAccount[] {
    return [...this.partitions.values()].map((account) => ({ ...account, verdicts: { ...account.verdicts } }));
  }

  balanced(): boolean {
    return [...this.partitions.values()].every((account) => account.lost === 0 && differenceOf(account) === 0);
  }

  private of({ topic, partition }: Partition): Writable {
    const name = `${topic}/${partition}`;
    const account = this.partitions.get(name) ?? { topic, partition, received: 0, underWay: 0, lost: 0, next: null, verdicts: {} };
    this.partitions.set(name, account);
    return account;
  }
}
