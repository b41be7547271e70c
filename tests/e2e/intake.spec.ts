import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { Page, TestInfo } from '@playwright/test';
import { expectNoFindings } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { expectFocus, pressTo, withoutSystemDialogs } from './by-keyboard.ts';
import { exportAll, openApp, openFiles, sample, searched } from './workroom.ts';

const paths = (page: Page) => page.locator('[data-testid="queue-item"] .queue-open').evaluateAll((items) => items.map((entry) => entry.getAttribute('title')));

/** A folder with a folder in it, and what systems leave behind. */
function holiday(testInfo: TestInfo): string {
  const root = testInfo.outputPath('holiday');
  mkdirSync(join(root, 'beach'), { recursive: true });
  writeFileSync(join(root, 'b10.jpg'), sample('on-the-stairs.jpg').buffer);
  writeFileSync(join(root, 'b9.jpg'), sample('fancy-dress.jpg').buffer);
  writeFileSync(join(root, 'beach', 'c.jpg'), sample('fancy-dress.jpg').buffer);
  writeFileSync(join(root, '.DS_Store'), 'litter');
  writeFileSync(join(root, 'beach', '._c.jpg'), 'litter');
  return root;
}

/** Drops real files and folders from the disk, as the browser does for a file manager. */
async function dropFromDisk(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await session.detach();
}

test('a dropped folder is walked to the bottom, and its paths are kept up to the ZIP', async ({ page }, testInfo) => {
  // Without the system’s save dialog, which can’t be driven, the browser’s own download is used.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openApp(page);
  await dropFromDisk(page, [holiday(testInfo)]);
  await searched(page, 3);
  expect(await paths(page)).toEqual(['holiday/b9.jpg', 'holiday/b10.jpg', 'holiday/beach/c.jpg']);
  await exportAll(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  const names = Object.keys(unzipSync(new Uint8Array(readFileSync(await download.path()))));
  expect(names.filter((name) => name.endsWith('.jpg')).sort()).toEqual(['holiday/anonymised-0001.jpg', 'holiday/anonymised-0002.jpg', 'holiday/beach/anonymised-0003.jpg']);
  // They may say who is in the pictures, so they can be left behind.
  await page.getByLabel('Keep folder names').uncheck();
  const [plain] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  expect(Object.keys(unzipSync(new Uint8Array(readFileSync(await plain.path())))).filter((name) => name.endsWith('.jpg')).sort()).toEqual(['anonymised-0001.jpg', 'anonymised-0002.jpg', 'anonymised-0003.jpg']);
});

test('files and folders dropped together all open', async ({ page }, testInfo) => {
  await openApp(page);
  const root = holiday(testInfo);
  await dropFromDisk(page, [join(root, 'b10.jpg'), join(root, 'beach')]);
  await expect.poll(() => paths(page)).toEqual(['b10.jpg', 'beach/c.jpg']);
  await searched(page, 2);
});

test('a folder of more than a hundred files opens whole', async ({ page }, testInfo) => {
  // Browsers hand out a folder’s entries a hundred at a time.
  const root = testInfo.outputPath('many');
  mkdirSync(root);
  for (let n = 1; n <= 230; n += 1) writeFileSync(join(root, `note-${String(n)}.txt`), 'no picture');
  await openApp(page);
  await dropFromDisk(page, [root]);
  // The list draws the lines that can be seen, and tells each its place among all.
  const items = page.getByTestId('queue-item');
  await expect(items.first()).toHaveAttribute('aria-setsize', '230');
  expect((await paths(page)).slice(0, 2)).toEqual(['many/note-1.txt', 'many/note-2.txt']);
  const last = page.locator('[data-testid="queue-item"][aria-posinset="230"] .queue-open');
  await expect
    .poll(async () => {
      await page.locator('.queue-scroll').evaluate((list) => list.scrollTo(0, list.scrollHeight));
      return last.evaluateAll((items) => items.map((entry) => entry.getAttribute('title')));
    })
    .toEqual(['many/note-230.txt']);
});

test('a folder chosen through the plain folder input opens with its paths', async ({ page }, testInfo) => {
  await openApp(page);
  await page.getByTestId('folder-input').setInputFiles(holiday(testInfo));
  await searched(page, 3);
  expect([...(await paths(page))].sort()).toEqual(['holiday/b10.jpg', 'holiday/b9.jpg', 'holiday/beach/c.jpg']);
});

test('a folder is chosen by keys alone, and another one is added to it', async ({ page }, testInfo) => {
  await withoutSystemDialogs(page);
  await openApp(page);
  for (const [name, count] of [['Choose folder', 3], ['Add folder', 6]] as const) {
    const chooser = page.waitForEvent('filechooser');
    await pressTo(page, 'Tab', page.getByRole('button', { name, exact: true }));
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(holiday(testInfo));
    await searched(page, count);
    await expectFocus(page, name);
  }
});

test('a picture that was copied here comes back from the clipboard, by key and by button', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp(page);
  await page.getByRole('button', { name: /Try the sample/ }).first().click();
  await searched(page, 1);
  await exportAll(page);
  await page.getByRole('button', { name: 'Copy picture' }).click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toContainText('is on the clipboard');
  await expectNoFindings(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+v');
  await searched(page, 2);
  await expect(page.getByTestId('queue-item').nth(1)).toContainText(/\.png/);

  // The start screen has a button for it, too.
  await page.getByRole('button', { name: 'Close all' }).click();
  await page.getByRole('button', { name: 'Paste' }).click();
  await searched(page, 1);
  await expect(page.getByTestId('queue-item')).toContainText('clipboard-1.png');
});

test('a clipboard without a picture says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp(page);
  await page.evaluate(() => navigator.clipboard.writeText('no picture'));
  await page.getByRole('button', { name: 'Paste' }).click();
  await expect(page.getByRole('alert')).toHaveText('There is no picture on the clipboard.');
  await expectNoFindings(page);
});

