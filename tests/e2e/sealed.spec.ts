import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { build as bundle } from 'vite';
import { startStaticServer, type StaticServer } from '../../scripts/egress/static-server.ts';
import { sealBuild } from '../../scripts/seal-build.ts';
import { sealedHeaders } from '../../scripts/sealed-headers.ts';
import type { NetworkWitness } from '../../src/ui/proof/witness-store.ts';
import { expectNoFindings } from './accessible.ts';
import { pressTo } from './by-keyboard.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** The built app in a folder of its own, on a server of its own that can be changed and switched off. */
interface Host {
  readonly folder: string;
  readonly server: StaticServer;
  /** Paths asked for since the last call. */
  readonly asked: () => readonly string[];
}

const test = base.extend<{ host: Host }>({
  host: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'cloakroom-sealed-'));
    cpSync(DIST, folder, { recursive: true });
    const server = await startStaticServer({ root: folder, headers: sealedHeaders() });
    let seen = 0;
    const asked = (): readonly string[] => {
      const fresh = server.log.slice(seen).map(({ target }) => target);
      seen = server.log.length;
      return fresh;
    };
    await use({ folder, server, asked });
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Opens the app and waits until it runs from its checked copy. */
async function openInstalled(page: Page, host: Host, path = '/'): Promise<void> {
  await page.goto(host.server.origin + path);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

function manifestOf(folder: string): { build: string; assets: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, 'build-manifest.json'), 'utf8')) as { build: string; assets: Record<string, string> };
}

test('every response of the preview server carries the sealed headers, errors too', async ({ request }) => {
  const missing = ['missing.js', 'missing/page'];
  const paths = ['', ...Object.keys(manifestOf(DIST).assets), 'sw.js', 'build-manifest.json', ...missing];
  for (const path of paths) {
    const response = await request.get(`/${path}`);
    expect(response.status(), path).toBe(missing.includes(path) ? 404 : 200);
    for (const [name, value] of Object.entries(sealedHeaders())) expect(response.headers()[name.toLowerCase()], `${path} ${name}`).toBe(value);
  }
});

test('the page starts without a policy violation, isolated, and sets no cookie', async ({ page, context, host }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await openInstalled(page, host);
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'ready');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await context.cookies()).toEqual([]);
  expect(complaints).toEqual([]);
});

test('the page has taken the policy names and dropped what could reach another machine', async ({ page, host }) => {
  await openInstalled(page, host);
  const found = await page.evaluate(() => {
    const refused = (attempt: () => unknown): boolean => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    };
    const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } };
    return {
      takesCloakroom: !refused(() => trustedTypes.createPolicy('cloakroom', {})),
      takesDefault: !refused(() => trustedTypes.createPolicy('default', { createScriptURL: (url: string) => url })),
      takesOther: !refused(() => trustedTypes.createPolicy('other', {})),
      startsPlainWorker: !refused(() => new Worker('/sw.js')),
      writesMarkup: !refused(() => (document.createElement('div').innerHTML = '<img>')),
      left: ['RTCPeerConnection', 'WebTransport', 'WebSocket', 'EventSource'].filter((name) => name in globalThis),
    };
  });
  expect(found).toEqual({ takesCloakroom: false, takesDefault: false, takesOther: false, startsPlainWorker: false, writesMarkup: false, left: [] });
});

test('after the install, a reload asks the server for no part of the app', async ({ page, host }) => {
  await openInstalled(page, host);
  host.asked();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // The browser itself may look for a newer service worker, at this one fixed address.
  expect(host.asked().filter((target) => target !== '/sw.js')).toEqual([]);
});

test('reloads with the server gone, with the headers and the isolation it had', async ({ page, context, host }) => {
  await openInstalled(page, host);
  await host.server.close();
  await context.setOffline(true);
  const response = await page.reload();
  expect(response?.fromServiceWorker()).toBe(true);
  for (const [name, value] of Object.entries(sealedHeaders())) expect(response?.headers()[name.toLowerCase()], name).toBe(value);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expectNoFindings(page);
});

