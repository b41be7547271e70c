import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The types of the parameters of each function in the English dictionary, as its source declares them, by the path of its key. */
export function declaredParameters(folder: URL): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = (node: ts.Node, path: readonly string[]): void => {
    if (ts.isPropertyAssignment(node)) {
      const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText();
      const key = [...path, name];
      if (ts.isArrowFunction(node.initializer)) found.set(key.join('.'), node.initializer.parameters.map((parameter) => parameter.type?.getText() ?? '?'));
      else ts.forEachChild(node.initializer, (child) => visit(child, key));
      return;
    }
    ts.forEachChild(node, (child) => visit(child, path));
  };
  for (const name of ts.sys.readDirectory(fileURLToPath(folder), ['.ts'])) {
    visit(ts.createSourceFile(name, readFileSync(name, 'utf8'), ts.ScriptTarget.Latest, true), []);
  }
  return found;
}

/** Every text and function below an object, by the path of its key. */
export function leavesOf(value: unknown, path: readonly string[] = []): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path.join('.'), value]]);
  return new Map(Object.entries(value).flatMap(([key, part]) => [...leavesOf(part, [...path, key])]));
}
