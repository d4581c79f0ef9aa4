import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ConfigError, type Secret } from '../config/index.js';
import { type Pool } from '../postgres/index.js';
import { type Anchor, exportTrail, SEALED, type TrailRecord, verifyTrail } from '../trail/index.js';
import { Misused } from './arguments.js';

const USAGE = `Usage : npm run tracabilite -- <commande>

  verifier --service usagers [--ancres sceaux.jsonl]     la trace en base
  verifier --fichier trace.jsonl [--ancres sceaux.jsonl] une trace exportée
  exporter --service usagers > trace.jsonl

RELAIS_DATABASE_URL : la base du service ; RELAIS_TRACE_CLE : sa clé de scellement.
Les ancres sont les lignes « ${SEALED} » du journal du service, gardées ailleurs que dans sa base : sans elles, une trace
dont la fin a été coupée avec ses sceaux paraît intacte.`;

const DIFFERENT = 1;
const MISUSED = 2;

export type TrailOut = Readonly<{
  print: (text: string) => Promise<void> | void;
  complain: (text: string) => void;
  key: () => Secret;
  /** The database that is asked; closed by the caller. */
  pool: () => Pool;
}>;

const text = { type: 'string' } as const;
const read = (args: readonly string[]) => parseArgs({ args: [...args], allowPositionals: true, options: { service: text, ancres: text, fichier: text } });
type Options = ReturnType<typeof read>['values'];

const anchorLine = z.object({ numero: z.int(), rang: z.int(), empreinte: z.string(), sceau: z.string() });

/** The seals told in a log: other lines are passed over. */
const anchorsOf = (file: string): Anchor[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const told = line.includes('"sceau"') ? anchorLine.safeParse(parsed(line)) : undefined;
      return told?.success ? [{ number: told.data.numero, rank: told.data.rang, hash: told.data.empreinte, mac: told.data.sceau }] : [];
    });

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

async function* recordsIn(file: string): AsyncGenerator<TrailRecord> {
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) if (line !== '') yield JSON.parse(line) as TrailRecord;
}

const recordsFor = ({ service, fichier }: Options, out: TrailOut): AsyncGenerator<TrailRecord> => {
  if (fichier !== undefined) return recordsIn(fichier);
  if (service === undefined) throw new Misused('--service ou --fichier est attendu.');
  return exportTrail(out.pool(), service);
};

const verify = async (options: Options, out: TrailOut): Promise<number> => {
  const anchors = options.ancres === undefined ? [] : anchorsOf(options.ancres);
  const report = await verifyTrail(recordsFor(options, out), { key: Buffer.from(out.key().reveal(), 'base64'), anchors });
  await out.print(`${JSON.stringify({ ...report, ancres: anchors.length }, null, 2)}\n`);
  return report.intact ? 0 : DIFFERENT;
};

const write = async (options: Options, out: TrailOut): Promise<number> => {
  for await (const record of recordsFor(options, out)) await out.print(`${JSON.stringify(record)}\n`);
  return 0;
};

const commands: Readonly<Record<string, (options: Options, out: TrailOut) => Promise<number>>> = { verifier: verify, exporter: write };

const isMisuse = (error: unknown): error is Error =>
  error instanceof Misused || error instanceof ConfigError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** Verifies or exports an access trail; the exit code: 0 intact, 1 not what was written, 2 not understood. */
export const tracabilite = async (args: readonly string[], out: TrailOut): Promise<number> => {
  try {
    const { positionals, values } = read(args);
    const command = commands[positionals[0] ?? ''];
    if (!command) throw new Misused('Commande inconnue.');
    return await command(values, out);
  } catch (error) {
    if (!isMisuse(error)) throw error;
    out.complain(`${error.message}\n\n${USAGE}\n`);
    return MISUSED;
  }
};
