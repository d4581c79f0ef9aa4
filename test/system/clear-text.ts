import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Environment } from '@relais/local/environment';
import { superuserUrl, withClient } from '@relais/local/parts/postgres';
import { localUrl, services } from '@relais/local/stack/services';
import { type BusMessage } from '../chaos/bus.js';
import { inDatabase } from '../chaos/observe.js';

/** Something that must lie nowhere in clear, in each of the ways in which its bytes may be written. */
export interface Motif {
  readonly what: string;
  readonly forms: readonly Buffer[];
}

/** In the encodings that a file, a database or a log may use. */
export const motif = (what: string, text: string): Motif => {
  const plain = [...new Set([text, text.normalize('NFD'), text.toLowerCase()])];
  const forms = plain.flatMap((one) => [Buffer.from(one, 'utf8'), Buffer.from(one, 'latin1'), Buffer.from(one, 'utf16le'), Buffer.from(encodeURIComponent(one))]);
  return { what, forms: [...new Map(forms.map((form) => [form.toString('hex'), form])).values()] };
};

const foundIn = (bytes: Buffer, motifs: readonly Motif[]): string[] => motifs.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ what }) => what);

const longest = (motifs: readonly Motif[]): number => Math.max(...motifs.flatMap(({ forms }) => forms.map(({ length }) => length)));

/** Has the database write to its files what it holds in memory. */
export const writtenToDisk = ({ ports, secrets }: Environment): Promise<unknown> =>
  withClient(superuserUrl({ password: secrets.password('postgres.postgres'), port: ports.postgres }), (client) => client.query('checkpoint'));

/** Every file under a folder, those of others apart: tables, log ahead of writes, topics, logs of processes. */
export async function clearTextInFiles({ folder, except }: Readonly<{ folder: string; except: RegExp }>, motifs: readonly Motif[]): Promise<{ readonly files: number; readonly found: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).filter((file) => !except.test(file));
  const found: string[] = [];
  for (const file of files) for (const what of await clearTextInFile(path.join(folder, file), motifs)) found.push(`${what} : ${file}`);
  return { files: files.length, found };
}

async function clearTextInFile(file: string, motifs: readonly Motif[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const overlap = longest(motifs);
  let tail = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 4 << 20 })) {
      const bytes = Buffer.concat([tail, chunk as Buffer]);
      for (const what of foundIn(bytes, motifs)) found.add(what);
      tail = Buffer.from(bytes.subarray(-overlap));
    }
  } catch (error) {
    // A file of a running database may go while it is read.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return found;
}

/** Messages, whose batches lie compressed in the files of the broker. */
export const clearTextInMessages = (messages: readonly BusMessage[], motifs: readonly Motif[]): string[] =>
  messages.flatMap(({ topic, bytes }) => foundIn(bytes ?? Buffer.alloc(0), motifs).map((what) => `${what} : ${topic}`));

/** Every row of every table, whose long values lie compressed in the files of the database. */
export async function clearTextInRows(environment: Environment, motifs: readonly Motif[]): Promise<{ readonly rows: number; readonly found: string[] }> {
  const found: string[] = [];
  let rows = 0;
  for (const { name } of services) {
    await inDatabase(environment, name, async (query) => {
      const tables = await query<{ name: string }>(`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
      for (const table of tables) {
        const texts = await query<{ row: string }>(`select t::text as row from ${table.name} t`);
        rows += texts.length;
        for (const { row } of texts) found.push(...foundIn(Buffer.from(decoded(row)), motifs).map((what) => `${what} : ${name}.${table.name}`));
      }
    });
  }
  return { rows, found };
}

/** A row as text, with what its binary columns hold. */
const decoded = (row: string): string => row + [...row.matchAll(/\\x([0-9a-f]{2,})/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join(' ');

/** What every span says. */
export async function clearTextInSpans(environment: Environment, motifs: readonly Motif[]): Promise<{ readonly traces: number; readonly found: string[] }> {
  const response = await fetch(`${localUrl(environment, 'zipkin')}/zipkin/api/v2/traces?limit=5000&lookback=86400000`);
  const text = await response.text();
  return { traces: (JSON.parse(text) as unknown[]).length, found: foundIn(Buffer.from(text), motifs).map((what) => `${what} : traces`) };
}
