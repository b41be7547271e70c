import { decode, encode } from 'jpeg-js';

/** Small pictures bear coarse quantisation: at twice the shown size, its traces are not seen. */
const QUALITY = 68;

/** Size in pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a small JPEG file: the largest cut of the wanted shape from the middle, every pixel the mean of those it stands for. It
 * carries no metadata at all. The same bytes always give the same bytes.
 * @param jpeg - an upright sRGB picture
 * @param size - of the small picture, at most as large as the picture itself
 * @throws Error when the bytes are no JPEG file
 */
export function thumbnailOf(jpeg: Buffer, size: Size): Buffer {
  const picture = decode(jpeg, { useTArray: true, formatAsRGBA: true });
  return Buffer.from(encode({ ...size, data: shrunk(picture, size) }, QUALITY).data);
}

function shrunk({ width, height, data }: Size & { readonly data: Uint8Array }, size: Size): Uint8Array {
  const scale = Math.min(width / size.width, height / size.height);
  const left = (width - size.width * scale) / 2;
  const top = (height - size.height * scale) / 2;
  const small = new Uint8Array(size.width * size.height * 4).fill(255);
  for (let y = 0; y < size.height; y += 1) {
    const rows = span(top + y * scale, scale);
    for (let x = 0; x < size.width; x += 1) {
      const columns = span(left + x * scale, scale);
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let row = rows.from; row < rows.to; row += 1) {
          for (let column = columns.from; column < columns.to; column += 1) sum += data[(row * width + column) * 4 + channel] ?? 0;
        }
        small[(y * size.width + x) * 4 + channel] = Math.round(sum / ((rows.to - rows.from) * (columns.to - columns.from)));
      }
    }
  }
  return small;
}

/** Whole pixels of the large picture that one small pixel stands for, at least one. */
function span(start: number, length: number): { readonly from: number; readonly to: number } {
  const from = Math.floor(start);
  return { from, to: Math.max(from + 1, Math.floor(start + length)) };
}
