// `npm run schemas`: checks the contract, then writes all that follows from it. `-- --check` writes nothing and
// fails on a difference; `-- --freeze` notes what is published.
import { fileURLToPath } from 'node:url';
import { checkContract } from './tools/check.mjs';
import { readContract } from './tools/contract.mjs';
import { printed } from './tools/finding.mjs';
import { differences, freeze, outputsOf, write } from './tools/outputs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const contract = readContract(root);

const fail = (lines) => {
  console.error(lines.join('\n'));
  process.exit(1);
};

const findings = checkContract(contract);
if (findings.length > 0) fail([...findings.map(printed), `${findings.length} point(s) à corriger : rien n’a été écrit.`]);

const outputs = outputsOf(contract);
if (process.argv.includes('--check')) {
  const files = differences(root, outputs);
  if (files.length > 0) fail([...files.map((file) => `${file}:1 : ne suit plus le contrat`), '  Lancez « npm run schemas » et validez ce qui change.']);
} else {
  write(root, outputs);
  if (process.argv.includes('--freeze')) freeze(contract);
}
