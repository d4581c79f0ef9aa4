import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type StackAddresses } from './addresses.js';
import { type Layout } from './environment.js';

/** What the demonstration may use: the running stack, as a person or a tool sees it, and where its files are. */
export interface DemonstrationContext {
  readonly addresses: StackAddresses;
  /** Where the partner's receiver answers: `GET /recus`. */
  readonly partenaire: string;
  readonly layout: Layout;
  /** Ends a process of the stack, kill -9, and lets it come back; for the proofs of resilience. */
  readonly kill: (name: string) => void;
  /** How many times a process of the stack ended without being asked to, and was restarted. */
  readonly deaths: () => number;
  /** Aborted when the stack is being stopped. */
  readonly signal: AbortSignal;
}

/**
 * Plays the demonstration: yields a line for each step once it is done and checked where it can be seen; throws an
 * Error that names the step when one fails. Returns the path of the CAF flux that was imported.
 */
export type Demonstration = (context: DemonstrationContext) => AsyncGenerator<string, string>;

/** `play` of the demonstration, which belongs to the system tests; undefined while it is not built. */
export async function loadDemonstration(): Promise<Demonstration | undefined> {
  const module = new URL('../../../test/dist/system/demonstration/play.js', import.meta.url);
  if (!existsSync(fileURLToPath(module))) return undefined;
  return ((await import(module.href)) as { play: Demonstration }).play;
}
