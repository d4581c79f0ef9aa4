// `npm run schemas`: checks the contract, then writes all that follows from it. `-- --check` writes nothing and
// fails on a difference; `-- --freeze` notes what is published; `-- --registre <url>` asks a registry what it would refuse.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkContract } from './tools/check.mjs';
import { readContract } from './tools/contract.mjs';
import { printed } from './tools/finding.mjs';
import { differences, freeze, outputsOf, write } from './tools/outputs.mjs';
import { askRegistry } from './tools/registry.mjs';

const fail = (lines) => {
  console.error(lines.join('\n'));
  process.exit(1);
};

const failOn = (findings, outcome) => {
  if (findings.length > 0) fail([...findings.map(printed), `${findings.length} point(s) à corriger${outcome}.`]);
};

const run = async ({ check, freeze: publish, registre }) => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const contract = readContract(root);
  failOn(checkContract(contract), ' : rien n’a été écrit');
  if (registre !== undefined) return failOn(await askRegistry(contract, registre), ' avant d’enregistrer');
  const outputs = outputsOf(contract);
  if (!check) {
    write(root, outputs);
    return publish ? freeze(contract) : undefined;
  }
  const files = differences(root, outputs);
  if (files.length > 0) fail([...files.map((file) => `${file}:1 : ne suit plus le contrat`), '  Lancez « npm run schemas » et validez ce qui change.']);
};

const options = { check: { type: 'boolean' }, freeze: { type: 'boolean' }, registre: { type: 'string' } };
try {
  await run(parseArgs({ options }).values);
} catch (error) {
  fail([error.message]);
}
