// Gathers in dist/ what the package is made of: the built entry of the contract and all that it imports, with the types.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const built = path.join(here, '../dist');
const dist = path.join(here, 'dist');
const entry = 'contrat/index.js';

if (!existsSync(path.join(built, entry))) {
  console.error('schemas/dist n’est pas construit : lancez d’abord « npm run build » à la racine.');
  process.exit(1);
}

/** Files that a built file imports by path, from the folder of what is built. */
const importsOf = (file) =>
  [...readFileSync(path.join(built, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map(([, target]) =>
    path.posix.join(path.posix.dirname(file), target),
  );

const gather = (file, known = new Set()) => {
  if (known.has(file)) return known;
  known.add(file);
  for (const one of [...importsOf(file), ...importsOf(file.replace(/\.js$/, '.d.ts'))]) gather(one, known);
  return known;
};

const withoutMap = (text) => text.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');

rmSync(dist, { recursive: true, force: true });
for (const file of gather(entry)) {
  for (const name of [file, file.replace(/\.js$/, '.d.ts')]) {
    mkdirSync(path.join(dist, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(dist, name), withoutMap(readFileSync(path.join(built, name), 'utf8')));
  }
}
copyFileSync(path.join(here, '../../LICENSE'), path.join(dist, 'LICENSE'));
