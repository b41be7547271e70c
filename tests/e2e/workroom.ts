import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

const SAMPLES = new URL('../../public/samples/', import.meta.url);

/** A file for a drop or a file input. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A sample picture with faces and planted metadata. */
export function sample(name: 'on-the-stairs.jpg' | 'evening-out.jpg' | 'fancy-dress.jpg'): TestFile {
  return { name, mimeType: 'image/jpeg', buffer: readFileSync(new URL(name, SAMPLES)) };
}

/** Opens the app and fails the test on any uncaught error in the page. */
export async function openApp(page: Page): Promise<void> {
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Opens files through the file input. */
export async function openFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  await page.getByTestId('file-input').setInputFiles([...files]);
}

/** Waits until as many files were searched. */
export async function searched(page: Page, count: number): Promise<void> {
  await expect(page.locator('[data-testid="queue-item"][data-stage="review"]')).toHaveCount(count, { timeout: 60_000 });
}

/** Opens two files of which the first has a policy of its own: it looks for no faces. */
export async function openTwoUnlike(page: Page): Promise<void> {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg'), sample('evening-out.jpg')]);
  await searched(page, 2);
  await page.getByRole('tab', { name: 'Masks' }).click();
  await page.getByRole('radio', { name: 'This file only' }).check();
  await page.getByTestId('policy').getByRole('checkbox', { name: 'Faces', exact: true }).uncheck();
}

/** The same picture with more pixels, so that its search takes long enough to be interrupted. */
export async function enlarged(page: Page, file: TestFile, width: number): Promise<TestFile> {
  const base64 = await page.evaluate(
    async ([source, wide]) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(source), (character) => character.charCodeAt(0))]));
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = Math.round((bitmap.height * wide) / bitmap.width);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
    },
    [file.buffer.toString('base64'), width] as const,
  );
  return { ...file, name: `large-${file.name}`, buffer: Buffer.from(base64, 'base64') };
}

/** The answer that masks what waits, and starts the export. */
export const MASK_AND_EXPORT = /^Mask (it|them) and export$/;

/** Opens the export dialog, has whatever waits masked, and exports everything. */
export async function exportAll(page: Page): Promise<void> {
  await page.getByTestId('export').click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await page.getByRole('button', { name: MASK_AND_EXPORT }).or(page.getByTestId('start-export')).click();
  await expect(page.getByTestId('export-summary')).toBeVisible({ timeout: 60_000 });
}

/** Drops files with a real DataTransfer onto the page. */
export async function dropFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, mimeType, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      return data;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: transfer });
}
