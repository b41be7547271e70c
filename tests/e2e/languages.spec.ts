import { expect, test, type Page } from '@playwright/test';
import { openApp, openFiles, sample, searched } from './workroom.ts';

const html = (page: Page) => page.locator('html');
const region = (page: Page, name: RegExp) => page.getByTestId('region').and(page.getByRole('button', { name }));

/** Opens the app as someone finds it who chose a language on an earlier visit, made-up languages included. */
async function openIn(page: Page, language: string): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem('cloakroom.settings', JSON.stringify({ language: chosen })), language);
  await openApp(page);
}

/** Lists whose rows reach a little beyond them by design. */
const BLEEDS = '.region-list, .region-group';
/** Strips that scroll to the side by design. */
const SCROLLERS = '.toolbar, .tabs, .queue-scroll, .request-list';
/** Names from the person's own device or from the platform: they may be cut off, and are written as they are. */
const OWN_NAMES = '.queue-name, .export-file, .export-source, .request-list td, .mono, .metadata, .key, .brand, .shipped li';

/** Whatever is wider than its place: text that is cut off or runs over its neighbour, or has room for a letter a line. */
function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    ([scrollers, names, bleeds]) => {
      const found: string[] = [];
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth) found.push(`page: ${String(root.scrollWidth)} > ${String(root.clientWidth)}`);
      for (const element of document.querySelectorAll<HTMLElement>('body *')) {
        if (element.clientWidth === 0 || !element.checkVisibility() || element.matches(`${scrollers}, ${bleeds}, .stage`) || element.closest(`${names}, .region-layer`) !== null) continue;
        if (getComputedStyle(element).clipPath !== 'none') continue;
        if (element.scrollWidth > element.clientWidth + 1) {
          found.push(`${element.tagName}.${element.className}: ${String(element.scrollWidth)} > ${String(element.clientWidth)} “${element.innerText.slice(0, 60)}”`);
        }
        const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.nodeValue ?? '').join('').trim();
        if (text.length >= 12 && element.clientWidth < 48 && element.clientHeight > 100) found.push(`${element.tagName}.${element.className} stacks its letters “${text.slice(0, 60)}”`);
        const { left, right } = element.getBoundingClientRect();
        if (element.closest(scrollers) === null && (left < -1 || right > root.clientWidth + 1)) found.push(`${element.tagName}.${element.className} is off the page`);
      }
      return found;
    },
    [SCROLLERS, OWN_NAMES, BLEEDS] as const,
  );
}

/** Words on the screen that are in plain letters, so that they can't come from the made-up dictionary. */
function untranslated(page: Page): Promise<readonly string[]> {
  return page.evaluate((names) => {
    const found: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const { parentElement, nodeValue } = node;
      if (parentElement === null || parentElement.closest(`${names}, script, style, noscript, [lang]:not(html)`) !== null) continue;
      if (/[a-z]{3}/u.test((nodeValue ?? '').replaceAll(/\{[a-z]+\}/gu, ''))) found.push(nodeValue ?? '');
    }
    return found;
  }, OWN_NAMES);
}

test.describe('with a browser in German', () => {
  test.use({ locale: 'de-DE' });

  test('the first visit is in German, and nothing is drawn in English before', async ({ page }) => {
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seenHeadings: seen });
      new MutationObserver(() => {
        const heading = document.querySelector('h1')?.textContent;
        if (heading !== undefined && heading !== null && seen.at(-1) !== heading) seen.push(heading);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await openApp(page);
    const heading = 'Fotos und Videos anonymisieren, ohne sie irgendwohin zu senden.';
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(html(page)).toHaveAttribute('lang', 'de');
    expect(await page.evaluate(() => (window as unknown as { seenHeadings: string[] }).seenHeadings)).toEqual([heading]);
    await openFiles(page, [{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }]);
    await expect(page.getByTestId('queue-item')).toContainText('Diese Art von Datei wird nicht unterstützt.', { timeout: 60_000 });
  });
});

