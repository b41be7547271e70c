import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { decodeGif, plainGif, type PlainFrame } from '../node/core/animation/gif-codec.ts';
import { TiffWriter } from '../../src/engine/pixels/tiff/tiff-writer.ts';
import { expectNoFindings, LOOKS } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { chooseFiles, press, pressTo, withoutSystemDialogs } from './by-keyboard.ts';
import { exportAll, openApp, openFiles, sample, dropFiles, searched, type TestFile } from './workroom.ts';

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

const FRAMES = 6;

/** A face from a sample picture, cut out and drawn on an empty frame. */
async function pictures(page: Page, blur = 0): Promise<{ readonly empty: Pixels; readonly withFace: Pixels }> {
  const read = await page.evaluate(async ([base64, radius]) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [480, 320];
    const context = canvas.getContext('2d')!;
    const pixels = (): string => {
      let text = '';
      for (const byte of context.getImageData(0, 0, canvas.width, canvas.height).data) text += String.fromCharCode(byte);
      return btoa(text);
    };
    context.fillStyle = '#aebfcf';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#7d9a86';
    context.fillRect(0, 240, canvas.width, 80);
    const empty = pixels();
    context.filter = `blur(${String(radius)}px)`;
    context.drawImage(bitmap, 0, 0, bitmap.width, bitmap.height, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return { empty, withFace: pixels() };
  }, [sample('on-the-stairs.jpg').buffer.toString('base64'), blur] as const);
  const raster = (base64: string): Pixels => ({ width: 480, height: 320, data: Uint8ClampedArray.from(Buffer.from(base64, 'base64')) });
  return { empty: raster(read.empty), withFace: raster(read.withFace) };
}

/** 256 colours: eight steps of red and green, four of blue. */
const PALETTE = Array.from({ length: 256 }, (_, i) => [((i >> 5) * 255) / 7, (((i >> 2) & 7) * 255) / 7, ((i & 3) * 255) / 3].map(Math.round));

/** An animation with people on two of its frames. A frame like the one before is stored as one pixel. */
async function animation(page: Page): Promise<TestFile> {
  const { empty, withFace } = await pictures(page);
  const indexOf = ({ data }: Pixels, at: number): number => ((data[at * 4]! >> 5) << 5) | ((data[at * 4 + 1]! >> 5) << 2) | (data[at * 4 + 2]! >> 6);
  const whole = (picture: Pixels): PlainFrame => ({ width: 480, height: 320, indices: Array.from({ length: 480 * 320 }, (_, at) => indexOf(picture, at)), delay: 50, disposal: 1 });
  const same = (picture: Pixels): PlainFrame => ({ width: 1, height: 1, indices: [indexOf(picture, 0)], delay: 50, disposal: 1 });
  const frames = [whole(empty), same(empty), whole(withFace), same(withFace), whole(empty), same(empty)];
  const buffer = Buffer.from(plainGif({ width: 480, height: 320, palette: PALETTE, repeats: 0, frames }));
  return { name: 'passing.gif', mimeType: 'image/gif', buffer };
}

/** Three pages, with people on the second, so blurred that a person has to decide where that is asked for. */
async function pages(page: Page, blur = 0): Promise<TestFile> {
  const { empty, withFace } = await pictures(page, blur);
  const writer = new TiffWriter();
  for (const picture of [empty, withFace, empty]) writer.add(picture);
  return { name: 'scan.tiff', mimeType: 'image/tiff', buffer: Buffer.from(writer.finish()) };
}

const bar = (page: Page) => page.getByTestId('frame-bar');
const regions = (page: Page) => page.getByTestId('region');

/** A point on the picture. */
async function middle(page: Page): Promise<[number, number]> {
  const box = await page.getByRole('group', { name: 'Picture' }).boundingBox();
  return [box!.x + box!.width / 2, box!.y + box!.height / 2];
}