test('brings the sealed headers along where the host forgot them', async ({ page, host }) => {
  host.server.headers = {};
  await openInstalled(page, host);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  const response = await page.reload();
  expect(response?.headers()['connection-allowlist']).toBe('(response-origin)');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('answers unknown paths and queries itself, so that nothing in an address reaches the server', async ({ page, host }) => {
  await openInstalled(page, host);
  host.asked();
  const answers = await page.evaluate(async () => {
    const ask = async (path: string, init?: RequestInit): Promise<readonly [number, string | null]> => {
      const response = await fetch(path, init);
      return [response.status, response.headers.get('connection-allowlist')];
    };
    return [await ask('/nowhere?data=SECRET'), await ask('/index.html?data=SECRET'), await ask('/', { method: 'POST', body: 'SECRET' })];
  });
  expect(answers).toEqual([[404, '(response-origin)'], [200, '(response-origin)'], [405, '(response-origin)']]);
  await page.goto(`${host.server.origin}/somewhere?data=SECRET`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(host.asked().filter((target) => target !== '/sw.js')).toEqual([]);
});

test('keeps no copy when one byte of one file is wrong', async ({ page, host }) => {
  const victim = join(host.folder, 'manifest.webmanifest');
  const bytes = readFileSync(victim);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(victim, bytes);
  await page.goto(host.server.origin);
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'failed');
  await expectNoFindings(page);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});

test('a new build waits until it is let in, and takes over whole', async ({ page, host }) => {
  await openInstalled(page, host);
  const old = manifestOf(host.folder).build;
  const next = await publishNewBuild(host);
  await lookForUpdate(page);
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'update-waiting');
  expect(await buildInUse(page)).toBe(old);
  await page.reload();
  expect(await buildInUse(page)).toBe(old);
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'update-waiting');

  await expectNoFindings(page);

  const reloaded = page.waitForEvent('load');
  await pressTo(page, 'Tab', page.getByRole('button', { name: 'Restart to update' }));
  await page.keyboard.press('Enter');
  await reloaded;
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'ready');
  expect(await buildInUse(page)).toBe(next);
  expect(await page.evaluate(() => caches.keys())).toEqual([`cloakroom-${next.slice(0, 16)}`]);
});

test('a new build is not let in while another tab runs the old one', async ({ page, context, host }) => {
  await openInstalled(page, host);
  const old = manifestOf(host.folder).build;
  const other = await context.newPage();
  await openInstalled(other, host);
  await publishNewBuild(host);
  await lookForUpdate(page);
  const button = page.getByRole('button', { name: 'Restart to update' });
  await button.click();
  await expect(button).toHaveAttribute('title', /other Cloakroom tabs/);
  await expectNoFindings(page);
  expect(await buildInUse(page)).toBe(old);
  expect(await buildInUse(other)).toBe(old);
});

test('a damaged new build never replaces the old one', async ({ page, host }) => {
  await openInstalled(page, host);
  const old = manifestOf(host.folder).build;
  await publishNewBuild(host);
  writeFileSync(join(host.folder, 'new-in-this-build.txt'), 'damaged on the way');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const given = new Promise<void>((done) => {
      registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing?.addEventListener('statechange', () => installing.state === 'redundant' && done());
      });
    });
    await registration.update().catch(() => undefined);
    await given;
  });
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
  await page.reload();
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'ready');
  expect(await buildInUse(page)).toBe(old);
});

