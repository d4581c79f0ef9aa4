import ts from 'typescript';

/**
 * A JSON text that knows its lines. `value` is undefined when it cannot be read; `error` then says where and why.
 * `lineOf(['fields', 0, 'doc'])` is the line of that member, or of the nearest one that exists.
 */
export const readJson = (file, text) => {
  const source = ts.parseJsonText(file, text);
  const lineAt = (position) => source.getLineAndCharacterOfPosition(Math.min(position, text.length)).line + 1;
  const lineOf = (path) => lineAt(nodeAt(source.statements[0]?.expression, path)?.getStart(source) ?? 0);
  try {
    return { file, text, value: JSON.parse(text), lineOf };
  } catch (error) {
    const position = source.parseDiagnostics[0]?.start ?? Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
    return { file, text, value: undefined, error: { line: lineAt(position), message: error.message }, lineOf };
  }
};

const nodeAt = (node, [step, ...rest]) => {
  if (node === undefined || step === undefined) return node;
  const member = memberOf(node, step);
  if (member === undefined) return node;
  const value = ts.isPropertyAssignment(member) ? member.initializer : member;
  return rest.length === 0 ? member : nodeAt(value, rest);
};

const memberOf = (node, step) => {
  if (ts.isArrayLiteralExpression(node)) return node.elements[step];
  if (ts.isObjectLiteralExpression(node)) return node.properties.find(({ name }) => name?.text === step);
  return undefined;
};
