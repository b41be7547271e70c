import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { bundleServiceWorker } from '../../../scripts/seal-build.ts';
import { sealedHeaders } from '../../../scripts/sealed-headers.ts';
import { route } from '../../../src/sw/route.ts';
import type { SealedBuild } from '../../../src/sw/sealed-build.ts';

const BASE = 'https://app.example/';
const FILES: Readonly<Record<string, string>> = { 'index.html': '<p>start', 'about.html': '<p>about', 'assets/a.js': 'let a' };
const build: SealedBuild = {
  build: 'b'.repeat(64),
  headers: sealedHeaders(),
  assets: Object.entries(FILES).map(([path, text]) => ({
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
    contentType: path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
  })),
};

describe('route', () => {
  const ask = (target: string, mode = 'no-cors', method = 'GET') => route({ url: new URL(target, BASE).href, mode, method }, BASE, build);

  it('answers a file of the build whatever its query', () => {
    expect(ask('/assets/a.js?data=SECRET')).toEqual({ type: 'asset', path: 'assets/a.js' });
  });

  it('answers every navigation with a page', () => {
    expect(ask('/', 'navigate')).toEqual({ type: 'asset', path: 'index.html' });
    expect(ask('/about.html?x', 'navigate')).toEqual({ type: 'asset', path: 'about.html' });
    expect(ask('/anything/else', 'navigate')).toEqual({ type: 'asset', path: 'index.html' });
    expect(ask('/assets/a.js', 'navigate')).toEqual({ type: 'asset', path: 'index.html' });
  });

  it('refuses unknown paths, other methods and other origins', () => {
    expect(ask('/nope.js')).toEqual({ type: 'status', status: 404 });
    expect(ask('/assets/a.js', 'cors', 'POST')).toEqual({ type: 'status', status: 405 });
    expect(ask('https://elsewhere.example/assets/a.js')).toEqual({ type: 'status', status: 403 });
  });

  it('takes shared files by a navigation to one path alone', () => {
    expect(ask('/share-target', 'navigate', 'POST')).toEqual({ type: 'share' });
    expect(ask('/share-target?x', 'navigate', 'POST')).toEqual({ type: 'share' });
    for (const mode of ['cors', 'no-cors', 'same-origin']) expect(ask('/share-target', mode, 'POST')).toEqual({ type: 'status', status: 405 });
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect(ask('/share-target', 'navigate', method)).toEqual({ type: 'status', status: 405 });
    for (const target of ['/', '/share-target/', '/share-target/x', '/assets/share-target']) expect(ask(target, 'navigate', 'POST')).toEqual({ type: 'status', status: 405 });
    expect(ask('https://elsewhere.example/share-target', 'navigate', 'POST')).toEqual({ type: 'status', status: 403 });
    expect(ask('/share-target', 'navigate')).toEqual({ type: 'asset', path: 'index.html' });
  });

  it('keeps to its own folder when the app lives below the root', () => {
    expect(route({ url: `${BASE}other/a.js`, mode: 'cors', method: 'GET' }, `${BASE}app/`, build)).toEqual({ type: 'status', status: 403 });
    expect(route({ url: `${BASE}app/assets/a.js`, mode: 'cors', method: 'GET' }, `${BASE}app/`, build)).toMatchObject({ path: 'assets/a.js' });
  });
});

