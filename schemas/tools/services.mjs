import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const EVENT = /^[a-z]+\.[A-Z][A-Za-z]*$/;

/** Where a service declares what it hears, and what it writes beside its own topics. */
const TABLES = ['src/adapters/kafka/subscriptions.ts', 'src/adapters/kafka/commands.ts'];
const MAIN = 'src/main.ts';

/** Who says and who hears each type, as the services declare it: `{ says: { type: [service] }, hears: { type: [service] } }`. */
export const readServices = (root) => {
  const found = { says: {}, hears: {} };
  const folder = join(root, 'services');
  const services = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('_')).sort() : [];
  for (const service of services) {
    const note = (kind, type) => {
      found[kind][type] = [...new Set([...(found[kind][type] ?? []), service])];
    };
    for (const table of TABLES) visit(join(folder, service, table), (node) => heardIn(node).forEach((type) => note('hears', type)));
    visit(join(folder, service, MAIN), (node) => saidIn(node).forEach((type) => note('says', type)));
  }
  return found;
};

const visit = (file, look) => {
  if (!existsSync(file)) return;
  const walk = (node) => {
    look(node);
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
};

const isRow = (node) => (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) && ts.isStringLiteral(node.name) && EVENT.test(node.name.text);

const heardIn = (node) => (isRow(node) && node.initializer?.getText() !== 'ignored' ? [node.name.text] : []);

const saidIn = (node) =>
  ts.isPropertyAssignment(node) && node.name.getText() === 'publishes' && ts.isArrayLiteralExpression(node.initializer)
    ? node.initializer.elements.filter(ts.isStringLiteral).map(({ text }) => text)
    : [];
