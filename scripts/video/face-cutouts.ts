import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import jpeg from 'jpeg-js';
import { HEAD } from './seen-points.ts';

/** Pixels of red, green and blue, three bytes each. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A head cut out of a photo, at full size and halved again and again. */
export interface Cutout {
  /** Each half as large as the one before; the whole image is the ellipse of the head. */
  readonly levels: readonly RgbImage[];
  /** Height of the face in the first level. */
  readonly faceHeight: number;
}

/** Faces marked by hand in the photos of a package that the project is developed with. */
const MARKED = new URL('../evaluation/synthetic/people-pictures.json', import.meta.url);
const PHOTOS = new URL('../../node_modules/@vladmandic/face-api/demo/', import.meta.url);

interface Marked {
  readonly images: readonly { readonly file: string; readonly faces: readonly (readonly [number, number, number, number])[] }[];
}

/** Cuts every marked head out of its photo. */
export function loadCutouts(): Cutout[] {
  const { images } = JSON.parse(readFileSync(MARKED, 'utf8')) as Marked;
  return images.flatMap(({ file, faces }) => {
    const { width, height, data } = jpeg.decode(readFileSync(fileURLToPath(new URL(file, PHOTOS))), { useTArray: true, formatAsRGBA: false });
    return faces.map(([x, y, w, h]) => {
      const [wide, high] = [Math.round(w * HEAD.width), Math.round(h * HEAD.height)];
      const cut = crop({ width, height, data }, Math.round(x + w / 2 - wide / 2), Math.round(y + h * (0.5 - HEAD.up) - high / 2), wide, high);
      return { levels: halved(cut), faceHeight: h };
    });
  });
}

/** A part of an image; beyond its edges the edge goes on. */
function crop({ width, height, data }: RgbImage, left: number, top: number, wide: number, high: number): RgbImage {
  const part = new Uint8Array(wide * high * 3);
  for (let row = 0; row < high; row += 1) {
    const y = Math.min(height - 1, Math.max(0, top + row));
    for (let column = 0; column < wide; column += 1) {
      const from = (y * width + Math.min(width - 1, Math.max(0, left + column))) * 3;
      part.set(data.subarray(from, from + 3), (row * wide + column) * 3);
    }
  }
  return { width: wide, height: high, data: part };
}

function halved(full: RgbImage): RgbImage[] {
  const levels = [full];
  for (let last = full; last.width >= 8 && last.height >= 8; ) {
    last = half(last);
    levels.push(last);
  }
  return levels;
}

function half({ width, height, data }: RgbImage): RgbImage {
  const [wide, high] = [Math.floor(width / 2), Math.floor(height / 2)];
  const small = new Uint8Array(wide * high * 3);
  for (let row = 0; row < high; row += 1) {
    for (let at = 0; at < wide * 3; at += 1) {
      const from = (2 * row * width + 2 * Math.floor(at / 3)) * 3 + (at % 3);
      const below = from + width * 3;
      small[row * wide * 3 + at] = ((data[from] ?? 0) + (data[from + 3] ?? 0) + (data[below] ?? 0) + (data[below + 3] ?? 0)) / 4;
    }
  }
  return { width: wide, height: high, data: small };
}
