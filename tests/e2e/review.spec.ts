import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expectNoFindings } from './accessible.ts';
import { expect, OFFLINE_COPY, test } from './app-test.ts';
import { dropFiles, exportAll, openApp, openFiles, sample, searched } from './workroom.ts';

const regions = (page: Page) => page.getByTestId('region');
const named = (page: Page, name: RegExp) => page.getByTestId('region').and(page.getByRole('button', { name }));

async function saved(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

test('a sample is two clicks from its masks, and the page asks the network for nothing', OFFLINE_COPY, async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: /Try the sample/ }).first().click();
  await searched(page, 1);
  await expect(named(page, /masked$/).first()).toBeVisible();
  await expect(page.getByTestId('network-witness')).toContainText('0 requests since you opened files');
});

test('a dropped file that is no picture says why, and the others go on', async ({ page }) => {
  await openApp(page);
  const cut = sample('evening-out.jpg');
  await dropFiles(page, [
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
    { ...cut, name: 'cut.jpg', buffer: cut.buffer.subarray(0, 20_000) },
    sample('on-the-stairs.jpg'),
  ]);
  await searched(page, 1);
  const items = page.getByTestId('queue-item');
  await expect(items.nth(0)).toContainText('This kind of file is not supported.');
  await expect(items.nth(1)).toContainText('This file ends in the middle of its data');
  await expect(page.getByTestId('export')).toContainText('Export 1 file');
  // The one that was cut off doesn’t go on, either.
  await expect(page.getByTestId('stage-error')).toContainText('The other file goes on.');
  // From a file that can’t be opened the way leads to what is to be decided in the next one.
  await expect(page.getByTestId('stage-error')).toBeVisible();
  await page.getByTestId('undecided').click();
  await expect(items.nth(2).locator('[aria-current]')).toHaveCount(1);
  await expect(page.locator('[data-testid="region"]:focus')).toHaveAccessibleName(/to decide$/);
});

test('metadata is shown with its values before it goes', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.getByRole('tab', { name: /Metadata/ }).click();
  await expect(page.getByTestId('metadata')).toContainText('GPSLatitude');
  await expect(page.getByTestId('metadata')).toContainText('Sample Owner');
});

test('a review needs nothing but the keyboard', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg'), sample('evening-out.jpg')]);
  await searched(page, 2);
  const before = await regions(page).count();

  // The first file has something to decide: N goes there, X keeps it clear, and the review goes on to the next file.
  await page.keyboard.press('n');
  const first = page.locator(':focus');
  await expect(first).toHaveAccessibleName(/^Face \d+ of \d+, confidence \d+ percent, to decide$/);
  const pending = named(page, /to decide$/);
  const count = await pending.count();
  for (let decided = 0; decided < count; decided += 1) await page.keyboard.press('x');
  await expect(page.locator('[aria-current="true"]')).toContainText('evening-out.jpg');
  await expect(page.locator(':focus')).toHaveAccessibleName(/to decide$/);

  // Back to the first file: a box is put in the middle, moved and made larger without a pointer.
  await page.keyboard.press('k');
  await expect(page.locator('[aria-current="true"]')).toContainText('on-the-stairs.jpg');
  await expect(regions(page)).toHaveCount(before);
  await page.keyboard.press('b');
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('Enter');
  await expect(regions(page)).toHaveCount(before + 1);
  const drawn = named(page, /^Area 1 of 1, drawn by you, masked$/);
  await expect(drawn).toBeFocused();
  const field = (name: string) => page.getByTestId('region-form').getByLabel(name);
  const left = Number(await field('Left').inputValue());
  const width = Number(await field('Width').inputValue());
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(field('Left')).toHaveValue(String(left + 11));
  await expect(field('Width')).toHaveValue(String(width + 1));

  // The number fields do the same, and undo takes every step back.
  await field('Left').fill('40');
  await field('Left').press('Enter');
  await expect(field('Left')).toHaveValue('40');
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('Control+z');
  await expect(field('Left')).toHaveValue(String(left + 11));
  await page.keyboard.press('Delete');
  await expect(regions(page)).toHaveCount(before);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
});

