import { readFileSync } from 'node:fs';
import type { ExportRecord } from '../../src/core/export/export-record.ts';
import { expectNoFindings, LOOKS } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { centre, click, drag, drawn, field, openStairs, press, regions, spot, stage, type Spot } from './on-stage.ts';
import { exportAll, sample } from './workroom.ts';

test('a region is turned by its handle, by keys and by its field, and resized along its own axes', async ({ page }) => {
  await openStairs(page);
  await page.keyboard.press('b');
  await drag(page, await spot(page, 0.5, 0.7), await spot(page, 0.65, 0.8));
  await expect(drawn(page)).toBeFocused();
  await press(page, 'Control+ArrowRight', 3);
  await expect(field(page, 'Angle')).toHaveValue('3');
  await press(page, 'Control+Shift+ArrowLeft');
  await expect(field(page, 'Angle')).toHaveValue('-12');
  await field(page, 'Angle').fill('30');
  await field(page, 'Angle').press('Enter');
  await expect(field(page, 'Angle')).toHaveValue('30');

  const width = Number(await field(page, 'Width').inputValue());
  const height = Number(await field(page, 'Height').inputValue());
  const fixed = await centre(page.locator('.handle-nw'));
  const corner = await centre(page.locator('.handle-se'));
  await drag(page, corner, { x: corner.x + 26, y: corner.y + 15 });
  expect(Number(await field(page, 'Width').inputValue())).toBeGreaterThan(width);
  expect(Math.abs(Number(await field(page, 'Height').inputValue()) - height)).toBeLessThanOrEqual(2);
  const after = await centre(page.locator('.handle-nw'));
  expect(Math.hypot(after.x - fixed.x, after.y - fixed.y)).toBeLessThan(1);

  const handle = await centre(page.locator('.handle-turn'));
  const middle = await centre(drawn(page));
  await page.keyboard.down('Shift');
  await drag(page, handle, { x: middle.x + 90, y: middle.y });
  await page.keyboard.up('Shift');
  await expect(field(page, 'Angle')).toHaveValue('90');
  await press(page, 'Control+z');
  await expect(field(page, 'Angle')).toHaveValue('30');
});

test('several regions are selected by clicks, by a marquee and in the list, and move, copy and go as one step', async ({ page }) => {
  const before = await openStairs(page);
  for (const x of [0.42, 0.52]) {
    await page.keyboard.press('b');
    await drag(page, await spot(page, x, 0.8), await spot(page, x + 0.05, 0.86));
  }
  const boxes = drawn(page);
  await expect(boxes).toHaveCount(2);
  await press(page, 'Escape');

  // By a click with Shift, which takes out again what is in.
  await boxes.nth(0).click();
  await boxes.nth(1).click({ modifiers: ['Shift'] });
  await expect(page.getByText('2 selected')).toBeVisible();
  await boxes.nth(1).click({ modifiers: ['Shift'] });
  await expect(page.getByText('2 selected')).toHaveCount(0);
  await press(page, 'Escape');

  // By a marquee around both.
  await page.keyboard.down('Shift');
  await drag(page, await spot(page, 0.4, 0.77), await spot(page, 0.6, 0.9));
  await page.keyboard.up('Shift');
  await expect(page.getByText('2 selected')).toBeVisible();

  const first = await boxes.nth(0).boundingBox();
  const second = await boxes.nth(1).boundingBox();
  const from = await centre(boxes.nth(0));
  await drag(page, from, { x: from.x + 30, y: from.y - 12 });
  expect(Math.round(((await boxes.nth(0).boundingBox())?.x ?? 0) - (first?.x ?? 0))).toBe(30);
  expect(Math.round(((await boxes.nth(1).boundingBox())?.x ?? 0) - (second?.x ?? 0))).toBe(30);
  expect(Math.round(((await boxes.nth(1).boundingBox())?.y ?? 0) - (second?.y ?? 0))).toBe(-12);
  await press(page, 'Control+z');
  expect(Math.round((await boxes.nth(0).boundingBox())?.x ?? 0)).toBe(Math.round(first?.x ?? -1));
  expect(Math.round((await boxes.nth(1).boundingBox())?.x ?? 0)).toBe(Math.round(second?.x ?? -1));

  // In the list, without a pointer.
  await press(page, 'Escape');
  const rows = page.getByTestId('region-row').filter({ hasText: 'drawn' }).locator('.region-open');
  await rows.nth(0).focus();
  await press(page, 'Enter');
  await rows.nth(1).focus();
  await press(page, 'Shift+Enter');
  await expect(page.getByText('2 selected')).toBeVisible();
  await press(page, 'Control+d');
  await expect(boxes).toHaveCount(4);
  await press(page, 'Control+z');
  await expect(boxes).toHaveCount(2);
  await press(page, 'Shift+Control+z');
  await expect(boxes).toHaveCount(4);
  await press(page, 'Control+a');
  await press(page, 'Delete');
  await expect(boxes).toHaveCount(0);
  await press(page, 'Control+z');
  await expect(regions(page)).toHaveCount(before + 4);
});

