/** What must notice a mutant: runs of the simulation, or test files whose path contains this. */
export type Watch = Readonly<{ seeds: number }> | Readonly<{ tests: string }>;

/** A classic bug, planted by replacing one piece of the code, found exactly once. */
export type Mutant = Readonly<{ name: string; file: string; find: string; replace: string; watch: Watch }>;

/** The text with the bug in it. Throws when what it replaces is not there once: the catalogue follows the code. */
export function planted(text: string, { name, file, find, replace }: Mutant): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${name}: « ${find} » is ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}
