import { expect, test, type Page } from '@playwright/test';
import { clip } from '../e2e/clips.ts';
import { openApp, openFiles, searched } from '../e2e/workroom.ts';
import { drawnPicture } from './drawn-picture.ts';

/** Ways of looking that make texts longer, rooms smaller or colours few. */
const WAYS = [
  { name: 'German', options: { locale: 'de-DE' } },
  { name: 'German on a phone', options: { locale: 'de-DE', viewport: { width: 390, height: 844 } } },
  { name: '200 % zoom', options: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } },
  { name: 'German at 200 % zoom', options: { locale: 'de-DE', viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } },
  { name: 'German on a laptop', options: { locale: 'de-DE', viewport: { width: 1366, height: 768 } } },
  { name: 'German in a small window', options: { locale: 'de-DE', viewport: { width: 1024, height: 768 } } },
  { name: 'forced colours', options: { contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } } },
] as const;

/** The page scrolled to the side or past its end, buttons whose text is cut off, and buttons that no scrolling brings into sight. */
function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${String(root.scrollWidth)} px wide on ${String(root.clientWidth)}`);
    if (root.scrollHeight > root.clientHeight) found.push(`the page is ${String(root.scrollHeight)} px high on ${String(root.clientHeight)}`);
    for (const bar of document.querySelectorAll('[role="toolbar"]')) if (bar.scrollWidth > bar.clientWidth) found.push(`the toolbar is ${String(bar.scrollWidth)} px wide on ${String(bar.clientWidth)}`);
    const scrolls = (element: Element | null): boolean => {
      for (let at = element; at !== null; at = at.parentElement) if (at.scrollWidth > at.clientWidth && ['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
      return false;
    };
    for (const button of document.querySelectorAll<HTMLElement>('button, select, a[href], [role="tab"]')) {
      if (button.clientWidth === 0 || !button.checkVisibility() || button.closest('.region-layer') !== null) continue;
      const { left, right } = button.getBoundingClientRect();
      const said = `“${(button.getAttribute('aria-label') ?? button.innerText).slice(0, 50)}”`;
      if (button.scrollWidth > button.clientWidth + 1 && button.tagName !== 'SELECT') found.push(`${said} is cut off: ${String(button.scrollWidth)} px on ${String(button.clientWidth)}`);
      if ((left < -1 || right > root.clientWidth + 1) && !scrolls(button)) found.push(`${said} is off the page: ${String(Math.round(left))} to ${String(Math.round(right))}`);
    }
    return found;
  });
}

for (const { name, options } of WAYS) {
  test.describe(name, () => {
    test.use(options);

    test('nothing is cut off or off the page: start, workroom and its panels, export', async ({ page }) => {
      await openApp(page);
      expect.soft(await overflowing(page), 'start').toEqual([]);
      await openFiles(page, [drawnPicture(1), drawnPicture(2)]);
      await searched(page, 2);
      expect.soft(await overflowing(page), 'workroom').toEqual([]);
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        expect.soft(await overflowing(page), `workroom, ${await tab.innerText()}`).toEqual([]);
      }
      await page.getByTestId('export').click();
      await page.getByRole('dialog').waitFor();
      expect.soft(await overflowing(page), 'export').toEqual([]);
      await page.getByTestId('start-export').click();
      await page.getByTestId('export-summary').waitFor({ timeout: 60_000 });
      expect.soft(await overflowing(page), 'exported').toEqual([]);
    });

    test('nothing of a film is cut off or off the page: timeline, a region on it, a part of it, the question about its sound', async ({ page }) => {
      await openApp(page);
      await openFiles(page, [await clip(page, { width: 640, height: 360, times: Array.from({ length: 20 }, (_, index) => index * 100), people: () => false, sound: true })]);
      await searched(page, 1);
      await page.getByTestId('timeline-ruler').waitFor();
      expect.soft(await overflowing(page), 'timeline').toEqual([]);
      await page.locator('.stage[role="group"]').focus();
      await page.keyboard.press('b');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('region')).toHaveCount(1);
      expect.soft(await overflowing(page), 'region').toEqual([]);
      // On a phone the rows are closed, and the fields of a part with them.
      const rows = page.locator('.timeline-head [aria-expanded]');
      if ((await rows.getAttribute('aria-expanded')) === 'false') await rows.click();
      await page.locator('.stage[role="group"]').focus();
      await page.keyboard.press('i');
      await page.keyboard.press('o');
      await page.getByRole('tab').first().click();
      expect.soft(await overflowing(page), 'part').toEqual([]);
      expect.soft(await page.locator('.stage[role="group"]').evaluate(({ clientHeight }) => clientHeight), 'height of the picture beside an open sheet').toBeGreaterThanOrEqual(150);
      await page.getByTestId('export').click();
      await page.getByRole('dialog').waitFor();
      expect.soft(await overflowing(page), 'question').toEqual([]);
    });
  });
}
