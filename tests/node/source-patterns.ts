import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A regular expression as a source has it. */
export interface SourcePattern {
  readonly source: string;
  readonly flags: string;
  /** The first place that has it, as in `file.ts:12`. */
  readonly place: string;
}

/** Methods that make a pattern of a string that they are given. */
const TAKES_A_PATTERN: readonly string[] = ['match', 'matchAll', 'search'];

/**
 * Every regular expression that a file writes down: literals, `RegExp(...)` with and without `new`, strings given to methods that make patterns of
 * them. Strings may be put together from constants of the same file.
 * @param name - of the file, for messages
 * @throws Error for a pattern that is not known before the program runs, because nobody could check it
 */
export function patternsOf(name: string, text: string): SourcePattern[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const patterns: SourcePattern[] = [];
  const add = (node: ts.Node, source: string, flags: string): void => {
    patterns.push({ source, flags, place: `${name}:${String(file.getLineAndCharacterOfPosition(node.getStart()).line + 1)}` });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') {
      const [source, flags] = (node.arguments ?? []).map((argument) => stringOf(file, argument));
      if (source === null || source === undefined || flags === null)
        throw new Error(`${name}: ${node.getText()} can't be known from the file`);
      add(node, source, flags ?? '');
    } else if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      TAKES_A_PATTERN.includes(node.expression.name.text)
    ) {
      const [argument] = node.arguments;
      const source = argument === undefined ? null : stringOf(file, argument);
      if (source !== null) add(node, source, node.expression.name.text === 'matchAll' ? 'g' : '');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return patterns;
}

/** Every different pattern below a folder, in the order of files. */
export function patternsBelow(folder: URL): SourcePattern[] {
  const found = new Map<string, SourcePattern>();
  const root = fileURLToPath(folder);
  for (const name of ts.sys.readDirectory(root, ['.ts', '.tsx'])) {
    const short = name.slice(root.length);
    for (const pattern of patternsOf(short, readFileSync(name, 'utf8'))) {
      const key = `/${pattern.source}/${pattern.flags}`;
      if (!found.has(key)) found.set(key, pattern);
    }
  }
  return [...found.values()];
}

/** The value of an expression made of strings and constants of the file; `null` for any other. */
function stringOf(file: ts.SourceFile, node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map((span) => [stringOf(file, span.expression), span.literal.text] as const);
    return parts.some(([value]) => value === null) ? null : node.head.text + parts.map(([value, rest]) => (value ?? '') + rest).join('');
  }
  if (!ts.isIdentifier(node)) return null;
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer !== undefined && name.getText() === node.text) return stringOf(file, initializer);
    }
  }
  return null;
}
