import type { Page } from '@playwright/test';
import { expectNoFindings, LOOKS } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { openApp, openFiles, sample, searched } from './workroom.ts';

const grid = (page: Page) => page.getByRole('listbox', { name: 'Regions of all files' });
const tiles = (page: Page) => page.getByTestId('tile');

async function openGallery(page: Page): Promise<void> {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg'), sample('evening-out.jpg')]);
  await searched(page, 2);
  await page.keyboard.press('g');
  await expect(grid(page)).toBeVisible();
}

test('shows the regions of all files with their pictures, undecided ones first', async ({ page }) => {
  await openGallery(page);
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'pending');
  await expect(tiles(page).first().locator('img')).toBeVisible();
  await expect(tiles(page).first()).toHaveAccessibleName(/^Face \d+ of \d+, file \d of 2, confidence \d+ percent, to decide$/);
  const states = await tiles(page).evaluateAll((all) => all.map((tile) => tile.getAttribute('data-state')));
  expect(states.lastIndexOf('pending')).toBeLessThan(states.indexOf('accepted'));
});

test('a region that was drawn has its picture there too', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await page.keyboard.press('g');
  const drawn = tiles(page).filter({ hasText: 'drawn' });
  await expect(drawn).toHaveCount(1);
  await expect(drawn.locator('img')).toBeVisible();
  await expect(drawn).toHaveAccessibleName(/^Area 1 of 1, file 1 of 1, drawn by you, masked$/);
  await page.getByRole('combobox', { name: /^Kind/ }).selectOption('Areas');
  await expect(tiles(page)).toHaveCount(1);
});

test('everything is decided by keys alone, many at a time, and taken back in one step', async ({ page }) => {
  await openGallery(page);
  const pending = await page.locator('[data-testid="tile"][data-state="pending"]').count();
  expect(pending).toBeGreaterThan(2);
  await grid(page).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.locator('[data-testid="tile"][aria-selected="true"]')).toHaveCount(3);
  await page.keyboard.press('x');
  await expect(page.locator('[data-testid="tile"][data-state="rejected"]')).toHaveCount(3);
  await expect(page.locator('[data-testid="tile"][data-state="pending"]')).toHaveCount(pending - 3);
  // What was decided stays in its place until the person sorts again.
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'rejected');
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-testid="tile"][data-state="pending"]')).toHaveCount(pending);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-testid="tile"][data-state="accepted"]')).toHaveCount(await tiles(page).count());
  await expect(page.getByTestId('undecided')).toHaveCount(0);
});

test('a filter narrows the list, and what is decided under it stays until it is sorted again', async ({ page }) => {
  await openGallery(page);
  await page.getByTestId('gallery-state').selectOption('pending');
  const shown = await tiles(page).count();
  await tiles(page).first().click();
  await page.getByRole('group', { name: '1 selected' }).getByRole('button', { name: /^Mask/ }).click();
  await expect(tiles(page)).toHaveCount(shown);
  await page.getByRole('button', { name: 'Sort again' }).click();
  await expect(tiles(page)).toHaveCount(shown - 1);
});

test('opens the picture of a region, with the region selected', async ({ page }) => {
  await openGallery(page);
  await grid(page).focus();
  await page.keyboard.press('o');
  await expect(page.getByTestId('region').and(page.locator('[aria-pressed="true"]'))).toHaveCount(1);
});

for (const { name, options } of LOOKS) {
  test.describe(name, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing in the gallery, with and without a selection', async ({ page }) => {
      await openGallery(page);
      await expectNoFindings(page);
      await tiles(page).first().click();
      await expectNoFindings(page);
    });
  });
}
