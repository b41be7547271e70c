import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Attributes whose text people see or hear, of elements and of this project's own components. */
const SPOKEN = ['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext', 'hint', 'label', 'legend', 'placeholder', 'text', 'title'];
/** What is the same in every language: the product's name and units. */
const SAME_EVERYWHERE: readonly string[] = ['Cloakroom', 'px'];

/**
 * Text for people that a source file writes down itself instead of reading it from the dictionary, and reads of the
 * dictionary while the module loads, when the language is not known yet.
 * @param name - of the file, for messages; `.tsx` is read as JSX
 * @returns one line each, as in `Header.tsx:12: Settings`
 */
export function hardCodedText(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: string[] = [];
  const report = (node: ts.Node, text: string): void => {
    found.push(`${name}:${String(file.getLineAndCharacterOfPosition(node.getStart()).line + 1)}: ${text.trim()}`);
  };
  const judge = (node: ts.Node, text: string): void => {
    if ((text.match(/\p{L}+/gu) ?? []).some((word) => !SAME_EVERYWHERE.includes(word))) report(node, text);
  };
  /** What an expression may show: both arms of a choice, the fixed parts of a template, both sides of a sum. */
  const shown = (node: ts.Expression): void => {
    if (ts.isStringLiteralLike(node)) judge(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      judge(node, [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' '));
    } else if (ts.isConditionalExpression(node)) {
      shown(node.whenTrue);
      shown(node.whenFalse);
    } else if (ts.isParenthesizedExpression(node)) shown(node.expression);
    else if (ts.isBinaryExpression(node) && [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken].includes(node.operatorToken.kind)) {
      shown(node.left);
      shown(node.right);
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) shown(node.right);
  };
  const visit = (node: ts.Node, loading: boolean): void => {
    if (ts.isJsxText(node)) judge(node, node.text);
    else if (ts.isJsxExpression(node) && node.expression !== undefined && !ts.isJsxAttribute(node.parent)) shown(node.expression);
    else if (ts.isJsxAttribute(node) && SPOKEN.includes(node.name.getText())) {
      const value = node.initializer;
      if (value !== undefined && ts.isStringLiteral(value)) judge(value, value.text);
      else if (value !== undefined && ts.isJsxExpression(value) && value.expression !== undefined) shown(value.expression);
    } else if (ts.isCallExpression(node) && ['announce', 'setNotice', 'setSaid'].includes(node.expression.getText())) node.arguments.forEach(shown);
    if (loading && ts.isPropertyAccessExpression(node) && node.expression.getText() === 'words') report(node, `${node.getText()} is read while the module loads`);
    const inside = loading && !ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, true);
  return found;
}

/** The same for every source file below a folder, apart from the dictionaries themselves. */
export function hardCodedTextBelow(folder: URL): string[] {
  const root = fileURLToPath(folder);
  return ts.sys
    .readDirectory(root, ['.ts', '.tsx'])
    .filter((path) => !path.slice(root.length).startsWith('words/'))
    .flatMap((path) => hardCodedText(path.slice(root.length), readFileSync(path, 'utf8')));
}
