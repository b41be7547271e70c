import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** One size that is measured. */
export interface BenchSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Times it is run; the fastest counts. */
  readonly rounds: number;
}

/** A snapshot, a phone's photo, a large camera's. */
export const SIZES: readonly BenchSize[] = [
  { name: '2 MP', width: 1632, height: 1224, rounds: 6 },
  { name: '12 MP', width: 4000, height: 3000, rounds: 4 },
  { name: '50 MP', width: 8192, height: 6144, rounds: 1 },
];

/** As large as pictures may be. */
export const LARGEST: BenchSize = { name: '100 MP', width: 10_000, height: 10_000, rounds: 1 };

/**
 * Lays photos of people out over a canvas of the wanted size, three beside and two below each other.
 * @param browser - stays owned by the caller
 * @param photos - paths of JPEGs
 * @returns a JPEG
 */
export async function drawPicture(browser: Browser, photos: readonly string[], { width, height }: BenchSize): Promise<Buffer> {
  const addresses = await Promise.all(photos.map(async (path) => `data:image/jpeg;base64,${(await readFile(path)).toString('base64')}`));
  const page = await browser.newPage();
  try {
    const base64 = await page.evaluate(draw, { addresses, width, height });
    return Buffer.from(base64, 'base64');
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
async function draw({ addresses, width, height }: { addresses: string[]; width: number; height: number }): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new RangeError('no canvas');
  for (let cell = 0; cell < 6; cell += 1) {
    const image = new Image();
    image.src = addresses[cell % addresses.length] ?? '';
    await image.decode();
    const [w, h] = [Math.ceil(width / 3), Math.ceil(height / 2)];
    const scale = Math.max(w / image.naturalWidth, h / image.naturalHeight);
    const [cutWidth, cutHeight] = [w / scale, h / scale];
    context.drawImage(image, (image.naturalWidth - cutWidth) / 2, (image.naturalHeight - cutHeight) / 2, cutWidth, cutHeight, (cell % 3) * w, Math.floor(cell / 3) * h, w, h);
  }
  return canvas.toDataURL('image/jpeg', 0.92).split(',')[1] ?? '';
}
