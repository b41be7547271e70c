import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../find-chromium.mjs';
import { joinBytes, little } from './byte-join.ts';
import { pngFile } from './png-file.ts';

/** A picture that every browser opens. */
export interface SeedPicture {
  /** Ending of its file name, without the dot. */
  readonly extension: 'jpg' | 'png' | 'webp' | 'gif' | 'bmp';
  readonly bytes: Uint8Array;
}

/** Longer side of the seeds, pixels: small, so that a run of hundreds of files stays short. */
const SEED_SIDE = 320;

/**
 * Makes one small good picture per format from a photo of a face.
 * @param photo - path of a JPEG
 * @throws Error when no browser is found
 */
export async function makeSeeds(photo: string): Promise<readonly SeedPicture[]> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium or Chrome was found. Set CHROMIUM_PATH, or run npm test once, which installs one.');
  const address = `data:image/jpeg;base64,${(await readFile(photo)).toString('base64')}`;
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    const page = await browser.newPage();
    const made = await page.evaluate(drawSeeds, { address, side: SEED_SIDE });
    const { width, height } = made;
    const rgba = Buffer.from(made.rgba, 'base64');
    return [
      { extension: 'jpg', bytes: Buffer.from(made.jpeg, 'base64') },
      { extension: 'webp', bytes: Buffer.from(made.webp, 'base64') },
      { extension: 'png', bytes: seedPng(rgba, width, height) },
      { extension: 'bmp', bytes: seedBmp(rgba, width, height) },
      { extension: 'gif', bytes: seedGif(rgba, width, height) },
    ];
  } finally {
    await browser.close();
  }
}

/** Runs in the page. */
async function drawSeeds({ address, side }: { address: string; side: number }): Promise<Record<'jpeg' | 'webp' | 'rgba', string> & { width: number; height: number }> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const scale = side / Math.max(image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const [jpeg, webp] = ['image/jpeg', 'image/webp'].map((type) => canvas.toDataURL(type, 0.9).split(',')[1] ?? '');
  let binary = '';
  for (const value of data) binary += String.fromCharCode(value);
  return { jpeg: jpeg ?? '', webp: webp ?? '', rgba: btoa(binary), width: canvas.width, height: canvas.height };
}

function seedPng(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * 4));
  for (let y = 0; y < height; y += 1) rows.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * (1 + width * 4) + 1);
  return pngFile({ width, height, depth: 8, colorType: 6 }, [['IDAT', deflateSync(rows)]]);
}

/** 24 bits a pixel, rows from the bottom. */
function seedBmp(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      pixels.set([rgba[from + 2] ?? 0, rgba[from + 1] ?? 0, rgba[from] ?? 0], (height - 1 - y) * stride + x * 3);
    }
  }
  const header = [...little(40, 4), ...little(width, 4), ...little(height, 4), 1, 0, 24, 0, ...Array.from({ length: 24 }, () => 0)];
  return joinBytes('BM', little(54 + pixels.length, 4), [0, 0, 0, 0], little(54, 4), header, pixels);
}

/** 128 greys; clear codes come before the code size grows, so that no dictionary is needed. */
function seedGif(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const palette = Array.from({ length: 128 }, (_, index) => [index * 2, index * 2, index * 2]).flat();
  const codes: number[] = [];
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    if (pixel % 120 === 0) codes.push(128);
    codes.push((rgba[pixel * 4 + 1] ?? 0) >> 1);
  }
  codes.push(129);
  // A code of 7 + 1 bits is one byte.
  const blocks: number[] = [];
  for (let at = 0; at < codes.length; at += 255) {
    const block = codes.slice(at, at + 255);
    blocks.push(block.length, ...block);
  }
  const size = [...little(width, 2), ...little(height, 2)];
  return joinBytes('GIF89a', size, [0xf6, 0, 0], palette, ',', [0, 0, 0, 0], size, [0, 7], blocks, [0], ';');
}
