import { type Demonstration } from '@relais/local/demonstration';
import { eventually } from '../kit/eventually.js';
import { type Amounts, amountsOf, firstBroken } from './invariants.js';
import { type KillPlan, type Played, playOnce, storm, type Storm } from './kill.js';
import { observe, type Observed } from './observe.js';
import { type TemporaryStack } from './stack.js';

/** How long (ms) what is under way may take to come to its end. */
const SETTLING_MS = 60_000;

/** An invariant that does not hold. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** Demonstrations played one after the other on one stack, all looked at after each. */
export class Trial {
  private played = 0;
  /** What one demonstration leaves, by the first one: play that without a kill. */
  private each: Amounts | undefined;

  constructor(
    private readonly temporary: TemporaryStack,
    private readonly play: Demonstration,
  ) {}

  /**
   * Plays once, with a kill when there is a plan, then checks the invariants over everything played so far.
   * @throws BrokenInvariant, or the demonstration's own error
   */
  async run(plan?: KillPlan): Promise<Played & { readonly seen: Observed }> {
    this.played += 1;
    const played = await playOnce(this.temporary, this.play, plan);
    return { ...played, seen: await this.settled() };
  }

  /**
   * Plays without a stop while processes are killed at any moment, then checks the same invariants.
   * @throws BrokenInvariant, or the demonstration's own error
   */
  async through(kills: Storm): Promise<{ readonly plays: readonly Played[]; readonly seen: Observed }> {
    const plays: Played[] = [];
    let over = false;
    const killing = storm(this.temporary, kills).finally(() => (over = true));
    killing.catch(() => undefined);
    while (!over) {
      this.played += 1;
      plays.push(await playOnce(this.temporary, this.play));
    }
    await killing;
    return { plays, seen: await this.settled() };
  }

  private async settled(): Promise<Observed> {
    const seen = await eventually(
      async () => {
        const found = await observe(this.temporary.environment);
        const broken = firstBroken(found, this.expected(found));
        if (broken !== undefined) throw new BrokenInvariant(broken);
        return found;
      },
      { timeoutMs: SETTLING_MS, everyMs: 500 },
    );
    this.each ??= amountsOf(seen);
    return seen;
  }

  /** Each demonstration leaves as much as the first. */
  private expected(found: Observed): Amounts {
    const { decisions, transmissions, livraisons } = this.each ?? amountsOf(found);
    const times = this.each === undefined ? 1 : this.played;
    return { decisions: decisions * times, transmissions: transmissions * times, livraisons: livraisons * times };
  }
}