test('an animation is reviewed frame by frame, and comes out masked on the frames of its finds', async ({ page }) => {
  await openApp(page);
  const file = await animation(page);
  await dropFiles(page, [file]);
  await searched(page, 1);
  await expect(bar(page)).toContainText('Frame 1 of 6');
  await expect(regions(page)).toHaveCount(0);

  // Keys step; the finds are held for one frame before they are seen.
  await page.keyboard.press('.');
  await expect(bar(page)).toContainText('Frame 2 of 6');
  await expect(regions(page).first()).toBeVisible();
  const found = await regions(page).count();
  await page.keyboard.press('.');
  await expect(bar(page)).toContainText('Frame 3 of 6');
  await page.keyboard.press(',');
  await page.keyboard.press(',');
  await page.keyboard.press(',');
  await expect(bar(page)).toContainText('Frame 1 of 6');
  await expect(regions(page)).toHaveCount(0);

  await page.getByRole('button', { name: 'Next frame' }).click();
  await expect(regions(page)).toHaveCount(found);
  await bar(page).getByRole('slider', { name: 'Shown frame' }).press('End');
  await expect(bar(page)).toContainText('Frame 6 of 6');
  await expect(page.getByRole('button', { name: 'Next frame' })).toHaveAttribute('aria-disabled', 'true');
  await expect(regions(page)).toHaveCount(0);

  await exportAll(page);
  const download = page.waitForEvent('download');
  await page.getByTestId('save-all').click();
  const output = decodeGif(readFileSync(await (await download).path()));
  expect(output.frames).toHaveLength(FRAMES);
  expect(output.frames.map(({ delay }) => delay)).toEqual(new Array<number>(FRAMES).fill(50));
  expect(output.repeats).toBe(0);
  expect(output.extensions.filter((label) => label === 0xfe)).toEqual([]);
});

test('an animation plays from its first frame to its last and on, until it is paused or stepped', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [await animation(page)]);
  await searched(page, 1);
  await bar(page).getByRole('button', { name: 'Play' }).click();
  await expect(bar(page)).toContainText('Frame 4 of 6');
  await expect(bar(page)).toContainText('Frame 1 of 6');
  await expect(bar(page)).toContainText('Frame 2 of 6');
  await bar(page).getByRole('button', { name: 'Pause' }).click();
  await expect(bar(page).getByRole('button', { name: 'Play' })).toBeVisible();

  await bar(page).getByRole('button', { name: 'Play' }).click();
  await page.keyboard.press('.');
  await expect(bar(page).getByRole('button', { name: 'Play' })).toBeVisible();

  await bar(page).getByRole('button', { name: 'Play' }).click();
  await page.mouse.move(...(await middle(page)));
  await page.mouse.down();
  await expect(bar(page).getByRole('button', { name: 'Play' })).toBeVisible();
  await page.mouse.up();
});

test('what is drawn on an animation is on every frame until its frames are changed', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [await animation(page)]);
  await searched(page, 1);
  await page.keyboard.press('b');
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('Enter');
  await expect(regions(page)).toHaveCount(1);
  const form = page.getByTestId('region-form');
  await expect(form.getByLabel('First frame')).toHaveValue('1');
  await expect(form.getByLabel('Last frame')).toHaveValue('6');
  await form.getByLabel('First frame').fill('6');
  await form.getByLabel('First frame').press('Enter');
  await expect(regions(page)).toHaveCount(0);
  await expect(form).toContainText('not on the shown frame');
  await bar(page).getByRole('slider').press('End');
  await expect(regions(page)).toHaveCount(1);
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('Control+z');
  await bar(page).getByRole('slider').press('Home');
  await expect(regions(page)).toHaveCount(1);
});

test('pages are reviewed one by one, and what is drawn is on its page only', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [await pages(page)]);
  await searched(page, 1);
  await expect(bar(page)).toContainText('Page 1 of 3');
  await expect(bar(page).getByRole('button', { name: 'Play' })).toHaveCount(0);
  await expect(regions(page)).toHaveCount(0);
  await page.keyboard.press('b');
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('Enter');
  await expect(regions(page)).toHaveCount(1);
  await page.keyboard.press('.');
  await expect(bar(page)).toContainText('Page 2 of 3');
  await expect(page.getByTestId('region').and(page.getByRole('button', { name: /drawn by you/ }))).toHaveCount(0);
  await expect(regions(page).first()).toBeVisible();
  await page.keyboard.press('.');
  await expect(bar(page)).toContainText('Page 3 of 3');
  await expect(regions(page)).toHaveCount(0);
  await exportAll(page);
  const download = page.waitForEvent('download');
  await page.getByTestId('save-all').click();
  const output = readFileSync(await (await download).path());
  expect(output.toString('latin1', 0, 4)).toBe('II*\0');
});

