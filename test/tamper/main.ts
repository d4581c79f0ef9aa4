import { parseArgs } from 'node:util';
import { play } from './play.js';
import { secondOpinion } from './python.js';
import { KEY, recordsOf } from './trails.js';

const { values } = parseArgs({ options: { alterations: { type: 'string', default: '100000' }, graine: { type: 'string', default: '1' }, python: { type: 'string', default: '1000' } } });
const [total, first, every] = [Number(values.alterations), Number(values.graine), Number(values.python)];
const found: Record<string, number> = {};
const missed: object[] = [];
let seconds = 0;

for (let seed = first; seed < first + total; seed += 1) {
  const { name, sound, tampered, before, after } = play(seed);
  if (!before.intact || after.intact) missed.push({ seed, name, verifier: 'node', before: before.faults });
  else found[name] = (found[name] ?? 0) + 1;
  if (seed % every !== 0) continue;
  seconds += 1;
  const opinions = [sound, tampered].map((trail) => secondOpinion({ records: recordsOf(trail), anchors: sound.seals }, KEY).intact);
  if (opinions[0] !== true || opinions[1] !== false) missed.push({ seed, name, verifier: 'python', opinions });
}
process.stdout.write(`${JSON.stringify({ alterations: total, graine: first, trouvees: found, secondVerificateur: seconds, manquees: missed }, null, 2)}\n`);
process.exitCode = missed.length === 0 ? 0 : 1;
