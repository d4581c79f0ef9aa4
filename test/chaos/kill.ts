import { setTimeout as delay } from 'node:timers/promises';
import { type Demonstration } from '@relais/local/demonstration';
import { eventually } from '../kit/eventually.js';
import { type TemporaryStack } from './stack.js';

/** Which process is killed, when. */
export interface KillPlan {
  readonly process: string;
  /** Step of the demonstration, from 0. */
  readonly step: number;
  /** Milliseconds after the beginning of the step; 0: between two steps. */
  readonly afterMs: number;
}

/** A kill that happened. */
export interface Kill extends KillPlan {
  /** Step under way at that moment, from 0: one that went faster than planned leaves the kill to a later one. */
  readonly during: number;
  /** From SIGKILL until the supervisor found it ready again (ms). */
  readonly recoveryMs: number;
}

/** A demonstration that was played to its end. */
export interface Played {
  /** Of each step (ms). */
  readonly durations: readonly number[];
  /** Of all (ms). */
  readonly totalMs: number;
  readonly kill?: Kill;
}

const RECOVERY_MS = 90_000;
/** One kill in so many falls exactly between two steps. */
const BETWEEN_STEPS = 4;

/** A seeded moment within the steps as they last when nothing is killed: the step wanted or any alike, then any moment of it. */
export function planKill(among: { process: string; durations: readonly number[]; step?: number | undefined }, random: () => number): KillPlan {
  const { process, durations } = among;
  const drawn = Math.floor(random() * durations.length);
  const step = among.step ?? drawn;
  const between = random() * BETWEEN_STEPS < 1;
  const within = random() * (durations[step] ?? 0);
  return { process, step, afterMs: between ? 0 : Math.round(within) };
}

/**
 * Plays the demonstration once, killing a process on the way when there is a plan; the process is ready again
 * when it resolves.
 * @throws the demonstration's own error, or Error when the process does not come back in 90 s
 */
export async function playOnce(temporary: TemporaryStack, play: Demonstration, plan?: KillPlan): Promise<Played> {
  const steps = play(temporary.stack.context(temporary.addresses, new AbortController().signal));
  const durations: number[] = [];
  let kill: Promise<Kill> | undefined;
  const begin = performance.now();
  for (;;) {
    const stepBegin = performance.now();
    if (plan?.step === durations.length) {
      kill = killOne(temporary, plan, () => durations.length);
      kill.catch(() => undefined);
    }
    const step = await steps.next();
    if (step.done) break;
    durations.push(performance.now() - stepBegin);
  }
  const totalMs = performance.now() - begin;
  return { durations, totalMs, ...(kill === undefined ? {} : { kill: await kill }) };
}

async function killOne({ stack }: TemporaryStack, plan: KillPlan, stepNow: () => number): Promise<Kill> {
  if (plan.afterMs > 0) await delay(plan.afterMs);
  const before = stack.processes().get(plan.process);
  if (before?.pid === undefined) throw new Error(`${plan.process} ne tourne pas au moment de le tuer`);
  const during = stepNow();
  const begin = performance.now();
  process.kill(before.pid, 'SIGKILL');
  await eventually(
    () => {
      const now = stack.processes().get(plan.process);
      if (!now?.ready || now.deaths === before.deaths) throw new Error(`${plan.process} n’est pas revenu`);
    },
    { timeoutMs: RECOVERY_MS, everyMs: 20 },
  );
  return { ...plan, during, recoveryMs: performance.now() - begin };
}
