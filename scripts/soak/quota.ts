import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveFolder } from '../headless/static-server.ts';
import { AppPage } from './app-page.ts';

/** Less than the app's own parts take. */
const TOO_SMALL = 1_000_000;
const NAME = 'on-the-stairs.jpg';

/**
 * Works with storage that is full: on a first visit, and in the middle of work. The app says what it has not, keeps nothing half, and
 * goes on to the finished file.
 * @param app - the built app
 * @returns what went wrong
 */
export async function fillStorage(app: string): Promise<readonly string[]> {
  return [...(await fullFromTheStart(app)), ...(await fullInTheMiddle(app))];
}

async function fullFromTheStart(app: string): Promise<readonly string[]> {
  return withApp(app, async (window, origin, setQuota) => {
    await setQuota(TOO_SMALL);
    await window.open(origin, 'failed');
    const caches = await window.page.evaluate(() => globalThis.caches.keys());
    console.log(`  full from the start: no offline copy, ${String(caches.length)} caches left behind`);
    const summary = await workThrough(window, app);
    return [...(caches.length > 0 ? ['a half-written offline copy is left'] : []), ...expectReady(summary)];
  });
}

async function fullInTheMiddle(app: string): Promise<readonly string[]> {
  return withApp(app, async (window, origin, setQuota) => {
    await window.open(origin);
    await setQuota(TOO_SMALL);
    const summary = await workThrough(window, app);
    await setQuota(undefined);
    // Room again: the app must still be the one it was.
    await window.page.reload();
    await window.page.locator('[data-testid="offline-badge"][data-state="ready"]').waitFor({ timeout: 60_000 });
    console.log(`  full in the middle: ${summary}`);
    return expectReady(summary);
  });
}

async function workThrough(window: AppPage, app: string): Promise<string> {
  await window.input.setInputFiles({ name: NAME, mimeType: 'image/jpeg', buffer: readFileSync(join(app, 'samples', NAME)) });
  await window.item(NAME).and(window.page.locator('[data-stage="review"]')).waitFor({ timeout: 60_000 });
  const first = window.page.getByTestId('region').first();
  await first.focus();
  for (const key of ['x', 'm', 'x', 'Enter']) await window.page.keyboard.press(key);
  return window.exportAll();
}

function expectReady(summary: string): readonly string[] {
  return summary.startsWith('1 file checked') ? [] : [`no finished file: ${summary}`];
}

async function withApp(app: string, use: (window: AppPage, origin: string, setQuota: (bytes: number | undefined) => Promise<void>) => Promise<readonly string[]>): Promise<readonly string[]> {
  const server = await serveFolder(app);
  const window = await AppPage.start();
  try {
    const session = await window.page.context().newCDPSession(window.page);
    const setQuota = async (quotaSize: number | undefined): Promise<void> => {
      await session.send('Storage.overrideQuotaForOrigin', { origin: server.origin, ...(quotaSize === undefined ? {} : { quotaSize }) });
    };
    const wrong = await use(window, server.origin, setQuota);
    return [...wrong, ...window.errors.map((error) => `uncaught: ${error}`)];
  } finally {
    await window.browser.close();
    await server.close();
  }
}
