import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The log of one process: emptied when the stack starts, continued when the process restarts. */
export class LogFile {
  readonly file: string;
  private opened = false;

  constructor(folder: string, name: string) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, `${name}.log`);
  }

  /** Gives a file descriptor to `use` and closes it afterwards: the child keeps its own copy. */
  with<T>(use: (descriptor: number) => T): T {
    const descriptor = openSync(this.file, this.opened ? 'a' : 'w', 0o600);
    this.opened = true;
    try {
      return use(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  /** Its last lines, indented, for an error message. */
  tail(lines = 15): string {
    if (!existsSync(this.file)) return '    (vide)';
    const kept = readFileSync(this.file, 'utf8').trimEnd().split('\n').slice(-lines);
    return kept.map((line) => `    ${line}`).join('\n');
  }
}
