import { type Demonstration } from '@relais/local/demonstration';
import { eventually } from '../kit/eventually.js';
import { peopleOf } from '../system/demonstration/people.js';
import { type Expected, firstBroken } from './invariants.js';
import { type KillPlan, type Played, playOnce } from './kill.js';
import { observe, type Observed } from './observe.js';
import { type TemporaryStack } from './stack.js';

/** How long (ms) what is under way may take to come to its end. */
const SETTLING_MS = 60_000;
/** In each demonstration two persons are decided, one of whom goes to the partner. */
const DECIDED_IN_EACH = 2;

/** An invariant that does not hold. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** Demonstrations played one after the other on one stack, all looked at after each. */
export class Trial {
  private played = 0;

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

  private settled(): Promise<Observed> {
    return eventually(
      async () => {
        const seen = await observe(this.temporary.environment);
        const broken = firstBroken(seen, this.expected());
        if (broken !== undefined) throw new BrokenInvariant(broken);
        return seen;
      },
      { timeoutMs: SETTLING_MS, everyMs: 500 },
    );
  }

  private expected(): Expected {
    const runs = Array.from({ length: this.played }, (_, index) => index + 1);
    return {
      decided: runs.flatMap((run) => peopleOf(run).slice(0, DECIDED_IN_EACH).map(({ numeroFranceTravail }) => numeroFranceTravail)),
      sentToPartner: runs.length,
    };
  }
}
