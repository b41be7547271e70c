import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test as base, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { startStaticServer, type StaticServer } from '../../scripts/egress/static-server.ts';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/find-chromium.mjs';
import { sealedHeaders } from '../../scripts/sealed-headers.ts';
import { sample } from './workroom.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** The built app in a browser profile of its own, because nothing can be installed in a private window. */
interface Installed {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
  readonly server: StaticServer;
  /** An empty folder. */
  readonly folder: string;
}

const test = base.extend<{ installed: Installed }>({
  installed: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'cloakroom-installed-'));
    cpSync(DIST, join(folder, 'dist'), { recursive: true });
    const server = await startStaticServer({ root: join(folder, 'dist'), headers: sealedHeaders() });
    const executablePath = findChromium();
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), { ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS] });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${server.origin}/`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const session = await context.newCDPSession(page);
    await use({ context, page, session, server, folder });
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Sends a command of the debugging port that playwright’s types don’t know. */
function send(session: CDPSession, method: string, params: object = {}): Promise<unknown> {
  return (session as unknown as { send: (method: string, params: object) => Promise<unknown> }).send(method, params);
}

test('nothing stands against installing the app, and its manifest has no error', async ({ installed }) => {
  const { page, session } = installed;
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'ready');
  const { installabilityErrors } = (await send(session, 'Page.getInstallabilityErrors')) as { installabilityErrors: unknown[] };
  expect(installabilityErrors).toEqual([]);
  const { errors, data } = (await send(session, 'Page.getAppManifest')) as { errors: unknown[]; data: string };
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data) as { file_handlers: { accept: Record<string, string[]> }[]; share_target?: { action: string }; shortcuts: { url: string }[] };
  expect(Object.keys(manifest.file_handlers[0]?.accept ?? {})).toContain('application/zip');
  expect(manifest.share_target).toBeUndefined();
  expect(manifest.shortcuts.map(({ url }) => url)).toEqual(['/?action=paste']);

  // With the header in the title bar's place, it moves the window, and what is in it still answers.
  const regions = (): Promise<readonly (string | undefined)[]> =>
    page.evaluate(() => ['.header', '.header button'].map((place) => {
      const element = document.querySelector(place);
      return element === null ? undefined : getComputedStyle(element).getPropertyValue('app-region') || getComputedStyle(element).getPropertyValue('-webkit-app-region');
    }));
  expect(await regions()).toEqual(['none', 'none']);
  const room = await page.locator('.header').evaluate((header) => header.getBoundingClientRect().height);
  // There is no way to ask a headless browser for that mode, so its rules are put in force for every mode.
  const rules = await page.evaluate(() => {
    const found = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes('window-controls-overlay'));
    for (const rule of found) (rule as CSSMediaRule).media.mediaText = 'all';
    return found.length;
  });
  expect(rules).toBe(1);
  expect(await regions()).toEqual(['drag', 'no-drag']);
  // Where the system covers nothing, nothing moves.
  expect(await page.locator('.header').evaluate((header) => [header.getBoundingClientRect().height, header.scrollWidth - header.clientWidth])).toEqual([room, 0]);
});

test('the share sheet is asked for only once a person wants it, and that manifest has no error either', async ({ installed }) => {
  const { page, session } = installed;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Take files that other apps share' }).check();
  await expect(page.locator('link[rel="manifest"]')).toHaveAttribute('href', 'manifest-share.webmanifest');
  const { errors, data } = (await send(session, 'Page.getAppManifest')) as { errors: unknown[]; data: string };
  expect(errors).toEqual([]);
  expect((JSON.parse(data) as { share_target?: { action: string } }).share_target?.action).toBe('/share-target');
});

test('files that are opened with the installed app arrive in the page that is open, whose work stays', async ({ installed }) => {
  const { context, page, session, server, folder } = installed;
  await page.getByTestId('file-input').setInputFiles([sample('fancy-dress.jpg')]);
  await expect(page.getByTestId('queue-item')).toHaveCount(1);
  const files = join(folder, 'pictures');
  mkdirSync(files);
  for (const name of ['on-the-stairs.jpg', 'evening-out.jpg'] as const) writeFileSync(join(files, name), sample(name).buffer);

  const manifestId = `${server.origin}/`;
  await send(session, 'PWA.install', { manifestId });
  const browser = await context.browser()?.newBrowserCDPSession();
  if (browser === undefined) throw new Error('no browser session');
  await send(browser, 'PWA.launchFilesInApp', { manifestId, files: [join(files, 'on-the-stairs.jpg'), join(files, 'evening-out.jpg')] });

  const names = page.locator('[data-testid="queue-item"] .queue-open');
  await expect(names).toHaveCount(3);
  expect(await names.evaluateAll((items) => items.map((item) => item.getAttribute('title')).sort())).toEqual(['evening-out.jpg', 'fancy-dress.jpg', 'on-the-stairs.jpg']);
  await expect(page.locator('[data-testid="queue-item"][data-stage="review"]')).toHaveCount(3, { timeout: 60_000 });
});

test('the shortcut that pastes opens the clipboard’s picture, once', async ({ installed }) => {
  const { context, page, server } = installed;
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 64);
    canvas.getContext('2d')?.fillRect(0, 0, 64, 64);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': canvas.convertToBlob({ type: 'image/png' }) })]);
  });
  await page.goto(`${server.origin}/?action=paste`);
  await expect(page.getByTestId('queue-item')).toContainText('clipboard-1.png');
  expect(new URL(page.url()).search).toBe('');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByTestId('queue-item')).toHaveCount(0);
});
