import { code, table, written } from './markdown.mjs';

/** The matrix as services read it, and as a page for those who review it. */
export const habilitationsFiles = ({ habilitations, referentiel }) => ({
  'schemas/src/generated/habilitations.ts': typescript(habilitations, referentiel),
  'docs/habilitations.md': page(habilitations, referentiel),
});

const typescript = ({ relations, finalites, lignes, structures, horsBus }, { categories }) => {
  const union = (names) => Object.keys(names).map((name) => `'${name}'`).join(' | ');
  return [
    '// Written by `npm run schemas` from schemas/habilitations.json: do not edit.',
    `export type Relation = ${union(relations)};`,
    `export type Finalite = ${union(finalites)};`,
    `export type Categorie = ${union({ ...categories, ...horsBus })};`,
    '/** One line of the matrix: agents with one of these roles, in this relation to a person, may for this purpose see these categories. */',
    'export type LigneHabilitation = Readonly<{ roles: readonly string[]; relation: Relation; finalite: Finalite; categories: readonly Categorie[]; base: string }>;',
    `export const lignesHabilitation: readonly LigneHabilitation[] = ${JSON.stringify(lignes, null, 2)};`,
    '/** What of the bus each type of structure may receive. */',
    `export const categoriesRecues: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(structures, null, 2)};`,
    '',
  ].join('\n');
};

const page = ({ relations, finalites, lignes, structures, horsBus }, { categories, destinataires }) => {
  const named = (list) => list.map((name) => categories[name]?.libelle ?? horsBus[name]).join(', ');
  return `${[
    written,
    '# Habilitations',
    'Qui voit quoi d’une personne, pour quoi faire, et à quel titre. Un agent ne voit que ce qu’une ligne lui ouvre ; ce qui n’est pas écrit est refusé. Les services et les filtres des destinataires lisent la même table, `schemas/habilitations.json` : modifiez-la, lancez `npm run schemas`, relisez cette page.',
    '## Agents et machines',
    table(['rôle', 'relation à la personne', 'finalité', 'catégories', 'base'], lignes.map(({ roles, relation, finalite, categories: opened, base }) => [roles.map(code).join(', '), relations[relation], finalites[finalite], named(opened), base])),
    '## Ce que reçoit chaque structure par le bus',
    'En plus de cette table, chaque champ d’un événement nomme ses destinataires ; un champ part si les deux l’admettent.',
    table(['structure', 'catégories'], Object.entries(structures).map(([type, received]) => [destinataires[type], named(received)])),
  ].join('\n\n')}\n`;
};
