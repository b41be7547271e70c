import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sealBuild } from '../../../scripts/seal-build.ts';
import { headersFile } from '../../../scripts/sealed-headers.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A build with these files; written in the order given. */
function buildOf(files: Readonly<Record<string, string>>): string {
  const dist = mkdtempSync(join(tmpdir(), 'seal-build-'));
  made.push(dist);
  mkdirSync(join(dist, 'assets'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(dist, path), text);
  return dist;
}

const FILES = { 'index.html': '<script type="module" src="/assets/a.js"></script>', 'assets/a.js': 'let a', 'assets/m.onnx': 'model' };
const read = (dist: string, name: string): string => readFileSync(join(dist, name), 'utf8');

describe('sealBuild', () => {
  it('lists every file with its SHA-256, sorted', async () => {
    const dist = buildOf(FILES);
    const { build } = await sealBuild(dist);
    const manifest = JSON.parse(read(dist, 'build-manifest.json')) as { build: string; assets: Record<string, string> };
    expect(manifest.build).toBe(build);
    expect(Object.keys(manifest.assets)).toEqual(['assets/a.js', 'assets/m.onnx', 'index.html']);
    expect(manifest.assets['assets/a.js']).toBe(createHash('sha256').update('let a').digest('hex'));
  });

  it('gives the name that the build’s scripts write into records, and refuses scripts of two builds', async () => {
    const [one, two] = ['cloakroom-1.2.3+0123456789abcdef', 'cloakroom-1.2.3+fedcba9876543210'];
    const named = buildOf({ ...FILES, 'assets/a.js': `let a = "${one}"`, 'assets/b.js': `let b = \`${one}\`` });
    await sealBuild(named);
    expect(JSON.parse(read(named, 'build-manifest.json'))).toMatchObject({ name: one });
    const plain = buildOf(FILES);
    await sealBuild(plain);
    expect(JSON.parse(read(plain, 'build-manifest.json'))).not.toHaveProperty('name');
    await expect(sealBuild(buildOf({ ...FILES, 'assets/a.js': `let a = "${one}"`, 'assets/b.js': `let b = "${two}"` }))).rejects.toThrow(/several|differently/);
  });

  it('writes the same bytes for the same files, whatever their order, and when run again', async () => {
    const one = buildOf(FILES);
    const two = buildOf(Object.fromEntries(Object.entries(FILES).reverse()));
    await sealBuild(one);
    await sealBuild(two);
    await sealBuild(two);
    for (const name of ['sw.js', 'build-manifest.json', '_headers']) expect(read(two, name)).toBe(read(one, name));
  });

  it('names another build, and carries another hash in the service worker, when one byte changes', async () => {
    const one = await sealBuild(buildOf(FILES));
    const two = await sealBuild(buildOf({ ...FILES, 'assets/m.onnx': 'modem' }));
    expect(two.build).not.toBe(one.build);
    expect(two.serviceWorkerSha256).not.toBe(one.serviceWorkerSha256);
  });

  it('puts the list, the manifest and the headers into the service worker', async () => {
    const dist = buildOf(FILES);
    await sealBuild(dist);
    const script = read(dist, 'sw.js');
    expect(script).toContain(createHash('sha256').update('let a').digest('hex'));
    expect(script).toContain(createHash('sha256').update(read(dist, 'build-manifest.json')).digest('hex'));
    expect(script).toContain('(response-origin)');
    expect(script).not.toMatch(/\bimport\s*\(|\bimportScripts\b/);
    expect(read(dist, '_headers')).toBe(headersFile());
  });

  it('refuses a folder without a start page and a file of unknown type', async () => {
    await expect(sealBuild(buildOf({ 'assets/a.js': '' }))).rejects.toThrow('index.html');
    await expect(sealBuild(buildOf({ ...FILES, 'assets/a.exe': '' }))).rejects.toThrow('assets/a.exe');
  });

  it('refuses a first load over its limit', async () => {
    const heavy = `let a="${randomBytes(200 * 1024).toString('base64')}"`;
    await expect(sealBuild(buildOf({ ...FILES, 'assets/a.js': heavy }))).rejects.toThrow(/First load: \d+ bytes of scripts/);
  });
});
