import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { startStaticServer, type StaticServer } from '../../scripts/egress/static-server.ts';
import { sealedHeaders } from '../../scripts/sealed-headers.ts';
import { expectNoFindings } from './accessible.ts';
import { sample } from './workroom.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** The built app on a server of its own, and a page elsewhere whose form posts as the system’s share sheet does. */
interface Sharing {
  readonly server: StaticServer;
  readonly share: (page: Page, files: readonly { name: string; mimeType: string; buffer: Buffer }[]) => Promise<void>;
}

/**
 * The share sheet itself can’t be driven. What it does is a navigation by POST with a multipart form, and that is what a
 * form does; it has to stand on another page, because the app’s own policy forbids forms.
 */
const FORM = (action: string): string =>
  `<!doctype html><meta name="referrer" content="no-referrer"><form method="post" enctype="multipart/form-data" action="${action}"><input type="file" name="files" multiple><button>Share</button></form>`;

const test = base.extend<{ sharing: Sharing }>({
  sharing: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'cloakroom-share-'));
    cpSync(DIST, folder, { recursive: true });
    const server = await startStaticServer({ root: folder, headers: sealedHeaders() });
    const sheet: Server = createServer((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(FORM(`${server.origin}/share-target`)));
    await new Promise<void>((done) => sheet.listen(0, '127.0.0.1', done));
    const address = `http://localhost:${String((sheet.address() as AddressInfo).port)}/`;
    await use({
      server,
      share: async (page, files) => {
        await page.goto(address);
        await page.locator('input').setInputFiles([...files]);
        await page.getByRole('button', { name: 'Share' }).click();
      },
    });
    sheet.closeAllConnections();
    sheet.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

async function install(page: Page, server: StaticServer): Promise<void> {
  await page.goto(`${server.origin}/`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'ready');
}

test('shared files arrive in the page by way of the service worker, and none of them reaches the server', async ({ page, sharing }) => {
  const { server, share } = sharing;
  await install(page, server);
  const before = server.log.length;
  await share(page, [sample('on-the-stairs.jpg'), sample('fancy-dress.jpg')]);
  await expect(page.getByTestId('queue-item')).toHaveCount(2);
  await expect(page.locator('[data-testid="queue-item"][data-stage="review"]')).toHaveCount(2, { timeout: 60_000 });
  expect(page.url()).toBe(`${server.origin}/`);
  // The browser looks for a newer service worker whenever a page loads; nothing else may have been asked for.
  expect(server.log.slice(before).filter(({ target }) => target !== '/sw.js')).toEqual([]);
});

test('shared files are handed out once, and nothing of them is stored', async ({ page, sharing }) => {
  const { server, share } = sharing;
  await install(page, server);
  const landed = page.waitForRequest((request) => request.url().includes('?shared='));
  await share(page, [sample('fancy-dress.jpg')]);
  const address = (await landed).url();
  await expect(page.getByTestId('queue-item')).toHaveCount(1);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return requests.flat().filter((url) => /share-target|shared=/.test(url));
  });
  expect(kept).toEqual([]);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(address);
  await expect(page.getByRole('alert')).toHaveText('The shared files didn’t arrive. Share them again.');
  await expectNoFindings(page);
  await expect(page.getByTestId('queue-item')).toHaveCount(0);
});

test('without its service worker the app can’t keep shared files from its server', async ({ page, sharing }) => {
  // The limit that docs/zero-upload.md names: a browser that has thrown the service worker away posts to the server.
  const { server, share } = sharing;
  await install(page, server);
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  });
  await share(page, [sample('fancy-dress.jpg')]);
  await expect.poll(() => server.log.filter(({ method }) => method === 'POST').map(({ target }) => target)).toEqual(['/share-target']);
});
