import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A file for a file input. */
export interface SoakFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Every so many files a sample photo comes, the others are small drawn pictures. */
const PHOTO_EVERY = 10;
const PHOTOS = ['on-the-stairs.jpg', 'evening-out.jpg', 'fancy-dress.jpg'] as const;
/** How many different pictures are drawn; a comment makes every file's bytes its own. */
const DRAWN = 8;

/** A folder of files that is deleted after use. */
export interface PictureFolder {
  readonly paths: readonly string[];
  readonly remove: () => void;
}

/**
 * Writes many small pictures into a folder of the system's.
 * @param page - draws them
 * @param app - the built app, whose sample photos are among them
 * @param count - how many
 */
export async function writePictures(page: Page, app: string, count: number): Promise<PictureFolder> {
  const drawn: Buffer[] = [];
  for (let index = 0; index < DRAWN; index += 1) drawn.push(await drawJpeg(page, 320, 240, index));
  const photos = PHOTOS.map((name) => readFileSync(join(app, 'samples', name)));
  const folder = mkdtempSync(join(tmpdir(), 'cloakroom-soak-'));
  const paths = Array.from({ length: count }, (_, index) => {
    const source = index % PHOTO_EVERY === PHOTO_EVERY - 1 ? photos[index % photos.length] : drawn[index % DRAWN];
    const path = join(folder, `soak-${String(index).padStart(4, '0')}.jpg`);
    writeFileSync(path, withComment(source ?? Buffer.alloc(0), `soak ${String(index)}`));
    return path;
  });
  return { paths, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * A drawn JPEG: blocks of colour, other ones for every number.
 * @param page - any page
 * @param width - in pixels
 * @param height - in pixels
 * @param number - which picture
 */
export async function drawJpeg(page: Page, width: number, height: number, number: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([wide, high, seed]) => {
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = high;
      const context = canvas.getContext('2d');
      for (let block = 0; block < 48; block += 1) {
        if (context !== null) context.fillStyle = `hsl(${String((block * 47 + seed * 31) % 360)} 40% ${String(30 + ((block * 13 + seed) % 50))}%)`;
        context?.fillRect((block % 8) * (wide / 8), Math.floor(block / 8) * (high / 6), wide / 8, high / 6);
      }
      return canvas.toDataURL('image/jpeg', 0.85).split(',')[1] ?? '';
    },
    [width, height, number] as const,
  );
  return Buffer.from(base64, 'base64');
}

/** The same JPEG with a comment segment right after its start. */
export function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment, 'ascii');
  const length = Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), length, text, jpeg.subarray(2)]);
}