test.describe('the network witness', () => {
  test('counts an answer of the service worker as such, and an object URL not at all', async ({ page, host }) => {
    await plantWitness(host);
    await openInstalled(page, host);
    await page.goto(`${host.server.origin}/witness.html`);
    await plant(page, ['image:blob', '/build-manifest.json']);
    await expect.poll(() => counts(page)).toEqual({ sent: 0, cached: 1, blocked: 0 });
  });

  test('rises by one for one planted request that reaches the network', async ({ page, host }) => {
    await plantWitness(host);
    await page.goto(`${host.server.origin}/witness.html`);
    await plant(page, ['image:blob', '/build-manifest.json']);
    await expect.poll(() => counts(page)).toEqual({ sent: 1, cached: 0, blocked: 0 });
    expect(host.asked()).toContain('/build-manifest.json');
  });

  test('counts stopped requests to another host as stopped, not as sent', async ({ page, host }) => {
    await plantWitness(host);
    await page.goto(`${host.server.origin}/witness.html`);
    // The last one is let through: once it is counted, the browser has told of those before it too.
    await plant(page, ['http://127.0.0.1:9/x', 'image:http://127.0.0.1:9/y', '/build-manifest.json']);
    await expect.poll(() => counts(page)).toEqual({ sent: 1, cached: 0, blocked: 2 });
  });
});

async function publishNewBuild(host: Host): Promise<string> {
  writeFileSync(join(host.folder, 'new-in-this-build.txt'), 'new');
  return (await sealBuild(host.folder)).build;
}

async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  // Not by waitForFunction, for which the promise of an answer is an answer.
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)).toBe(true);
}

async function buildInUse(page: Page): Promise<string> {
  return page.evaluate(async () => ((await (await fetch('/build-manifest.json')).json()) as { build: string }).build);
}

/** Adds a bare page to the build that shows the real witness at work. */
async function plantWitness(host: Host): Promise<void> {
  await bundle({
    configFile: false,
    root: join(import.meta.dirname, 'channels'),
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: host.folder,
      emptyOutDir: false,
      rolldownOptions: { input: join(import.meta.dirname, 'channels/witness-probe.ts'), output: { entryFileNames: 'witness-probe.js' } },
    },
  });
  writeFileSync(join(host.folder, 'witness.html'), '<!doctype html><title>Witness</title><script type="module" src="/witness-probe.js"></script>');
  expect(existsSync(join(host.folder, 'witness-probe.js'))).toBe(true);
  await sealBuild(host.folder);
}

interface Counts {
  readonly sent: number;
  readonly cached: number;
  readonly blocked: number;
}

/** Opens files, as far as the witness is concerned, and then makes these requests one after the other. */
async function plant(page: Page, targets: readonly string[]): Promise<void> {
  // The browser tells of the page's own script a little later; told after the count begins, it would be taken for one of these.
  await page.waitForFunction(() => {
    const { networkWitness } = globalThis as unknown as { networkWitness?: NetworkWitness };
    return networkWitness !== undefined && networkWitness.getSnapshot().requests.length >= performance.getEntriesByType('resource').length;
  });
  await page.evaluate(async (list) => {
    const { networkWitness } = globalThis as unknown as { networkWitness: NetworkWitness };
    networkWitness.markOpened();
    Object.assign(globalThis, { cachedBefore: networkWitness.getSnapshot().fromCache });
    for (const target of list) {
      if (!target.startsWith('image:')) {
        await fetch(target).then((response) => response.arrayBuffer(), () => undefined);
        continue;
      }
      const image = new Image();
      await new Promise((done) => {
        image.onload = image.onerror = done;
        image.src = target === 'image:blob' ? URL.createObjectURL(new Blob(['x'])) : target.slice('image:'.length);
      });
    }
  }, targets);
}

async function counts(page: Page): Promise<Counts> {
  return page.evaluate(() => {
    const { networkWitness, cachedBefore } = globalThis as unknown as { networkWitness: NetworkWitness; cachedBefore: number };
    const { sinceOpened, fromCache, blocked } = networkWitness.getSnapshot();
    return { sent: sinceOpened, cached: fromCache - cachedBefore, blocked };
  });
}
