import { isAbsolute, posix, relative, resolve } from 'node:path';
import { uniqueName } from '../../src/core/export/output-name.ts';
import type { InputFile } from './input-files.ts';

/**
 * Names that no output may take: where a source lies in the output folder, a picture of the same name would replace it.
 * @param out - output folder
 * @param inputs - all sources of the run
 * @returns by folder, relative to the output folder with `/` and `.` for itself: what `uniqueName` takes as given out
 */
export function reservedNames(out: string, inputs: readonly InputFile[]): Map<string, Set<string>> {
  const taken = new Map<string, Set<string>>();
  for (const { path } of inputs) {
    const inside = relative(resolve(out), path).replaceAll('\\', '/');
    if (inside.startsWith('../') || isAbsolute(inside)) continue;
    const folder = posix.dirname(inside);
    const names = taken.get(folder) ?? new Set<string>();
    taken.set(folder, names);
    uniqueName(posix.basename(inside), names);
  }
  return taken;
}
