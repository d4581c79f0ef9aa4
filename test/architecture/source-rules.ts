import ts from 'typescript';

/** Something a rule does not allow: `line: what`. */
type Finding = string;

const ambient: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now'],
  crypto: ['randomUUID', 'getRandomValues'],
};
const ambientFunctions = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch']);

/** A clock, a random, an input, an output or a promise in a source: none of it belongs in a domain. */
export const impuritiesOf = (source: string): Finding[] => search(source, (node) => impurity(node));

/** Each reading of the process environment in a source. */
export const environmentReadsOf = (source: string): Finding[] =>
  search(source, (node) => (isAccess(node, 'process', ['env']) || importsEnvironment(node) ? 'process.env' : undefined));

const words = new Set(['Promise', 'process']);

function impurity(node: ts.Node): string | undefined {
  if (ts.isAwaitExpression(node)) return 'await';
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (ts.isIdentifier(node)) return words.has(node.text) ? node.text : undefined;
  return ambientUse(node);
}

function ambientUse(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length ? 'new Date()' : undefined;
  if (ts.isCallExpression(node)) return [node.expression.getText()].find((name) => ambientFunctions.has(name));
  return Object.entries(ambient).some(([name, members]) => isAccess(node, name, members)) ? node.getText() : undefined;
}

const isAccess = (node: ts.Node, owner: string, members: readonly string[]): boolean =>
  (ts.isPropertyAccessExpression(node) && node.expression.getText() === owner && members.includes(node.name.text)) ||
  (ts.isElementAccessExpression(node) && node.expression.getText() === owner);

const importsEnvironment = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node) && /^['"](node:)?process['"]$/.test(node.moduleSpecifier.getText());

function search(source: string, judge: (node: ts.Node) => string | undefined): Finding[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const found: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const what = judge(node);
    if (what !== undefined) found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const tolerated = /eslint-disable|@ts-(?:ignore|expect-error|nocheck)|\bas any\b|\bas unknown as\b|\bTODO\b|\bFIXME\b/g;

/** What is let through by exception: lint and type checks switched off, casts, things left to do. */
export const toleratedIn = (source: string): Finding[] =>
  source.split('\n').flatMap((line, index) => [...line.matchAll(tolerated)].map(([what]) => `${index + 1}: ${what}`));
