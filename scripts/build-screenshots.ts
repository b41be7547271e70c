import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { deflateSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.mjs';
import { serveFolder } from './headless/static-server.ts';

/**
 * Pictures of the app for the dialog in which browsers offer to install it: run this again after the interface has changed. The results are
 * committed, so nothing may be in them that is not the project's own: they show the policy room with its drawn example, and no photo.
 */
const SHOTS = [
  { file: 'policy-wide.png', width: 1280, height: 800 },
  { file: 'policy-narrow.png', width: 390, height: 844 },
] as const;

/** Most bytes of a picture. */
const MOST_BYTES = 60_000;
/** A picture that the browser need not look for anything in. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAE0lEQVR4nGM8ceIEAzbAhFV0uEoAAJZUAhk8X8gVAAAAAElFTkSuQmCC';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'public', 'screenshots');

async function shoot(app: string): Promise<void> {
  const server = await serveFolder(app);
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS] });
  mkdirSync(FOLDER, { recursive: true });
  try {
    for (const { file, width, height } of SHOTS) {
      const page = await browser.newPage({ viewport: { width, height }, locale: 'en-GB', colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(server.origin);
      await openPolicyRoom(page);
      const png = withPalette(await rawPixels(page, await page.screenshot({ animations: 'disabled' })));
      const path = join(FOLDER, file);
      writeFileSync(path, png);
      console.log(`${file}: ${String(width)} x ${String(height)}, ${String(statSync(path).size)} bytes`);
      if (png.length > MOST_BYTES) throw new Error(`${file} is larger than ${String(MOST_BYTES)} bytes.`);
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function openPolicyRoom(page: Page): Promise<void> {
  await page.getByTestId('file-input').setInputFiles({ name: 'empty.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') });
  await page.getByRole('tab', { name: 'Masks' }).click();
  await page.getByRole('button', { name: 'Presets and sharing' }).click();
  await page.getByRole('dialog', { name: 'Policy' }).waitFor();
  // On a narrow screen the example lies below the presets.
  await page.locator('.policy-room-form').first().scrollIntoViewIfNeeded();
  await page.evaluate(() => document.fonts.ready);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Buffer;
}

/** The browser decodes the picture that it took itself. */
async function rawPixels(page: Page, png: Buffer): Promise<Pixels> {
  const { width, height, base64 } = await page.evaluate(async (source) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(source), (character) => character.charCodeAt(0))]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let text = '';
    for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
    return { width: bitmap.width, height: bitmap.height, base64: btoa(text) };
  }, png.toString('base64'));
  return { width, height, data: Buffer.from(base64, 'base64') };
}

/** A PNG of at most 256 colours: the most frequent ones of a picture in coarse steps, every other one as the nearest of them. */
function withPalette({ width, height, data }: Pixels): Buffer {
  const coarse = (at: number): number => [0, 1, 2].reduce((code, channel) => (code << 6) | Math.min(63, Math.round((data[at + channel] ?? 0) / 4)), 0);
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) counts.set(coarse(at), (counts.get(coarse(at)) ?? 0) + 1);
  const palette = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 256).map(([code]) => [(code >> 12) & 63, (code >> 6) & 63, code & 63].map((value) => Math.min(255, value * 4)));
  const nearest = new Map<number, number>();
  const indexOf = (at: number): number => {
    const code = coarse(at);
    const known = nearest.get(code);
    if (known !== undefined) return known;
    const distances = palette.map((color) => color.reduce((sum, value, channel) => sum + (value - (data[at + channel] ?? 0)) ** 2, 0));
    const index = distances.indexOf(Math.min(...distances));
    nearest.set(code, index);
    return index;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indexOf((y * width + x) * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(8);
  framed.writeUInt32BE(body.length, 0);
  framed.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([framed.subarray(0, 4), named, framed.subarray(4)]);
}

/** CRC-32 as PNG has it, after ISO 3309. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The manifests must name what is there, in its size. */
function checkManifests(): void {
  for (const name of ['manifest.webmanifest', 'manifest-share.webmanifest']) {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'public', name), 'utf8')) as { readonly screenshots?: readonly { readonly src: string; readonly sizes: string }[] };
    for (const { file, width, height } of SHOTS) {
      const named = manifest.screenshots?.find(({ src }) => src === `/screenshots/${file}`);
      if (named?.sizes !== `${String(width)}x${String(height)}`) throw new Error(`${name} does not name ${file} with its size.`);
    }
  }
}

const { values } = parseArgs({ options: { app: { type: 'string' } } });
const app = resolve(values.app ?? join(ROOT, 'dist'));
if (!existsSync(join(app, 'index.html'))) throw new Error('The app is not built yet: run npm run build first.');
checkManifests();
await shoot(app);