test('keys act on the shown page only: what is selected elsewhere is shown instead, and undo goes where it changed something', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [await pages(page)]);
  await searched(page, 1);
  const rows = page.getByTestId('region-row');
  const found = await rows.count();
  await page.keyboard.press('b');
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(found + 1);

  await page.keyboard.press('.');
  await expect(regions(page)).toHaveCount(found);
  await page.keyboard.press('Delete');
  await expect(page.getByRole('status').filter({ hasText: 'is on another page' })).toHaveCount(1);
  await expect(bar(page)).toContainText('Page 1 of 3');
  await expect(regions(page)).toHaveCount(1);
  await expect(page.locator(':focus')).toHaveAttribute('data-testid', 'region');

  await page.keyboard.press('Control+a');
  await expect(rows.and(page.locator('[data-selected]'))).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(found);
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await expect(page.getByRole('status').filter({ hasText: 'Page 3 of 3' })).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(bar(page)).toContainText('Page 1 of 3');
  await expect(regions(page)).toHaveCount(1);
});

test('the bar of frames is reached with F6 and keeps the focus at its ends', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [await pages(page)]);
  await searched(page, 1);
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('F6');
  const previous = bar(page).getByRole('button', { name: 'Previous page' });
  await expect(previous).toBeFocused();
  const next = bar(page).getByRole('button', { name: 'Next page' });
  await next.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(next).toBeFocused();
  await page.keyboard.press('Space');
  await expect(bar(page)).toContainText('Page 3 of 3');
});

test('what waits for a decision is shown on its page, also from another file', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [await animation(page), await pages(page, 3)]);
  await searched(page, 2);
  await page.keyboard.press('.');
  await expect(bar(page)).toContainText('Frame 2 of 6');
  await page.keyboard.press('n');
  await expect(page.locator('[aria-current="true"]')).toContainText('scan.tiff');
  await expect(bar(page)).toContainText('Page 2 of 3');
  await expect(page.locator(':focus')).toHaveAccessibleName(/to decide$/);
  await page.keyboard.press('k');
  await expect(bar(page)).toContainText('Frame 2 of 6');
});

test('an animation is stepped and played, and a region gets other frames, by keys alone', async ({ page }) => {
  await withoutSystemDialogs(page);
  await openApp(page);
  const file = await animation(page);
  await chooseFiles(page, page.getByRole('button', { name: 'Choose files' }), file);
  await searched(page, 1);
  await expect(page.getByRole('group', { name: 'Picture' })).toBeFocused();
  await press(page, '.', 2);
  await expect(bar(page)).toContainText('Frame 3 of 6');
  await pressTo(page, 'F6', bar(page).getByRole('button', { name: 'Play' }));
  await press(page, 'Enter');
  await expect(bar(page)).toContainText('Frame 5 of 6');
  await press(page, 'Enter');
  await expect(bar(page).getByRole('button', { name: 'Play' })).toBeFocused();
  await pressTo(page, 'Tab', bar(page).getByRole('slider'));
  await press(page, 'Home');
  await expect(bar(page)).toContainText('Frame 1 of 6');
  await press(page, 'b');
  await press(page, 'Enter');
  await expect(regions(page)).toHaveCount(1);
  const form = page.getByTestId('region-form');
  await pressTo(page, 'F6', page.getByRole('tab', { name: 'Regions' }));
  await pressTo(page, 'Tab', form.getByLabel('First frame'));
  await press(page, 'ArrowUp');
  await expect(regions(page)).toHaveCount(0);
  await expect(form.getByLabel('First frame')).toBeFocused();
  await press(page, 'Escape');
  await pressTo(page, 'Shift+F6', bar(page).getByRole('button', { name: 'Play' }));
  await press(page, '.');
  await expect(regions(page)).not.toHaveCount(0);
});

for (const { name, options } of LOOKS) {
  test.describe(name, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing where frames and pages are reviewed', async ({ page }) => {
      await openApp(page);
      await openFiles(page, [await animation(page), await pages(page)]);
      await searched(page, 2);
      await page.keyboard.press('.');
      await page.keyboard.press('.');
      await expect(bar(page)).toContainText('Frame 3 of 6');
      await expect(regions(page).first()).toBeVisible();
      await expectNoFindings(page);
      await page.keyboard.press('j');
      await expect(bar(page)).toContainText('Page 1 of 3');
      await page.keyboard.press('.');
      await expect(regions(page).first()).toBeVisible();
      await expectNoFindings(page);
    });
  });
}
