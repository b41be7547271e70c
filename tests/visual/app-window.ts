import { test as base, type BrowserContext, type Page } from '@playwright/test';

/** The time that every page believes it is. */
const NOW = new Date('2026-03-02T10:00:00Z');

interface WorkerTools {
  /** One context for all tests of a look, so that the app installs itself once. */
  readonly shared: BrowserContext;
}

interface Tools {
  /** Opens the app as on a first visit: a new page, nothing stored, installed and at rest. */
  readonly fresh: () => Promise<Page>;
}

/** Tests that look at the app. */
export const test = base.extend<Tools, WorkerTools>({
  shared: [
    async ({ browser }, use, info) => {
      const { contextOptions, viewport, colorScheme, locale, timezoneId, baseURL } = info.project.use;
      const context = await browser.newContext({
        ...contextOptions,
        ...(viewport === undefined ? {} : { viewport }),
        ...(colorScheme === undefined ? {} : { colorScheme }),
        ...(locale === undefined ? {} : { locale }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
        ...(baseURL === undefined ? {} : { baseURL }),
      });
      // As many workers on every machine, so that a paused queue looks the same on all of them.
      await context.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 2 });
        Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 4 });
      });
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  fresh: async ({ shared }, use) => {
    const opened: Page[] = [];
    await use(async () => {
      await shared.setOffline(false);
      await opened.pop()?.close();
      const page = await shared.newPage();
      opened.push(page);
      await page.clock.setFixedTime(NOW);
      page.on('dialog', (dialog) => void dialog.accept());
      await forget(page);
      await open(page);
      return page;
    });
    await opened.pop()?.close();
    await shared.setOffline(false);
  },
});

/** Opens the app and waits until it runs from its checked copy. */
export async function open(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[data-testid="offline-badge"][data-state="ready"]').waitFor({ timeout: 60_000 });
}

/** Deletes what earlier tests left: settings, and unfinished work. */
async function forget(page: Page): Promise<void> {
  await page.goto('/notices.txt');
  await page.evaluate(async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      await new Promise((done) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = request.onerror = request.onblocked = done;
      });
    }
  });
}
