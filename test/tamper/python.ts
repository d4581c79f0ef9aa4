import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '@relais/chassis/config';
import { type Seal, type TrailRecord } from '@relais/chassis/trail';

const script = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../deploy/verificateur/verifier_trace.py' : '../../deploy/verificateur/verifier_trace.py', import.meta.url));

export type Asked = Readonly<{ records: readonly TrailRecord[]; anchors?: readonly Seal[] }>;
type Verdict = Readonly<{ intact: boolean; faults: readonly Readonly<{ what: string }>[] }>;

const anchorLines = (seals: readonly Seal[]): string => seals.map(({ number, rank, hash, mac }) => JSON.stringify({ numero: number, rang: rank, empreinte: hash, sceau: mac })).join('\n');

/** What the verifier written apart says of a trail. */
export const secondOpinion = ({ records, anchors = [] }: Asked, key: Buffer): Verdict => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trace-'));
  try {
    const [trail, told] = [path.join(folder, 'trace.jsonl'), path.join(folder, 'sceaux.jsonl')];
    writeFileSync(trail, records.map((record) => JSON.stringify(record)).join('\n'));
    writeFileSync(told, anchorLines(anchors));
    return JSON.parse(output([script, '--ancres', told, trail], key)) as Verdict;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const output = (args: readonly string[], key: Buffer): string => {
  try {
    return execFileSync('python3', args, { encoding: 'utf8', env: { ...environment(), RELAIS_TRACE_CLE: key.toString('base64') } });
  } catch (error) {
    const { status, stdout } = error as { status?: number; stdout?: string };
    if (status !== 1 || stdout === undefined) throw error;
    return stdout;
  }
};
