/**
 * Name of the record beside an output: `anonymised-0001.jpg` has `anonymised-0001.record.json`.
 * @param name - of the output, with its extension
 */
export function recordName(name: string): string {
  return `${name.replace(/\.[^.]+$/, '')}.record.json`;
}