test('another language is in force at once, and keeps files, decisions and the open settings', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.keyboard.press('n');
  await page.keyboard.press('x');
  const cleared = await region(page, /kept clear$/).count();
  const all = await page.getByTestId('region').count();
  expect(cleared).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Deutsch' }).check();
  await expect(page.getByRole('dialog', { name: 'Einstellungen' })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'de');
  await page.keyboard.press('Escape');
  await expect(region(page, /nicht maskiert$/)).toHaveCount(cleared);
  await expect(page.getByTestId('region')).toHaveCount(all);
  await expect(page.getByTestId('region-row').first()).toContainText('Gesicht');
  await expect(page.getByTestId('queue-item')).toHaveCount(1);
  await expect(page.getByTestId('network-witness')).toContainText('0 Anfragen seit dem Öffnen der Dateien');

  // What was chosen is there on the next visit.
  const next = await page.context().newPage();
  await openApp(next);
  await expect(html(next)).toHaveAttribute('lang', 'de');
});

for (const [width, height] of [[1280, 800], [390, 844]] as const) {
  test.describe(`at ${String(width)} px`, () => {
    test.use({ viewport: { width, height } });

    test('words of any length fit, and all of them come from the dictionary', async ({ page }) => {
      test.setTimeout(120_000);
      await openIn(page, 'en-XA');
      const expectFits = async (): Promise<void> => {
        expect(await overflowing(page)).toEqual([]);
        expect(await untranslated(page)).toEqual([]);
      };
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\[.*\]$/u);
      await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
      await expectFits();
      await page.getByTestId('network-witness').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectFits();
      for (const channel of ['fetch', 'image', 'own-server']) {
        await page.getByTestId(`try-${channel}`).getByRole('button').click();
        await expect(page.getByTestId(`try-${channel}`)).toHaveAttribute('data-outcome', /^(?!running)/u);
      }
      await expectFits();
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectFits();
      await page.keyboard.press('Escape');
      await page.locator('.header-right .button-icon').first().click();
      await expect(page.locator('.shipped')).toBeVisible();
      await expectFits();
      await page.keyboard.press('Escape');

      await openFiles(page, [sample('on-the-stairs.jpg'), { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }]);
      await searched(page, 1);
      await page.keyboard.press('n');
      await expectFits();
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await expectFits();
      }
      await page.getByTestId('export').click();
      await expect(page.getByTestId('undecided-question')).toBeVisible();
      await expectFits();
      await page.getByTestId('undecided-question').getByRole('button').first().click();
      await expect(page.getByTestId('save-all')).toBeVisible({ timeout: 60_000 });
      await expectFits();
    });
  });
}

test('from right to left the page is mirrored, and the picture is not', async ({ page, browser }) => {
  /** Where the panels are, and where each region is within the picture. */
  const layout = async (shown: Page) => {
    await openFiles(shown, [sample('on-the-stairs.jpg')]);
    await searched(shown, 1);
    await expect(shown.getByTestId('region').first()).toBeVisible();
    const left = async (selector: string): Promise<number> => (await shown.locator(selector).boundingBox())?.x ?? -1;
    const stage = await left('.stage');
    const regions = await Promise.all((await shown.getByTestId('region').all()).map(async (one) => Math.round(((await one.boundingBox())?.x ?? 0) - stage)));
    return { queue: await left('.queue'), inspector: await left('.inspector'), regions };
  };
  await openApp(page);
  const usual = await layout(page);
  await page.close();
  const other = await (await browser.newContext()).newPage();
  await openIn(other, 'ar-XB');
  await expect(html(other)).toHaveAttribute('dir', 'rtl');
  const mirrored = await layout(other);
  expect(usual.queue).toBeLessThan(usual.inspector);
  expect(mirrored.queue).toBeGreaterThan(mirrored.inspector);
  expect(usual.regions.length).toBeGreaterThan(0);
  expect(mirrored.regions).toEqual(usual.regions);
  expect(await overflowing(other)).toEqual([]);
  await other.context().close();
});
