import { expect, type Page } from '@playwright/test';
import type { Boxes, Sight } from './compare.ts';

/** What is never in a picture: sample photos, and what differs from build to build. */
const UNSEEN = '.sample img, .request-list, .mono';
/** What is left out altogether: how long the rest will take depends on the machine. */
const LEFT_OUT = '[data-testid="queue-summary"] .soft';

async function shoot(page: Page): Promise<Buffer> {
  // By hand and not by a painted cover, which would lie on top of open dialogs too.
  await page.locator(UNSEEN).evaluateAll((elements) => {
    for (const element of elements) (element as HTMLElement).style.visibility = 'hidden';
  });
  await page.locator(LEFT_OUT).evaluateAll((elements) => {
    for (const element of elements) (element as HTMLElement).style.display = 'none';
  });
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** Waits until nothing moves any more, and takes a picture and the places of all elements that matter. */
export async function look(page: Page): Promise<Sight> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
  let before = await shoot(page);
  // Pictures, previews and crops come when they are ready: the screen is there when two pictures in a row are the same.
  await expect
    .poll(
      async () => {
        const last = before;
        before = await shoot(page);
        return last.equals(before);
      },
      { intervals: [250], timeout: 30_000 },
    )
    .toBe(true);
  return { picture: before, boxes: await boxes(page) };
}

/** Panels, headings, buttons, fields, regions and everything with a test id that is on the screen. */
function boxes(page: Page): Promise<Boxes> {
  return page.evaluate(() => {
    const found: Record<string, readonly [number, number, number, number]> = {};
    const counts = new Map<string, number>();
    for (const element of document.querySelectorAll<HTMLElement>('header, main, nav, aside, section, dialog, h1, h2, h3, button, input, select, [role], [data-testid]')) {
      const { left, top, width, height } = element.getBoundingClientRect();
      if (element.dataset['testid'] === 'queue-summary' || width < 2 || height < 2 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (left >= innerWidth || top >= innerHeight || left + width <= 0 || top + height <= 0) continue;
      const label = element.matches('button, h1, h2, h3') ? (element.getAttribute('aria-label') ?? element.innerText.split('\n', 1)[0] ?? '').slice(0, 40) : '';
      const kind = [element.tagName.toLowerCase(), element.dataset['testid'] ?? '', label].filter((part) => part !== '').join(' ');
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      found[count === 1 ? kind : `${kind} #${String(count)}`] = [Math.round(left), Math.round(top), Math.round(width), Math.round(height)];
    }
    return found;
  });
}
