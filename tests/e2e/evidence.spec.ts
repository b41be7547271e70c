import { createHash } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import type { ExportRecord } from '../../src/core/export/export-record.ts';
import { reportFrames } from '../../src/core/export/report-frames.ts';
import { boxAt } from '../../src/core/track/path.ts';
import { expectNoFindings } from './accessible.ts';
import { clip } from './clips.ts';
import { listOutputs } from './own-files.ts';
import { exportAll, openApp, openFiles, sample, searched } from './workroom.ts';

type Entries = Readonly<Record<string, Uint8Array>>;

/** What an archive has that the page hands out by a click. */
async function savedZip(page: Page, click: () => Promise<void>): Promise<Entries> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return unzipSync(new Uint8Array(await readFile(await download.path())));
}

/** Without the system’s save dialog, which can’t be driven, the browser’s own download is used. */
async function openWithoutDialogs(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openApp(page);
}

/** The list names every other file of the bundle with its size and hash, and the record names the output's. */
function expectComplete(entries: Entries): void {
  const { 'evidence.json': list, ...others } = entries;
  const { files } = JSON.parse(strFromU8(list ?? new Uint8Array())) as { readonly files: readonly { readonly name: string; readonly role: string; readonly sizeBytes: number; readonly sha256: string }[] };
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  expect(files.map(({ name, sizeBytes, sha256 }) => [name, sizeBytes, sha256])).toEqual(Object.entries(others).map(([name, bytes]) => [name, bytes.length, hash(bytes)]));
  for (const { name, role, sha256 } of files) if (role === 'output') expect(recordIn(entries, name.replace(/\.\w+$/u, '.record.json')).output.sha256).toBe(sha256);
}

function recordIn(entries: Entries, name: string): ExportRecord {
  return JSON.parse(strFromU8(entries[name] ?? new Uint8Array())) as ExportRecord;
}

/** The JPEG pictures of a report, in order. */
function picturesIn(pdf: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(pdf);
  const pictures: Buffer[] = [];
  for (let at = bytes.indexOf('/DCTDecode'); at >= 0; at = bytes.indexOf('/DCTDecode', at + 1)) {
    const begin = bytes.indexOf('stream', at) + 7;
    pictures.push(bytes.subarray(begin, bytes.indexOf('\nendstream', begin)));
  }
  return pictures;
}

/** Brightest pixel, 0..255, of a spot that is 5 pixels wide. */
function brightest(page: Page, jpeg: Buffer, x: number, y: number): Promise<number> {
  return page.evaluate(
    async ([base64, left, top]) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const { data } = context?.getImageData(Math.round(left * bitmap.width) - 2, Math.round(top * bitmap.height) - 2, 5, 5) ?? { data: [255] };
      return Math.max(...data.filter((_, index) => index % 4 !== 3));
    },
    [jpeg.toString('base64'), x, y] as const,
  );
}

test('a film is handed out with its evidence: its record, a report with pictures of it in which the masks are, and the hash of each', async ({ page }) => {
  test.setTimeout(300_000);
  await openWithoutDialogs(page);
  const requests: string[] = [];
  await openFiles(page, [await clip(page, { width: 640, height: 360, times: Array.from({ length: 12 }, (_, index) => index * 40), people: () => true, sound: false })]);
  await searched(page, 1);
  await exportAll(page);
  page.on('request', (request) => requests.push(request.url()));
  const entries = await savedZip(page, () => page.getByRole('button', { name: 'Save anonymised-0001.mp4 with its evidence' }).click());
  expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
  expect(Object.keys(entries)).toEqual(['anonymised-0001.mp4', 'anonymised-0001.record.json', 'anonymised-0001.report.pdf', 'evidence.json']);
  expectComplete(entries);

  const record = recordIn(entries, 'anonymised-0001.record.json');
  const frames = reportFrames(record, 12);
  const pictures = picturesIn(entries['anonymised-0001.report.pdf'] ?? new Uint8Array());
  expect(pictures).toHaveLength(frames.length);
  const masked = record.regions.filter(({ state }) => state === 'accepted');
  expect(masked.length).toBeGreaterThan(0);
  for (const [index, picture] of pictures.entries()) {
    for (const region of masked) {
      const box = boxAt(region, frames[index] ?? 0);
      if (box === null) continue;
      expect(await brightest(page, picture, (box.left + box.width / 2) / 640, (box.top + box.height / 2) / 360)).toBeLessThan(60);
    }
  }
});

test('several files go into one evidence bundle, in the language of the page', async ({ page }) => {
  await openWithoutDialogs(page);
  await openFiles(page, [sample('on-the-stairs.jpg'), sample('fancy-dress.jpg')]);
  await searched(page, 2);
  await exportAll(page);
  const reports = page.getByRole('checkbox', { name: /^With each record a report/ });
  await page.getByRole('checkbox', { name: /^Put a record/ }).uncheck();
  await expect(reports).toHaveCount(0);
  await page.getByRole('checkbox', { name: /^Put a record/ }).check();
  await reports.check();
  await expectNoFindings(page);
  const entries = await savedZip(page, () => page.getByTestId('save-all').click());
  expect(Object.keys(entries)).toEqual([
    'anonymised-0001.jpg', 'anonymised-0001.record.json', 'anonymised-0001.report.pdf', 'anonymised-0002.jpg', 'anonymised-0002.record.json', 'anonymised-0002.report.pdf', 'evidence.json',
  ]);
  expectComplete(entries);
  expect(picturesIn(entries['anonymised-0002.report.pdf'] ?? new Uint8Array())).toHaveLength(1);
  await expect(page.getByTestId('queue-item').first()).toContainText('Saved');
  // What was wanted once is wanted until a person says otherwise.
  await page.keyboard.press('Escape');
  await expect(reports).toHaveCount(0);
  await page.getByTestId('export').click();
  await expect(reports).toBeChecked();
});

test('making reports tells how far it is, and can be cancelled', async ({ page }) => {
  // The picture of a report waits until the test lets it go on.
  await page.addInitScript(() => {
    const { convertToBlob } = OffscreenCanvas.prototype;
    const letGo = new Promise<void>((resolve) => Object.assign(window, { letGo: resolve }));
    OffscreenCanvas.prototype.convertToBlob = async function (this: OffscreenCanvas, options?: ImageEncodeOptions) {
      if (options?.type === 'image/jpeg') await letGo;
      return convertToBlob.call(this, options);
    };
  });
  await openWithoutDialogs(page);
  await openFiles(page, [sample('on-the-stairs.jpg'), sample('fancy-dress.jpg')]);
  await searched(page, 2);
  await exportAll(page);
  await page.getByRole('checkbox', { name: /^With each record a report/ }).check();
  await page.getByTestId('save-all').click();
  await expect(page.getByTestId('making-reports')).toHaveText('Making report 1 of 2');
  await expect(page.getByRole('button', { name: 'Save anonymised-0001.jpg with its evidence' })).toBeDisabled();
  await expectNoFindings(page);
  await page.getByRole('button', { name: 'Cancel saving' }).click();
  await page.evaluate(() => (window as unknown as { letGo: () => void }).letGo());
  await expect(page.locator('.export-notice')).toHaveText('Cancelled. What was not saved yet was left out.');
  await expect(page.getByTestId('save-all')).toBeVisible();
  await expect(page.getByTestId('queue-item').first()).not.toContainText('Saved');
  // Nothing of the archive that was begun is left.
  expect((await page.evaluate(listOutputs)).filter((name) => name.endsWith('.zip'))).toEqual([]);
});
