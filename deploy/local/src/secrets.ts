import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Passwords and keys of the local stack, drawn once and kept in one file that only its owner reads. */
export class Secrets {
  private readonly values: Record<string, string>;

  constructor(private readonly file: string) {
    this.values = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  }

  /** A password: 24 random bytes, base64url. The same name always gives the same value. */
  password(name: string): string {
    return this.value(name, () => randomBytes(24).toString('base64url'));
  }

  /** A symmetric key: `bytes` random bytes, base64. */
  key(name: string, bytes = 32): string {
    return this.value(name, () => randomBytes(bytes).toString('base64'));
  }

  private value(name: string, draw: () => string): string {
    const known = this.values[name];
    if (known !== undefined) return known;
    const drawn = draw();
    this.values[name] = drawn;
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    writeFileSync(this.file, `${JSON.stringify(this.values, null, 2)}\n`, { mode: 0o600 });
    return drawn;
  }
}