describe('the built service worker', () => {
  it('asks the network for each file once while installing and never again', async () => {
    const worker = await start();
    await worker.dispatch('install');
    await worker.dispatch('activate');
    expect(worker.network.mock.calls.map(([url]) => url)).toEqual(Object.keys(FILES).map((path) => BASE + path));
    worker.network.mockClear();
    for (const target of ['', 'about.html', 'assets/a.js?x=SECRET', 'nope', 'https://elsewhere.example/']) {
      await worker.ask(target);
      await worker.ask(target, 'POST');
      await worker.ask(target, 'GET', 'navigate');
    }
    expect(worker.network).not.toHaveBeenCalled();
  });

  it('answers with the sealed headers and its own content type although the host sent neither', async () => {
    const worker = await start();
    await worker.dispatch('install');
    for (const [target, status] of [['assets/a.js', 200], ['nope', 404]] as const) {
      const response = await worker.ask(target);
      expect(response.status).toBe(status);
      for (const [name, value] of Object.entries(sealedHeaders())) expect(response.headers.get(name)).toBe(value);
    }
    expect((await worker.ask('assets/a.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await (await worker.ask('assets/a.js')).text()).toBe('let a');
  });

  it.each([
    ['one byte differs', () => new Response('let b')],
    ['a file is missing', () => new Response('let a', { status: 404 })],
  ])('refuses to install and leaves no copy behind when %s', async (_case, answer) => {
    const worker = await start({ 'assets/a.js': answer });
    await expect(worker.dispatch('install')).rejects.toThrow();
    expect(worker.stored.size).toBe(0);
  });

  it('keeps a copy that already serves a page when a second install of the same files fails', async () => {
    const worker = await start();
    await worker.dispatch('install');
    worker.network.mockRejectedValue(new TypeError('offline'));
    await expect(worker.dispatch('install')).rejects.toThrow();
    expect((await worker.ask('assets/a.js')).status).toBe(200);
  });

  it('deletes only its own older copies when it takes over', async () => {
    const worker = await start();
    worker.stored.set('cloakroom-older', new Map()).set('somebody-else', new Map());
    await worker.dispatch('install');
    await worker.dispatch('activate');
    expect([...worker.stored.keys()].sort()).toEqual(['cloakroom-bbbbbbbbbbbbbbbb', 'somebody-else']);
  });

  it('answers 503 and asks nobody when the browser has thrown the copy away', async () => {
    const worker = await start();
    await worker.dispatch('install');
    worker.stored.clear();
    worker.network.mockClear();
    expect((await worker.ask('assets/a.js')).status).toBe(503);
    expect(worker.network).not.toHaveBeenCalled();
  });

  it.each([
    [1, true],
    [2, false],
  ])('with %i tabs open answers a wish to update with %s', async (tabs, accepted) => {
    const worker = await start({}, tabs);
    expect(worker.skipWaiting).not.toHaveBeenCalled();
    expect(await worker.say({ type: 'activate-update' })).toEqual({ accepted });
    expect(worker.skipWaiting).toHaveBeenCalledTimes(accepted ? 1 : 0);
  });

  it('takes in pages that are outside when asked to', async () => {
    const worker = await start();
    await worker.say({ type: 'something-else' });
    expect(worker.claim).not.toHaveBeenCalled();
    await worker.say({ type: 'claim' });
    expect(worker.claim).toHaveBeenCalledTimes(1);
  });

  it('tells a client how many of its requests were answered', async () => {
    const worker = await start();
    await worker.ask('nope');
    await worker.ask('nope');
    expect(await worker.say({ type: 'witness' })).toMatchObject({ answered: 2, answeredToAll: 2, build: build.build });
  });
});

describe('files that are shared with the installed app', () => {
  const form = (...files: readonly File[]): FormData => {
    const data = new FormData();
    data.set('title', 'a word that is not a file');
    for (const file of files) data.append('files', file);
    return data;
  };
  const photo = new File(['pixels'], 'photo.png', { type: 'image/png' });
  const tokenOf = (response: Response): string | null => new URL(response.headers.get('location') ?? '').searchParams.get('shared');
  const contents = async (files: unknown): Promise<readonly string[]> => Promise.all((files as readonly File[]).map((file) => file.text()));

  it('are held without the network or a cache, and the page is told to ask for them', async () => {
    const worker = await start();
    await worker.dispatch('install');
    worker.network.mockClear();
    const stored = JSON.stringify([...worker.stored].map(([name, files]) => [name, [...files.keys()]]));
    const { response } = await worker.share(form(photo, new File(['more'], 'b.jpg')));
    expect(response.status).toBe(303);
    for (const [name, value] of Object.entries(sealedHeaders())) expect(response.headers.get(name)).toBe(value);
    expect(response.headers.get('location')).toMatch(/^https:\/\/app\.example\/\?shared=[0-9a-f-]{36}$/);
    const { files } = (await worker.say({ type: 'take-shared', token: tokenOf(response) })) as { files: unknown };
    expect(await contents(files)).toEqual(['pixels', 'more']);
    expect(worker.network).not.toHaveBeenCalled();
    expect(JSON.stringify([...worker.stored].map(([name, found]) => [name, [...found.keys()]]))).toBe(stored);
  });

  it('are handed out once, for the right word only, and keep the worker alive until then', async () => {
    const worker = await start();
    const first = await worker.share(form(photo));
    const second = await worker.share(form(new File(['second'], 'c.png')));
    let ended = false;
    void first.alive.then(() => (ended = true));
    for (const token of ['', 'guess', null, 7, {}]) expect(await worker.say({ type: 'take-shared', token })).toEqual({ files: [] });
    await Promise.resolve();
    expect(ended).toBe(false);
    const taken = (await worker.say({ type: 'take-shared', token: tokenOf(first.response) })) as { files: unknown };
    expect(await contents(taken.files)).toEqual(['pixels']);
    await first.alive;
    expect(await worker.say({ type: 'take-shared', token: tokenOf(first.response) })).toEqual({ files: [] });
    expect(await contents(((await worker.say({ type: 'take-shared', token: tokenOf(second.response) })) as { files: unknown }).files)).toEqual(['second']);
  });

  it('are forgotten after a minute', async () => {
    vi.useFakeTimers();
    try {
      const worker = await start();
      const { response, alive } = await worker.share(form(photo));
      vi.advanceTimersByTime(60_000);
      await alive;
      expect(await worker.say({ type: 'take-shared', token: tokenOf(response) })).toEqual({ files: [] });
    } finally {
      vi.useRealTimers();
    }
  });

  it('are none when the form can’t be read, and the page opens all the same', async () => {
    const worker = await start();
    const { response } = await worker.share('no form');
    expect(response.status).toBe(303);
    expect(await worker.say({ type: 'take-shared', token: tokenOf(response) })).toEqual({ files: [] });
  });
});

describe('the source of the service worker', () => {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, '../../../src/sw', name), 'utf8');
  const withoutComments = (source: string): string => source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

  it('can reach the network in install.ts only', () => {
    for (const name of ['sw.ts', 'answer.ts', 'route.ts', 'sealed-build.ts', 'share-target.ts']) {
      expect(withoutComments(read(name)), name).not.toMatch(/\bfetch\s*\(|XMLHttpRequest|WebSocket|importScripts|\.add(All)?\(|preloadResponse|import\(/);
    }
    expect(withoutComments(read('install.ts')).match(/\bfetch\s*\(/g)).toHaveLength(1);
  });

  it('uses install.ts for the install and activate events only', () => {
    const wiring = withoutComments(read('sw.ts'));
    const fetchHandler = wiring.slice(wiring.indexOf("addEventListener('fetch'"), wiring.indexOf("addEventListener('message'"));
    expect(fetchHandler).toContain('respondWith(answer(');
    expect(fetchHandler).not.toMatch(/installBuild|dropOtherBuilds/);
    expect(withoutComments(read('answer.ts')) + withoutComments(read('route.ts')) + withoutComments(read('share-target.ts'))).not.toContain('install.ts');
    expect(withoutComments(read('share-target.ts'))).not.toMatch(/caches|indexedDB/);
  });
});

let script: Promise<string> | undefined;

/** Runs the real bundle in a scope with a fake cache, a fake network and fake clients. */
async function start(special: Readonly<Record<string, () => Response>> = {}, tabs = 1) {
  script ??= bundleServiceWorker(build);
  const stored = new Map<string, Map<string, Response>>();
  const listeners = new Map<string, (event: object) => void>();
  const network = vi.fn((url: string) => {
    const path = url.slice(BASE.length);
    return Promise.resolve(special[path]?.() ?? new Response(FILES[path], { headers: { 'Content-Type': 'text/wrong' } }));
  });
  const open = (name: string) => {
    const cache = stored.get(name) ?? new Map<string, Response>();
    stored.set(name, cache);
    return Promise.resolve({
      put: (url: string, response: Response) => Promise.resolve(cache.set(url, response)),
      match: (url: string) => Promise.resolve(cache.get(url)?.clone()),
    });
  };
  const caches = {
    open,
    has: (name: string) => Promise.resolve(stored.has(name)),
    keys: () => Promise.resolve([...stored.keys()]),
    delete: (name: string) => Promise.resolve(stored.delete(name)),
  };
  class Client {
    id = 'client-1';
  }
  const claim = vi.fn(() => Promise.resolve());
  const skipWaiting = vi.fn(() => Promise.resolve());
  const self = {
    location: new URL('sw.js', BASE),
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    clients: { claim, matchAll: () => Promise.resolve(Array.from({ length: tabs }, () => new Client())) },
    skipWaiting,
  };
  runInNewContext(await script, { self, caches, fetch: network, crypto, Response, URL, Client, Uint8Array, Map, Array, Reflect, Promise, setTimeout, clearTimeout });
  const fire = async (type: string, more: object): Promise<unknown> => {
    let outcome: Promise<unknown> = Promise.resolve();
    const keep = (promise: Promise<unknown>): void => {
      outcome = promise;
    };
    listeners.get(type)?.({ waitUntil: keep, respondWith: keep, ...more });
    return outcome;
  };
  return {
    stored,
    network,
    claim,
    skipWaiting,
    dispatch: (type: 'install' | 'activate') => fire(type, {}),
    ask: async (target: string, method = 'GET', mode = 'cors'): Promise<Response> => {
      const request = { url: new URL(target, BASE).href, method, mode };
      return (await fire('fetch', { request, clientId: 'client-1', resultingClientId: '' })) as Response;
    },
    share: async (body: FormData | string): Promise<{ readonly response: Response; readonly alive: Promise<unknown> }> => {
      const sent = new Request(`${BASE}share-target`, { method: 'POST', body });
      const request = { url: sent.url, method: 'POST', mode: 'navigate', formData: () => sent.formData() };
      let alive: Promise<unknown> = Promise.resolve();
      let response: Promise<unknown> = Promise.resolve();
      listeners.get('fetch')?.({
        request, clientId: '', resultingClientId: 'client-1',
        waitUntil: (promise: Promise<unknown>) => (alive = promise),
        respondWith: (promise: Promise<unknown>) => (response = promise),
      });
      return { response: (await response) as Response, alive };
    },
    say: async (data: object): Promise<unknown> => {
      const postMessage = vi.fn();
      await fire('message', { data, ports: [{ postMessage }], source: new Client() });
      return postMessage.mock.calls[0]?.[0];
    },
  };
}