test('an ignore zone takes the finds in it out of the review, and undo brings them back', async ({ page }) => {
  const before = await openStairs(page);
  const face = regions(page).and(page.getByRole('button', { name: /^Face \d+ of \d+, confidence/ })).first();
  const box = await face.boundingBox();
  if (box === null) throw new Error('no face');
  await page.keyboard.press('z');
  await expect(page.getByLabel('What the zone does')).toHaveValue('ignore');
  await drag(page, { x: box.x - 12, y: box.y - 12 }, { x: box.x + box.width + 12, y: box.y + box.height + 12 });
  await expect(page.getByRole('button', { name: 'Ignore zone 1 of 1' }).first()).toBeVisible();
  await expect(regions(page)).toHaveCount(before);
  await expect(page.getByTestId('zones')).toContainText('What is found in here is left alone.');

  // Elsewhere, it is a search zone, and everything outside it is left alone.
  await field(page, 'Use as').selectOption('search');
  await expect(regions(page)).toHaveCount(2);
  await press(page, 'Control+z', 2);
  await expect(regions(page)).toHaveCount(before);
  await expect(page.getByTestId('zones')).toHaveCount(0);
});

test('a drawn polygon becomes a zone and a mask again', async ({ page }) => {
  await openStairs(page);
  await page.keyboard.press('p');
  for (const [x, y] of [[0.45, 0.7], [0.6, 0.7], [0.5, 0.9]] as const) await click(page, await spot(page, x, y));
  await press(page, 'Enter');
  await expect(drawn(page)).toHaveCount(1);
  await field(page, 'Use as').selectOption('ignore');
  await expect(page.getByTestId('zones')).toContainText('Ignore zone 1 of 1');
  await expect(drawn(page)).toHaveCount(0);
  await field(page, 'Use as').selectOption('mask');
  await expect(drawn(page)).toHaveCount(1);
});

test('what lies outside a “mask outside” zone is masked in the exported file, and what lies inside is not', async ({ page }) => {
  await openStairs(page);
  await page.getByRole('tab', { name: 'Masks' }).click();
  await page.getByLabel('Format', { exact: true }).selectOption('png');
  await page.getByRole('tab', { name: 'Regions' }).click();
  await press(page, 'Control+a');
  await press(page, 'x');
  await page.keyboard.press('z');
  await page.getByLabel('What the zone does').selectOption('mask-outside');
  await drag(page, await spot(page, 0.4, 0.4), await spot(page, 0.6, 0.6));
  await expect(page.getByRole('button', { name: 'Mask outside 1 of 1' }).first()).toBeVisible();
  const zone = { left: 0, top: 0, width: 0, height: 0 };
  for (const [name, label] of [['left', 'Left'], ['top', 'Top'], ['width', 'Width'], ['height', 'Height']] as const) zone[name] = Number(await field(page, label).inputValue());
  await exportAll(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  const png = readFileSync(await download.path()).toString('base64');
  const source = sample('on-the-stairs.jpg').buffer.toString('base64');
  const counted = await page.evaluate(
    async ([outputBase64, sourceBase64, { left, top, width, height }]) => {
      const read = async (base64: string): Promise<ImageData> => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
      };
      const out = await read(outputBase64);
      const from = await read(sourceBase64);
      const counts = { sizes: [out.width - from.width, out.height - from.height], outside: 0, outsideColours: new Set<number>(), inside: 0, insideSame: 0 };
      for (let y = 0; y < out.height; y += 1) {
        for (let x = 0; x < out.width; x += 1) {
          const at = 4 * (y * out.width + x);
          // A block of the source's codec and what reaches past it lies between what is surely inside and surely outside.
          const depth = Math.min(x - left, y - top, left + width - 1 - x, top + height - 1 - y);
          const colour = ((out.data[at] ?? 0) << 16) | ((out.data[at + 1] ?? 0) << 8) | (out.data[at + 2] ?? 0);
          if (depth < 0) {
            counts.outside += 1;
            counts.outsideColours.add(colour);
          } else if (depth > 24) {
            counts.inside += 1;
            const near = [0, 1, 2].every((channel) => Math.abs((out.data[at + channel] ?? 0) - (from.data[at + channel] ?? 0)) <= 12);
            if (near) counts.insideSame += 1;
          }
        }
      }
      return { ...counts, outsideColours: counts.outsideColours.size };
    },
    [png, source, zone] as const,
  );
  expect(counted.sizes).toEqual([0, 0]);
  expect(counted.outside).toBeGreaterThan(10_000);
  expect(counted.outsideColours).toBe(1);
  expect(counted.inside).toBeGreaterThan(1000);
  expect(counted.insideSame / counted.inside).toBeGreaterThan(0.99);
});

