import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { measureFirstLoad, staticImports } from '../../../scripts/first-load.ts';

describe('staticImports', () => {
  it.each([
    ['import{a as b}from"./a.js";b()', ['./a.js']],
    ['import d,{a}from"./a.js";import*as n from"../n.js";import"./side.js"', ['./a.js', '../n.js', './side.js']],
    ['export{x}from"./x.js";export*from"./y.js"', ['./x.js', './y.js']],
    ['const lazy=()=>import("./lazy.js"),s="import it"', []],
  ])('reads %s', (source, found) => {
    expect(staticImports(source)).toEqual(found);
  });
});

describe('measureFirstLoad', () => {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
  });

  it('follows static imports through chunks and leaves lazy ones out', () => {
    const dist = mkdtempSync(join(tmpdir(), 'first-load-'));
    made.push(dist);
    mkdirSync(join(dist, 'assets'));
    const files = {
      'index.html': '<script type="module" crossorigin src="/assets/main.js"></script><link rel="stylesheet" href="/assets/m.css"><link rel="icon" href="/i.svg">',
      'assets/main.js': 'import{a}from"./shared.js";import("./lazy.js")',
      'assets/shared.js': 'import"./main.js";export const a=1',
      'assets/lazy.js': 'x'.repeat(9000),
      'assets/m.css': 'p{}',
    };
    for (const [path, text] of Object.entries(files)) writeFileSync(join(dist, path), text);
    const load = measureFirstLoad(dist, 'index.html');
    expect([...load.files].sort()).toEqual(['assets/m.css', 'assets/main.js', 'assets/shared.js']);
    const zipped = (path: keyof typeof files): number => gzipSync(files[path], { level: 9 }).byteLength;
    expect(load.scripts).toBe(zipped('assets/main.js') + zipped('assets/shared.js'));
    expect(load.styles).toBe(zipped('assets/m.css'));
  });
});