test('undo and redo follow the work over files and settings', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  const masked = named(page, /masked$/);
  const cleared = named(page, /kept clear$/);
  const all = await masked.count();
  await masked.first().focus();
  await page.keyboard.press('x');
  await expect(cleared).toHaveCount(1);
  await page.getByRole('tab', { name: 'Masks' }).click();
  await page.getByRole('radio', { name: 'Soft blur' }).check();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('radio', { name: 'Solid' })).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(masked).toHaveCount(all);
  await page.keyboard.press('Shift+Control+z');
  await expect(cleared).toHaveCount(1);
  await page.keyboard.press('Shift+Control+z');
  await expect(page.getByRole('radio', { name: 'Soft blur' })).toBeChecked();
});

test('a region is drawn, moved and resized with the pointer', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  const before = await regions(page).count();
  const stage = await page.getByRole('group', { name: 'Picture' }).boundingBox();
  if (stage === null) throw new Error('no stage');
  const drag = async (from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
  };
  const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
  await page.keyboard.press('e');
  await drag({ x: middle.x - 20, y: middle.y + 60 }, { x: middle.x + 40, y: middle.y + 110 });
  await expect(regions(page)).toHaveCount(before + 1);
  const drawn = named(page, /drawn by you/);
  const first = await drawn.boundingBox();
  await drag({ x: middle.x + 10, y: middle.y + 85 }, { x: middle.x + 40, y: middle.y + 95 });
  const moved = await drawn.boundingBox();
  expect(Math.round((moved?.x ?? 0) - (first?.x ?? 0))).toBe(30);
  await drag({ x: middle.x + 70, y: middle.y + 120 }, { x: middle.x + 90, y: middle.y + 130 });
  const resized = await drawn.boundingBox();
  expect(Math.round((resized?.width ?? 0) - (moved?.width ?? 0))).toBe(20);
});

test('an exported file carries neither the metadata nor the source’s name, and its hash is the one shown', OFFLINE_COPY, async ({ page }) => {
  await openApp(page);
  await openFiles(page, [{ ...sample('on-the-stairs.jpg'), name: 'anna-birthday.jpg' }]);
  await searched(page, 1);
  await exportAll(page);
  const row = page.getByTestId('export-row');
  await expect(row).toContainText('anonymised-0001.jpg');
  await expect(row).toContainText('from anna-birthday.jpg');
  await expect(row).toContainText('faces masked');
  await expect(row).toContainText('metadata entries removed');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  expect(download.suggestedFilename()).toBe('anonymised-0001.jpg');
  const bytes = await saved(download);
  const text = bytes.toString('latin1');
  expect(text.startsWith('\xff\xd8')).toBe(true);
  for (const trace of ['Exif', 'Sample Owner', 'SAMPLE-0001', 'xpacket', 'anna']) expect(text).not.toContain(trace);
  const { createHash } = await import('node:crypto');
  await expect(row).toContainText(createHash('sha256').update(bytes).digest('hex').slice(0, 12));
});

