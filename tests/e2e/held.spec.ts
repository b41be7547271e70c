import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoFindings } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { exportAll, openApp, openFiles, sample, searched } from './workroom.ts';

const item = (page: Page) => page.getByTestId('queue-item');
const row = (page: Page) => page.getByTestId('export-row');
const nothingToSave = async (page: Page): Promise<void> => {
  await expect(page.getByTestId('save-all')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^(Save|Copy)/ })).toHaveCount(0);
};

/** Opens a picture and drags the mask of its first face off by hand, so that the face is bare in the export. */
async function holdOne(page: Page): Promise<{ readonly regions: number; readonly downloads: () => number }> {
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.getByTestId('region').first().focus();
  const field = (name: string) => page.getByTestId('region-form').getByLabel(name);
  const off = Number(await field('Left').inputValue()) + 1.4 * Number(await field('Width').inputValue());
  await field('Left').fill(String(Math.round(off)));
  await field('Left').press('Enter');
  const regions = await page.getByTestId('region').count();
  await exportAll(page);
  return { regions, downloads: () => downloads };
}

test('a file in which a face is still to be seen is held: the reason is said, and nothing can be saved', async ({ page }) => {
  const { regions, downloads } = await holdOne(page);
  await expect(page.getByTestId('export-summary')).toHaveText('Nothing to save yet. 1 file is held.');
  await expect(row(page)).toHaveAttribute('data-status', 'held');
  await expect(row(page)).toContainText('what looks like a face is still visible at the top. Mask it, or mark it as not a face.');
  await nothingToSave(page);
  await expectNoFindings(page);
  await expect(page.getByTestId('start-export')).toHaveCount(0);
  await expect(item(page)).toContainText('Held');
  await expect(page.getByTestId('queue-summary')).toHaveText('0 of 1 ready');

  // Closing the dialog is no way round: it opens with the same reason.
  await page.keyboard.press('Escape');
  await page.getByTestId('export').click();
  await expect(row(page)).toContainText('still visible');
  await nothingToSave(page);

  // What was seen is a region of its own in the picture, and the way there is one press.
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect(page.getByTestId('region')).toHaveCount(regions + 1);
  await expect(page.locator(':focus')).toHaveAccessibleName(/to decide$/);
  await expectNoFindings(page);
  expect(downloads()).toBe(0);
});

test('a held file is let out once the find is masked and it was checked again', async ({ page }) => {
  const { regions } = await holdOne(page);
  await page.getByRole('button', { name: 'Mask it' }).click();
  await expect(row(page)).toContainText('Decided. Export it again to have it checked.');
  // A decision alone lets nothing out.
  await nothingToSave(page);
  await expectNoFindings(page);
  await page.getByRole('button', { name: 'Export again' }).click();
  await expect(page.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.', { timeout: 60_000 });
  await expect(row(page)).toContainText(`${String(regions + 1)} faces masked`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  expect(readFileSync(await download.path()).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  await expect(item(page)).toContainText('Saved');
});

test('a held file is let out once a person says that the find is no face', async ({ page }) => {
  const { regions } = await holdOne(page);
  await page.getByRole('button', { name: 'Not a face' }).click();
  await nothingToSave(page);
  await page.getByRole('button', { name: 'Export again' }).click();
  await expect(page.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.', { timeout: 60_000 });
  await expect(row(page)).toContainText(`${String(regions)} faces masked`);
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
});
