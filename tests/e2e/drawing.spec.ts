import { expect, test } from './app-test.ts';
import { click, drag, drawn, field, openStairs, press, regions, spot, stage, type Spot } from './on-stage.ts';

for (const { tool, key } of [{ tool: 'box', key: 'b' }, { tool: 'ellipse', key: 'e' }, { tool: 'zone', key: 'z' }] as const) {
  test(`the ${tool} is drawn by a drag, by two clicks, and by keys alone, and each is undone`, async ({ page }) => {
    const before = await openStairs(page);
    const from = await spot(page, 0.55, 0.75);
    const to = await spot(page, 0.7, 0.9);

    await page.keyboard.press(key);
    await drag(page, from, to);
    await expect(regions(page)).toHaveCount(before + 1);
    await expect(page.getByRole('button', { name: 'Select', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await press(page, 'Control+z');
    await expect(regions(page)).toHaveCount(before);

    // Two clicks, after a first pair that was given up.
    await page.keyboard.press(key);
    await click(page, from);
    await page.mouse.move(to.x, to.y);
    await expect(page.getByTestId('draft')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(regions(page)).toHaveCount(before);
    await click(page, from);
    await click(page, to);
    await expect(regions(page)).toHaveCount(before + 1);
    await press(page, 'Control+z');
    await expect(regions(page)).toHaveCount(before);

    await stage(page).focus();
    await page.keyboard.press(key);
    await press(page, 'ArrowDown', 3);
    await expect(page.getByTestId('cross')).toBeVisible();
    await press(page, 'Space');
    await press(page, 'Shift+ArrowRight');
    await press(page, 'Shift+ArrowDown');
    await press(page, 'Enter');
    await expect(regions(page)).toHaveCount(before + 1);
    await expect(page.getByTestId('cross')).toHaveCount(0);
    await press(page, 'Control+z');
    await expect(regions(page)).toHaveCount(before);
  });
}

test('edges snap to other edges where that is switched on, and with Ctrl held where it is not', async ({ page }) => {
  const before = await openStairs(page);
  const rightEdge = async (): Promise<number> => Number(await field(page, 'Left').inputValue()) + Number(await field(page, 'Width').inputValue());
  const from = await spot(page, 0.4, 0.55);
  const to = await spot(page, 0.5, 0.6);
  await press(page, 'b');
  await drag(page, from, to);
  await expect(regions(page)).toHaveCount(before + 1);
  const edge = await rightEdge();
  /** Four pixels beside the right edge of the first box, and far from all others. */
  const near = { x: to.x + 4, y: to.y + 30 };
  const far = { x: near.x + 45, y: near.y + 40 };
  const leftOfNext = async (): Promise<number> => {
    await press(page, 'b');
    await drag(page, near, far);
    await expect(regions(page)).toHaveCount(before + 2);
    const left = Number(await field(page, 'Left').inputValue());
    await press(page, 'Control+z');
    await expect(regions(page)).toHaveCount(before + 1);
    return left;
  };
  expect(await leftOfNext()).toBeGreaterThan(edge);
  await press(page, 's');
  expect(await leftOfNext()).toBe(edge);
  await press(page, 's');
  expect(await leftOfNext()).toBeGreaterThan(edge);

  await press(page, 'b');
  await page.mouse.move(near.x + 20, near.y);
  await page.mouse.down();
  await page.keyboard.down('Control');
  await page.mouse.move(near.x + 10, near.y - 20);
  await page.mouse.move(near.x, near.y - 60);
  await expect(page.getByTestId('snap-guide').first()).toBeAttached();
  await page.mouse.up();
  await page.keyboard.up('Control');
  await expect(regions(page)).toHaveCount(before + 2);
  await expect(page.getByTestId('snap-guide')).toHaveCount(0);
  expect(Number(await field(page, 'Left').inputValue())).toBe(edge);
});

test('a polygon is closed on its first corner, by Enter, by a double click, and by keys alone', async ({ page }) => {
  const before = await openStairs(page);
  const corners = [await spot(page, 0.5, 0.6), await spot(page, 0.7, 0.62), await spot(page, 0.6, 0.85)];
  const clicked = async (): Promise<void> => {
    await page.keyboard.press('p');
    for (const corner of corners) await click(page, corner);
  };
  const drawnAndUndone = async (): Promise<void> => {
    await expect(regions(page)).toHaveCount(before + 1);
    await expect(page.locator('.region-place[data-shape="polygon"]')).toHaveCount(1);
    await press(page, 'Control+z');
    await expect(regions(page)).toHaveCount(before);
  };
  await clicked();
  if (corners[0] !== undefined) await click(page, corners[0]);
  await drawnAndUndone();
  await clicked();
  await press(page, 'Enter');
  await drawnAndUndone();
  await clicked();
  if (corners[2] !== undefined) await click(page, corners[2]);
  await drawnAndUndone();
  await clicked();
  await page.getByRole('button', { name: 'Close polygon' }).click();
  await drawnAndUndone();

  // Backspace takes corners back one by one, Escape all of them.
  await clicked();
  await press(page, 'Backspace');
  await press(page, 'Enter');
  await expect(regions(page)).toHaveCount(before);
  await press(page, 'Escape');
  await press(page, 'Escape');

  await stage(page).focus();
  await page.keyboard.press('p');
  await press(page, 'ArrowDown', 4);
  await press(page, 'Space');
  await press(page, 'Shift+ArrowRight', 2);
  await press(page, 'Space');
  await press(page, 'Shift+ArrowDown', 2);
  await press(page, 'Space');
  await press(page, 'Enter');
  await drawnAndUndone();
});

test('the brush paints by a drag, by clicks, in straight lines and by keys, into one region until it is ended', async ({ page }) => {
  const before = await openStairs(page);
  const at = async (x: number): Promise<Spot> => spot(page, x, 0.8);
  await page.keyboard.press('r');
  await drag(page, await at(0.4), await at(0.5));
  await expect(regions(page)).toHaveCount(before + 1);
  const first = await drawn(page).boundingBox();
  await click(page, await at(0.55));
  await expect(regions(page)).toHaveCount(before + 1);
  await page.keyboard.down('Shift');
  await click(page, await at(0.62));
  await page.keyboard.up('Shift');
  await expect(regions(page)).toHaveCount(before + 1);
  const longer = await drawn(page).boundingBox();
  expect(longer?.width ?? 0).toBeGreaterThan((first?.width ?? 0) * 1.5);
  await expect(page.getByTestId('region-form').getByRole('radio')).toHaveCount(0);

  // Each stroke is a step of undo.
  await press(page, 'Control+z', 2);
  expect(Math.round((await drawn(page).boundingBox())?.width ?? 0)).toBe(Math.round(first?.width ?? -1));
  await press(page, 'Control+z');
  await expect(regions(page)).toHaveCount(before);

  // Another size, or an ended region, begins another one.
  await page.keyboard.press(']');
  await click(page, await at(0.4));
  await press(page, 'Enter');
  await click(page, await at(0.5));
  await expect(regions(page)).toHaveCount(before + 2);
  await page.getByLabel('Brush size').fill('80');
  await click(page, await at(0.6));
  await expect(regions(page)).toHaveCount(before + 3);

  await page.keyboard.press('v');
  await stage(page).focus();
  await page.keyboard.press('r');
  await press(page, 'ArrowUp');
  await press(page, 'Space');
  await expect(regions(page)).toHaveCount(before + 4);
  await press(page, 'ArrowLeft', 3);
  await press(page, 'Shift+Space');
  await expect(regions(page)).toHaveCount(before + 4);
});
