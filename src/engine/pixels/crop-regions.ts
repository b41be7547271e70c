import type { Raster } from '../../core/detect/resample.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { clip, roundOut, scaleAboutCentre, type Box } from '../../core/geometry/box.ts';
import type { CropRegion } from '../../protocol/engine-api.ts';

/** Share that a crop shows around its box, so that one sees what it is a part of. */
const MARGIN = 0.3;
const SMALLEST_SIDE = 16;
const LARGEST_SIDE = 512;
/** Fills what lies outside the picture. */
const NEUTRAL = '#808080';
const QUALITY = 0.8;

/**
 * Makes a small square JPEG of each region, unmasked.
 * @param regions - in any order; each frame is read once, in ascending order
 * @param wantedSide - of each square in pixels; kept within 16..512
 * @param read - pixels of a frame, shared: only read
 * @returns files with nothing of the source's metadata, in the order of the regions
 * @throws AnonymizerError `engine/memory`, `export/encode`, and whatever reading throws
 */
export async function cropRegions(
  regions: readonly CropRegion[],
  wantedSide: number,
  read: (frame: number) => Promise<Raster>,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const side = Math.round(Math.min(Math.max(wantedSide, SMALLEST_SIDE), LARGEST_SIDE));
  const files: Uint8Array<ArrayBuffer>[] = [];
  const ordered = [...regions.entries()].sort(([, a], [, b]) => a.frame - b.frame);
  for (const [index, { frame, box }] of ordered) files[index] = await cropOne(await read(frame), box, side);
  return files;
}

async function cropOne(picture: Raster, box: Box<'source'>, side: number): Promise<Uint8Array<ArrayBuffer>> {
  const shown = squareAround(box);
  const part = roundOut(clip(shown, picture));
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new AnonymizerError('engine/memory');
  context.fillStyle = NEUTRAL;
  context.fillRect(0, 0, side, side);
  if (part.width > 0 && part.height > 0) {
    const scale = side / shown.width;
    const reduced = averaged(picture, part, Math.max(1, Math.floor(shown.width / side)));
    const bitmap = await createImageBitmap(new ImageData(reduced.data, reduced.width, reduced.height));
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, (part.left - shown.left) * scale, (part.top - shown.top) * scale, part.width * scale, part.height * scale);
    bitmap.close();
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY }).catch(() => {
    throw new AnonymizerError('export/encode');
  });
  return new Uint8Array(await blob.arrayBuffer());
}

/** A square about the box's centre with the margin on every side; at least one pixel. */
function squareAround(box: Box<'source'>): Box<'source'> {
  const wanted = scaleAboutCentre(box, 1 + 2 * MARGIN);
  const side = Math.max(wanted.width, wanted.height, 1);
  return { left: wanted.left + (wanted.width - side) / 2, top: wanted.top + (wanted.height - side) / 2, width: side, height: side };
}

/**
 * A part of a picture, made smaller by the average of `step` x `step` pixels, fewer at its right and lower edge. A region may
 * be the whole of a large picture, of which a canvas would hold another copy.
 */
function averaged(picture: Raster, part: Box<'source'>, step: number): Raster & { readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const width = Math.ceil(part.width / step);
  const height = Math.ceil(part.height / step);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    const top = part.top + row * step;
    const bottom = Math.min(top + step, part.top + part.height);
    for (let column = 0; column < width; column += 1) {
      const left = part.left + column * step;
      const right = Math.min(left + step, part.left + part.width);
      average(picture, left, top, right, bottom, data, (row * width + column) * 4);
    }
  }
  return { width, height, data };
}

function average({ data: from, width }: Raster, left: number, top: number, right: number, bottom: number, to: Uint8ClampedArray, at: number): void {
  const count = (right - left) * (bottom - top);
  for (let channel = 0; channel < 4; channel += 1) {
    let sum = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) sum += from[(y * width + x) * 4 + channel] ?? 0;
    }
    to[at + channel] = sum / count;
  }
}
