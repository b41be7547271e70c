import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Gzip bytes that a page loads before any of its own code asks for more. */
export interface FirstLoad {
  readonly scripts: number;
  readonly styles: number;
  /** The files, in the order they were met. */
  readonly files: readonly string[];
}

/**
 * Adds up what a page loads statically: its scripts with everything they import statically, its preloaded modules
 * and its style sheets. Dynamic imports, workers, models and the WebAssembly runtime come later and don't count.
 * @param dist - folder of the build
 * @param page - path of the HTML file in it
 * @throws Error when a referenced file is missing
 */
export function measureFirstLoad(dist: string, page: string): FirstLoad {
  const markup = readFileSync(join(dist, page), 'utf8');
  const waiting = [...markup.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"[^>]*>/g)]
    .filter(([tag]) => tag.startsWith('<script') || /rel="(?:stylesheet|modulepreload)"/.test(tag))
    .map((match) => inBuild(match[1] ?? '', page));
  const files = new Set<string>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (files.has(path)) continue;
    files.add(path);
    if (path.endsWith('.css')) continue;
    const source = readFileSync(join(dist, path), 'utf8');
    for (const specifier of staticImports(source)) waiting.push(inBuild(specifier, path));
  }
  const size = (wanted: (path: string) => boolean): number =>
    [...files].filter(wanted).reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path)), { level: 9 }).byteLength, 0);
  return { scripts: size((path) => !path.endsWith('.css')), styles: size((path) => path.endsWith('.css')), files: [...files] };
}

/** Relative specifiers of static imports and re-exports in built code. */
export function staticImports(source: string): readonly string[] {
  const pattern = /(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{][\w$*{}\s,]*?from\s*)?["'](\.{1,2}\/[^"']+)["']/g;
  return [...source.matchAll(pattern)].map((match) => match[1] ?? '');
}

function inBuild(reference: string, from: string): string {
  if (reference.startsWith('/')) return reference.slice(1);
  return posix.join(posix.dirname(from), reference);
}