test('what is drawn is exported as an area: solid under a policy whose faces are soft, and counted and recorded apart', async ({ page }) => {
  await openStairs(page);
  await page.getByRole('tab', { name: 'Masks' }).click();
  await page.getByTestId('policy').getByRole('radio', { name: 'Soft blur' }).check();
  await page.getByLabel('Format', { exact: true }).selectOption('png');
  await page.getByRole('tab', { name: 'Regions' }).click();
  await page.keyboard.press('b');
  await drag(page, await spot(page, 0.45, 0.75), await spot(page, 0.6, 0.9));
  await expect(drawn(page)).toHaveAccessibleName('Area 1 of 1, drawn by you, masked');
  await expect(field(page, 'What it is')).toHaveValue('area');
  await expect(field(page, 'Fill')).toContainText('As the policy (Solid)');
  await exportAll(page);
  await expect(page.getByTestId('export-row')).toContainText(/\d+ faces and 1 area masked/);

  const [recordFile] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Save the record of/ }).click()]);
  const { regions: recorded } = JSON.parse(readFileSync(await recordFile.path(), 'utf8')) as ExportRecord;
  const areas = recorded.filter(({ kind }) => kind === 'area');
  expect(areas).toMatchObject([{ kind: 'area', origin: 'person', fill: 'solid', irreversible: true }]);
  expect(new Set(recorded.filter(({ kind, state }) => kind === 'face' && state === 'accepted').map(({ fill }) => fill))).toEqual(new Set(['soft']));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  const png = readFileSync(await download.path()).toString('base64');
  const colours = await page.evaluate(async ([base64, box]) => {
    if (box == null) return 0;
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context?.getImageData(Math.ceil(box.left), Math.ceil(box.top), Math.floor(box.width) - 1, Math.floor(box.height) - 1).data.buffer ?? new ArrayBuffer(0));
    return new Set(pixels).size;
  }, [png, areas[0]?.box] as const);
  expect(colours).toBe(1);
});