test('several files are saved as one ZIP with their records', OFFLINE_COPY, async ({ page }) => {
  // Without the system’s save dialog, which can’t be driven, the browser’s own download is used.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg'), sample('fancy-dress.jpg')]);
  await searched(page, 2);
  await exportAll(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  const entries = unzipSync(new Uint8Array(await saved(download)));
  expect(Object.keys(entries).sort()).toEqual(['anonymised-0001.jpg', 'anonymised-0001.record.json', 'anonymised-0002.jpg', 'anonymised-0002.record.json']);
  const record: unknown = JSON.parse(strFromU8(entries['anonymised-0001.record.json'] ?? new Uint8Array()));
  expect(record).toMatchObject({ version: 2, output: { format: 'jpeg' } });
  expect(JSON.stringify(record)).not.toContain('on-the-stairs');
  await expect(page.getByTestId('queue-item').first()).toContainText('Saved');
  await expectNoFindings(page);
});

test('the preview equals the exported picture, pixel for pixel', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.getByRole('tab', { name: 'Masks' }).click();
  await page.getByRole('radio', { name: 'Soft blur' }).check();
  await page.getByLabel('Format', { exact: true }).selectOption('png');
  await page.getByRole('tab', { name: 'Regions' }).click();
  await page.getByTestId('undecided').click();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('Shift+Digit0');
  await exportAll(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  const base64 = (await saved(download)).toString('base64');
  await page.keyboard.press('Escape');
  const compared = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.querySelector<HTMLCanvasElement>('.stage-canvas');
    const layer = document.querySelector<HTMLElement>('.region-layer');
    if (canvas === null || layer === null) return null;
    const shift = new DOMMatrix(layer.style.transform);
    const out = new OffscreenCanvas(canvas.width, canvas.height);
    const context = out.getContext('2d');
    context?.drawImage(bitmap, shift.e, shift.f);
    const wanted = context?.getImageData(0, 0, out.width, out.height).data ?? new Uint8ClampedArray();
    const shown = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    let different = 0;
    for (let index = 0; index < wanted.length; index += 1) if (wanted[index] !== shown[index]) different += 1;
    return { different, pixels: wanted.length / 4, zoom: getComputedStyle(layer).getPropertyValue('--scale') };
  }, base64);
  expect(compared).toMatchObject({ different: 0, zoom: '1' });
  expect(compared?.pixels).toBeGreaterThan(100_000);
});

test('a stage that grows and shrinks never stretches what is on it', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      const canvas = document.querySelector<HTMLCanvasElement>('.stage-canvas');
      if (canvas !== null) {
        const { width, height } = canvas.getBoundingClientRect();
        seen.push(`${String(width - canvas.width / devicePixelRatio)} ${String(height - canvas.height / devicePixelRatio)} ${String(width)}`);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  const seen = (): Promise<readonly string[]> => page.evaluate(() => (window as unknown as { readonly seen: readonly string[] }).seen);
  const widths = async (): Promise<number> => new Set((await seen()).map((line) => line.split(' ')[2])).size;
  for (const [index, width] of [1000, 1240, 900].entries()) {
    await page.setViewportSize({ width, height: 760 - width / 10 });
    await expect.poll(widths).toBeGreaterThanOrEqual(index + 2);
  }
  expect((await seen()).filter((line) => !line.startsWith('0 0 '))).toEqual([]);
});

test('cancelling stops the queue, and a cancelled file can be taken up again', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg'), sample('evening-out.jpg'), sample('fancy-dress.jpg')]);
  await page.getByRole('button', { name: 'Cancel all' }).click();
  await expect(page.locator('[data-testid="queue-item"][data-stage="waiting"], [data-testid="queue-item"][data-stage="detecting"]')).toHaveCount(0);
  const cancelled = page.locator('[data-testid="queue-item"][data-stage="cancelled"]');
  expect(await cancelled.count()).toBeGreaterThanOrEqual(2);
  await expectNoFindings(page);
  await page.getByRole('button', { name: 'Try fancy-dress.jpg again' }).click();
  await expect(page.getByTestId('queue-item').nth(2)).toHaveAttribute('data-stage', 'review', { timeout: 60_000 });
});

test('single-letter keys can be switched off', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Single-letter keys' }).uncheck();
  await page.keyboard.press('Escape');
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.keyboard.press('b');
  await expect(page.getByRole('button', { name: 'Box' })).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
});

test('a file that is closed with unsaved decisions can be opened again as it was', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.getByTestId('region').first().focus();
  await page.keyboard.press('x');
  const clear = page.getByTestId('region').and(page.getByRole('button', { name: /kept clear$/ }));
  await expect(clear).toHaveCount(1);
  await page.getByRole('button', { name: 'Close on-the-stairs.jpg' }).click();
  await expect(page.getByTestId('closed-notice')).toContainText('1 decision that is not saved');
  await expectNoFindings(page);
  await page.getByRole('button', { name: 'Open it again' }).click();
  await expect(clear).toHaveCount(1);
  await expect(page.getByTestId('closed-notice')).toHaveCount(0);
  await exportAll(page);
  await expect(page.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.');
});
