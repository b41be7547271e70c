import { expect, type Page } from '@playwright/test';
import { clip } from '../e2e/clips.ts';
import { stored } from '../e2e/stored-work.ts';
import { exportAll, openFiles, sample, searched } from '../e2e/workroom.ts';
import { open } from './app-window.ts';
import { drawnPicture } from './drawn-picture.ts';

/** A screen that is looked at. */
export interface Screen {
  readonly name: string;
  /** Whether sample photos are in it, so that no picture of it can be kept. */
  readonly photos?: boolean;
  /** Leads from a first visit to the screen. */
  readonly reach: (page: Page) => Promise<unknown>;
}

/**
 * Draws a box by keys alone, which is the same on every screen size.
 * @param steps - long steps from the middle of the picture, to the right and down; negative ones lead the other way
 */
async function drawBox(page: Page, [right, down]: readonly [number, number]): Promise<void> {
  const press = async (key: string, times: number): Promise<void> => {
    for (let done = 0; done < times; done += 1) await page.keyboard.press(key);
  };
  const before = await page.getByTestId('region').count();
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('b');
  await press(right < 0 ? 'Shift+ArrowLeft' : 'Shift+ArrowRight', Math.abs(right));
  await press(down < 0 ? 'Shift+ArrowUp' : 'Shift+ArrowDown', Math.abs(down));
  await press('Space', 1);
  await press('Shift+ArrowRight', 3);
  await press('Shift+ArrowDown', 3);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('region')).toHaveCount(before + 1);
  // It has the focus once it is drawn; a next one must not begin before.
  await expect(page.locator('[data-testid="region"]:focus')).toHaveCount(1);
}

async function openDrawn(page: Page): Promise<void> {
  await openFiles(page, [drawnPicture()]);
  await searched(page, 1);
  await drawBox(page, [-7, -3]);
}

/** A film of two seconds with sound, of a plain wall, with a region drawn on it. */
async function openFilm(page: Page): Promise<void> {
  const times = Array.from({ length: 50 }, (_, index) => index * 40);
  await openFiles(page, [await clip(page, { width: 640, height: 360, times, people: () => false, sound: true })]);
  await searched(page, 1);
  await drawBox(page, [-7, -3]);
  await page.getByTestId('timeline-ruler').waitFor();
}

async function openPhoto(page: Page): Promise<void> {
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.getByTestId('region').first().waitFor();
}

/** Presses "Pause" the moment both workers have a file in hand, before any is done, and waits until those are. */
async function openPaused(page: Page): Promise<void> {
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const button = document.querySelector<HTMLElement>('[data-testid="pause"]');
      if (button === null || document.querySelectorAll('[data-testid="queue-item"][data-stage="detecting"]').length < 2) return;
      observer.disconnect();
      button.click();
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-stage'] });
  });
  await openFiles(page, [1, 2, 3, 4, 5, 6].map(drawnPicture));
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  await expect(page.locator('[data-testid="queue-item"][data-stage="detecting"]')).toHaveCount(0, { timeout: 60_000 });
}

async function drag(page: Page): Promise<void> {
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'picture.png', { type: 'image/png' }));
    return data;
  });
  for (const type of ['dragenter', 'dragover']) await page.dispatchEvent('body', type, { dataTransfer: transfer });
}

/** Leaves with a decision made, and comes back. */
async function comeBack(page: Page): Promise<void> {
  await openDrawn(page);
  // What was drawn is kept a moment after the file itself.
  await expect.poll(async () => (await stored(page)).files.some(({ decisions }) => decisions.length > 0), { timeout: 15_000 }).toBe(true);
  await open(page);
  await page.getByTestId('unfinished').waitFor();
}

/** Comes to the app again with a browser that is not what it was. */
async function comeAgain(page: Page, change: () => void): Promise<void> {
  await page.addInitScript(change);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function hold(page: Page): Promise<void> {
  await openPhoto(page);
  await page.getByTestId('region').first().focus();
  const field = (name: string) => page.getByTestId('region-form').getByLabel(name);
  // On a phone the numbers are in a sheet that starts low.
  const raise = page.getByRole('button', { name: 'More', exact: true });
  if (await raise.isVisible()) await raise.click();
  await field('Left').fill(String(Math.round(Number(await field('Left').inputValue()) + 1.4 * Number(await field('Width').inputValue()))));
  await field('Left').press('Enter');
  await exportAll(page);
}

/** Every screen, in the order in which people meet them. */
export const SCREENS: readonly Screen[] = [
  { name: 'start', reach: async () => {} },
  { name: 'dragging-over', reach: drag },
  { name: 'unfinished', reach: comeBack },
  { name: 'deciding', photos: true, reach: async (page) => { await openPhoto(page); await page.keyboard.press('n'); } },
  { name: 'decided', reach: async (page) => { await openDrawn(page); await drawBox(page, [3, -3]); } },
  { name: 'film', reach: openFilm },
  {
    name: 'film-question',
    reach: async (page) => {
      await openFilm(page);
      await page.getByTestId('export').click();
      await page.getByRole('dialog', { name: 'Export' }).waitFor();
    },
  },
  { name: 'paused', reach: openPaused },
  {
    name: 'all-regions',
    reach: async (page) => {
      await openDrawn(page);
      await page.getByTestId('view-toggle').click();
      await page.locator('.gallery').waitFor();
    },
  },
  {
    name: 'policy-room',
    reach: async (page) => {
      await openDrawn(page);
      await page.getByRole('tab', { name: 'Masks' }).click();
      // Without a pointer, which would scroll the panel to where it likes.
      await page.getByRole('button', { name: 'Presets and sharing' }).evaluate((button: HTMLElement) => button.click());
      await page.getByRole('dialog', { name: 'Policy' }).waitFor();
    },
  },
  { name: 'settings', reach: async (page) => { await page.getByRole('button', { name: 'Settings' }).click(); await page.locator('.detectors[aria-busy="false"]').waitFor(); } },
  { name: 'proof', reach: async (page) => { await page.getByTestId('network-witness').click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'export-question', photos: true, reach: async (page) => { await openPhoto(page); await page.getByTestId('export').click(); await page.getByRole('dialog', { name: 'Export' }).waitFor(); } },
  { name: 'export-done', reach: async (page) => { await openDrawn(page); await exportAll(page); } },
  { name: 'export-held', photos: true, reach: hold },
  {
    name: 'refused-file',
    reach: async (page) => {
      await openFiles(page, [{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }]);
      await page.locator('[data-testid="queue-item"][data-stage="failed"]').waitFor();
    },
  },
  {
    name: 'cancelled',
    reach: async (page) => {
      await openPaused(page);
      await page.getByRole('button', { name: 'Cancel all' }).evaluate((button: HTMLElement) => button.click());
      const cancelled = page.locator('[data-testid="queue-item"][data-stage="cancelled"]').first();
      await cancelled.click();
      // Where a row has scrolled to depends on what was measured before.
      await cancelled.evaluate((item) => item.scrollIntoView({ block: 'nearest', inline: 'start' }));
    },
  },
  { name: 'unsupported', reach: (page) => comeAgain(page, () => Reflect.deleteProperty(globalThis, 'OffscreenCanvas')) },
  {
    name: 'little-room',
    reach: (page) =>
      comeAgain(page, () => {
        Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
        navigator.storage.estimate = () => Promise.resolve({ usage: 95, quota: 100 });
      }),
  },
  { name: 'offline', reach: async (page) => { await page.context().setOffline(true); await open(page); } },
];
