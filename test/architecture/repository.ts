import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Text of a file, by its path from the root. */
export const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Parsed JSON of a file, by its path from the root. */
export const jsonOf = <T>(file: string): T => JSON.parse(textOf(file)) as T;

const skipped = new Set(['node_modules', 'dist', 'generated', 'target']);

/** Paths from the root of the files under a folder, without what is built or generated; none when the folder is missing. */
export function filesIn(folder: string, suffix: string): string[] {
  const entries = entriesOf(path.join(root, folder));
  return entries.flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesIn(file, suffix);
    return file.endsWith(suffix) ? [file] : [];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Paths from the root of the folders in a folder. */
export const directories = (folder: string): string[] =>
  entriesOf(path.join(root, folder)).flatMap((entry) => (entry.isDirectory() ? [`${folder}/${entry.name}`] : []));

/** Folders of the workspaces. */
export const workspaces: readonly string[] = ['schemas', ...directories('services'), 'deploy/local', 'test'];

/** What is shipped: the sources of every workspace but the tests. */
export const shippedSources = (): string[] =>
  workspaces.flatMap((folder) => filesIn(`${folder}/src`, '.ts')).filter((file) => !file.endsWith('.spec.ts'));
