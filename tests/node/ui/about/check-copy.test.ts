import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkCopy, parseManifest } from '../../../../src/ui/about/check-copy.ts';
import { isNearlyFull } from '../../../../src/ui/about/storage.ts';

const BASE = 'https://app.example/';
const BUILD = 'ab'.repeat(32);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A browser's caches with one build in them. */
function stubCaches(files: Readonly<Record<string, string>>, listed: Readonly<Record<string, string>>, name = `cloakroom-${BUILD.slice(0, 16)}`): void {
  const all: Record<string, string> = { ...files, 'build-manifest.json': JSON.stringify({ build: BUILD, assets: listed }) };
  vi.stubGlobal('document', { baseURI: BASE });
  vi.stubGlobal('caches', {
    keys: () => Promise.resolve(['other-app', name]),
    open: () => Promise.resolve({ match: (url: URL) => Promise.resolve(all[url.href.slice(BASE.length)] === undefined ? undefined : new Response(all[url.href.slice(BASE.length)])) }),
  });
}

afterEach(() => vi.unstubAllGlobals());

describe('checkCopy', () => {
  it('finds every file of the build whole', async () => {
    stubCaches({ 'a.js': 'one', 'b.js': 'two' }, { 'a.js': sha256('one'), 'b.js': sha256('two') });
    const shares: number[] = [];
    expect(await checkCopy((share) => shares.push(share))).toEqual({ status: 'checked', build: BUILD, files: 2, sizeBytes: 6, wrong: [] });
    expect(shares).toEqual([0.5, 1]);
  });

  it('names what is changed and what is gone', async () => {
    stubCaches({ 'a.js': 'changed', 'c.js': 'not of the build' }, { 'a.js': sha256('one'), 'b.js': sha256('two') });
    expect(await checkCopy(() => undefined)).toMatchObject({ status: 'checked', wrong: ['a.js', 'b.js'] });
  });

  it('takes no cache for the copy in use that another build has', async () => {
    stubCaches({ 'a.js': 'one' }, { 'a.js': sha256('one') }, 'cloakroom-0000000000000000');
    expect(await checkCopy(() => undefined)).toEqual({ status: 'none' });
  });
});

describe('parseManifest', () => {
  it.each([undefined, '', '[]', 'null', '{"build":7,"assets":{}}', '{"build":"x"}', '{"build":"x","assets":{"a":1}}'])('reads %j as no list', (text) => {
    expect(parseManifest(text)).toBeNull();
  });
});

describe('isNearlyFull', () => {
  it('is so from nine tenths on, and not where the browser says nothing', () => {
    expect(isNearlyFull({ used: 90, quota: 100, persisted: false })).toBe(true);
    expect(isNearlyFull({ used: 89, quota: 100, persisted: false })).toBe(false);
    expect(isNearlyFull({ used: null, quota: null, persisted: false })).toBe(false);
  });
});
