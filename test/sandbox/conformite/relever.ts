import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ecrire, faitsDe } from './specification.js';

/** Writes the facts of every published document of a folder: node test/dist/sandbox/conformite/relever.js SOURCE CIBLE */
const [source, cible] = process.argv.slice(2);
if (!source || !cible) throw new Error('Donnez le dossier des documents OpenAPI publiés, puis test/sandbox/specifications.');
for (const nom of readdirSync(source).filter((fichier) => fichier.endsWith('.json')))
  writeFileSync(join(cible, nom), ecrire(faitsDe(JSON.parse(readFileSync(join(source, nom), 'utf8')))));