test('a ZIP opens with its folders, and what can’t be opened in it stands in the list with its reason', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openApp(page);
  const bytes = zipSync({
    'day one/b.jpg': [new Uint8Array(sample('fancy-dress.jpg').buffer), { level: 0 }],
    '../../day two/a.jpg': [new Uint8Array(sample('on-the-stairs.jpg').buffer), { level: 6 }],
    'notes.txt': [new TextEncoder().encode('no picture '.repeat(100)), { level: 6 }],
    'inner.zip': [new Uint8Array(30), { level: 0 }],
    '__MACOSX/day one/._b.jpg': [new Uint8Array(30), { level: 0 }],
  });
  await openFiles(page, [{ name: 'trip.zip', mimeType: 'application/zip', buffer: Buffer.from(bytes) }]);
  await expect.poll(() => paths(page)).toEqual(['trip/day one/b.jpg', 'trip/day two/a.jpg', 'trip/inner.zip', 'trip/notes.txt']);
  await searched(page, 2);
  const refused = page.locator('[data-testid="queue-item"][data-stage="failed"]');
  await expect(refused).toHaveCount(2);
  await expect(refused.nth(0)).toContainText('An archive inside an archive is not opened.');
  await expect(refused.nth(1)).toContainText('This kind of file is not supported.');
  await refused.nth(0).getByRole('button').first().click();
  await expect(page.getByTestId('stage-error')).toBeVisible();
  await expectNoFindings(page);
  await exportAll(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  const names = Object.keys(unzipSync(new Uint8Array(readFileSync(await download.path()))));
  expect(names.filter((name) => name.endsWith('.jpg')).sort()).toEqual(['trip/day one/anonymised-0001.jpg', 'trip/day two/anonymised-0002.jpg']);
});

test('a file that is no ZIP in spite of its name is refused in one sentence', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [{ name: 'trip.zip', mimeType: 'application/zip', buffer: sample('fancy-dress.jpg').buffer }]);
  await expect(page.getByTestId('queue-item')).toHaveCount(1);
  await expect(page.getByTestId('queue-item')).toContainText('This archive is damaged or not an ordinary ZIP');
});