test('undo still works after an export', async ({ page }) => {
  const before = await openStairs(page);
  await page.keyboard.press('e');
  await drag(page, await spot(page, 0.5, 0.7), await spot(page, 0.6, 0.8));
  await expect(regions(page)).toHaveCount(before + 1);
  await exportAll(page);
  await press(page, 'Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // The export had the undecided regions masked, which is a step of its own.
  await press(page, 'Control+z', 2);
  await expect(regions(page)).toHaveCount(before);
  await press(page, 'Shift+Control+z');
  await expect(regions(page)).toHaveCount(before + 1);
});

test('the view goes to the selection, to 100 % and to fit, and the focus is never out of sight', async ({ page }) => {
  await openStairs(page);
  await page.keyboard.press('b');
  await drag(page, await spot(page, 0.5, 0.7), await spot(page, 0.55, 0.75));
  const small = await drawn(page).boundingBox();
  await press(page, 'Shift+Digit1');
  await expect(async () => expect((await drawn(page).boundingBox())?.width ?? 0).toBeGreaterThan(4 * (small?.width ?? 0))).toPass();
  await press(page, 'Shift+Digit0');
  await expect(page.locator('.zoom-value')).toHaveText('100%');
  await press(page, '0');
  expect(Math.round((await drawn(page).boundingBox())?.width ?? 0)).toBe(Math.round(small?.width ?? -1));

  await press(page, '+', 8);
  const bounds = await stage(page).boundingBox();
  await stage(page).focus();
  const count = await regions(page).count();
  for (let at = 0; at < count; at += 1) {
    await press(page, 'Tab');
    await expect(page.locator(':focus')).toHaveAttribute('data-testid', 'region');
    await expect(async () => {
      const box = await page.locator(':focus').boundingBox();
      expect(box !== null && bounds !== null && box.x < bounds.x + bounds.width && box.x + box.width > bounds.x && box.y < bounds.y + bounds.height - 56 && box.y + box.height > bounds.y).toBe(true);
    }).toPass();
  }
});

test('one finger draws and two zoom, and a hand that rests beside a pen does nothing', async ({ page }) => {
  const before = await openStairs(page);
  const from = await spot(page, 0.5, 0.7);
  const to = await spot(page, 0.6, 0.85);
  const send = async (type: 'pointerdown' | 'pointermove' | 'pointerup', pointerType: 'pen' | 'touch', pointerId: number, at: Spot): Promise<void> => {
    await stage(page).dispatchEvent(type, { pointerType, pointerId, clientX: at.x, clientY: at.y, button: 0, buttons: type === 'pointerup' ? 0 : 1, bubbles: true, isPrimary: true });
  };
  // Events made by a script have no pointer that could be captured.
  await page.evaluate(() => {
    Element.prototype.setPointerCapture = () => undefined;
  });
  await page.keyboard.press('b');
  await send('pointerdown', 'touch', 5, from);
  await send('pointermove', 'touch', 5, to);
  await send('pointerup', 'touch', 5, to);
  await expect(regions(page)).toHaveCount(before + 1);

  const zoom = await page.locator('.zoom-value').textContent();
  await page.keyboard.press('e');
  await send('pointerdown', 'touch', 5, from);
  await send('pointermove', 'touch', 5, to);
  await send('pointerdown', 'touch', 6, { x: from.x - 40, y: from.y });
  await send('pointermove', 'touch', 6, { x: from.x - 140, y: from.y });
  await send('pointerup', 'touch', 6, { x: from.x - 140, y: from.y });
  await send('pointerup', 'touch', 5, to);
  await expect(regions(page)).toHaveCount(before + 1);
  await expect(page.locator('.zoom-value')).not.toHaveText(zoom ?? '');
  await press(page, '0');

  await page.keyboard.press('r');
  await send('pointerdown', 'pen', 7, from);
  await send('pointerdown', 'touch', 8, { x: to.x, y: to.y + 30 });
  await send('pointermove', 'pen', 7, to);
  await send('pointermove', 'touch', 8, { x: to.x + 50, y: to.y });
  await send('pointerup', 'touch', 8, { x: to.x + 50, y: to.y });
  await send('pointerup', 'pen', 7, to);
  await expect(regions(page)).toHaveCount(before + 2);
  await expect(page.locator('.region-place[data-shape="brush"]')).toHaveCount(1);
});

for (const { name, options } of LOOKS) {
  test.describe(name, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing with any tool in hand, and every target is large enough', async ({ page }) => {
      await openStairs(page);
      for (const tool of ['Box', 'Ellipse', 'Polygon', 'Brush', 'Zone', 'Select']) {
        await page.getByRole('button', { name: tool, exact: true }).click();
        if (tool === 'Polygon') for (const [x, y] of [[0.3, 0.4], [0.6, 0.4], [0.5, 0.6]] as const) await click(page, await spot(page, x, y));
        await expectNoFindings(page);
        if (tool === 'Polygon') await page.getByRole('button', { name: 'Close polygon' }).click();
      }
      await drawn(page).first().focus();
      await expectNoFindings(page);
      const sizes = await page.locator('.toolbar button, .handle').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => { const { width, height } = one.getBoundingClientRect(); return Math.min(width, height); }));
      expect(sizes.length).toBeGreaterThan(10);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
    });
  });
}
