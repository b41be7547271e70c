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
