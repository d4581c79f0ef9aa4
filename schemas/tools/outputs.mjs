import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from './check-versions.mjs';
import { readContract } from './contract.mjs';
import { goldenFileOf, goldenText } from './golden.mjs';
import { asyncApiFile } from './write-asyncapi.mjs';
import { catalogueFiles } from './write-catalogue.mjs';
import { habilitationsFiles } from './write-habilitations.mjs';
import { jsonSchemaFiles } from './write-json-schema.mjs';
import { registreFile } from './write-registre.mjs';
import { typesFile } from './write-types.mjs';

/** Folders where nothing else is: a file that no longer follows from the contract goes. */
const OWNED = ['schemas/generated', 'schemas/golden', 'docs/catalogue'];

const textOf = (root, file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);

/** All that follows from a contract that was checked: `{ file: text }`. */
export const outputsOf = (contract) => {
  const golden = goldenFiles(contract);
  const examples = Object.fromEntries(Object.entries(golden).map(([file, text]) => [file, JSON.parse(text).exemple]));
  const exampleOf = (event, version) => examples[goldenFileOf(event, version)];
  return {
    ...typesFile(contract),
    ...golden,
    ...jsonSchemaFiles(contract),
    ...asyncApiFile(contract, exampleOf),
    ...catalogueFiles(contract, exampleOf),
    ...registreFile(contract),
    ...habilitationsFiles(contract),
  };
};

const goldenFiles = ({ root, events, referentiel, frozen }) =>
  Object.fromEntries(
    events.flatMap((event) =>
      event.versions.map((version) => {
        const file = goldenFileOf(event, version);
        const existing = textOf(root, file);
        return [file, frozen[file] === undefined ? goldenText(version, { file, existing, referentiel }) : existing];
      }),
    ),
  );

/** Files that are not what the contract gives. */
export const differences = (root, outputs) => [...Object.keys(outputs).filter((file) => textOf(root, file) !== outputs[file]), ...leftovers(root, outputs)];

export const write = (root, outputs) => {
  for (const file of leftovers(root, outputs)) rmSync(join(root, file));
  for (const file of differences(root, outputs)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), outputs[file]);
  }
};

const leftovers = (root, outputs) =>
  OWNED.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.endsWith('/') ? root.length : root.length + 1)),
    )
    .filter((file) => outputs[file] === undefined);

/** Notes the hash of every schema and of its reference bytes: from now on they no longer change. */
export const freeze = ({ root, events }) => {
  const files = events.flatMap((event) => event.versions.flatMap((version) => [version.file, goldenFileOf(event, version)])).sort();
  const hashes = Object.fromEntries(files.map((file) => [file, sha256(textOf(root, file))]));
  writeFileSync(join(root, 'schemas/frozen.json'), `${JSON.stringify(hashes, null, 2)}\n`);
  // The catalogue says which numbers are published.
  write(root, outputsOf(readContract(root)));
};
