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

/** A kill at any moment, and how long (ms) the process took to be ready again. */
export interface StormKill {
  readonly process: string;
  readonly recoveryMs: number;
}

export interface Storm {
  /** Drawn among these. */
  readonly processes: readonly string[];
  readonly kills: number;
  /** Longest calm (ms) of one killer between two of its kills. */
  readonly calmMs: number;
  readonly random: () => number;
  readonly told: (kill: StormKill, left: number) => void;
}

/** How many may be down at a time. */
const KILLERS = 2;

/** Kills processes drawn at random, two killers side by side, each waiting for its victim to be back; resolves when all are back. */
export async function storm(temporary: TemporaryStack, { processes, kills, calmMs, random, told }: Storm): Promise<StormKill[]> {
  const done: StormKill[] = [];
  const down = new Set<string>();
  let left = kills;
  const killer = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await delay(Math.round(random() * calmMs));
      const up = processes.filter((name) => !down.has(name));
      const name = up[Math.floor(random() * up.length)] ?? '';
      down.add(name);
      const kill = { process: name, recoveryMs: await killAndWait(temporary, name) };
      down.delete(name);
      done.push(kill);
      told(kill, kills - done.length);
    }
  };
  await Promise.all(Array.from({ length: KILLERS }, killer));
  return done;
}

async function killOne(temporary: TemporaryStack, plan: KillPlan, stepNow: () => number): Promise<Kill> {
  if (plan.afterMs > 0) await delay(plan.afterMs);
  const during = stepNow();
  return { ...plan, during, recoveryMs: await killAndWait(temporary, plan.process) };
}

/** Milliseconds from SIGKILL until it is ready again. */
async function killAndWait({ stack }: TemporaryStack, name: string): Promise<number> {
  const before = stack.processes().get(name);
  if (before?.pid === undefined) throw new Error(`${name} ne tourne pas au moment de le tuer`);
  const begin = performance.now();
  process.kill(before.pid, 'SIGKILL');
  await eventually(
    () => {
      const now = stack.processes().get(name);
      if (!now?.ready || now.deaths === before.deaths) throw new Error(`${name} n’est pas revenu`);
    },
    { timeoutMs: RECOVERY_MS, everyMs: 20 },
  );
  return performance.now() - begin;
}
