import type { Raster } from '../../core/detect/resample.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { WRITTEN_IMAGE_FORMATS, type WrittenImageFormat } from '../../core/structure/inspection.ts';
import { loadCodec } from './codec-files.ts';
import type * as AvifEncoder from './encode-avif.ts';

/** Whether the browser writes AVIF; asked once, with the smallest of pictures. */
let canWriteAvif: Promise<boolean> | null = null;

/**
 * Encodes a picture with the browser's own encoder, AVIF with one of ours where the browser has none.
 * @param picture - RGBA; only read
 * @param format - wanted format; a browser without an encoder for it answers with another, usually PNG
 * @param quality - 0..1, for JPEG, WebP and AVIF
 * @param onCopied - called once the encoder has pixels of its own: from here on the picture's may be released, which a large
 *   picture needs, because an encoder holds up to 7 bytes a pixel
 * @returns the bytes and the format that they really have
 * @throws AnonymizerError `engine/memory` when the canvas is blank, `export/encode`, `codec/integrity`
 */
export async function encodePicture(
  picture: Raster & { readonly data: Uint8ClampedArray<ArrayBuffer> },
  format: WrittenImageFormat,
  quality: number,
  onCopied: () => void = () => undefined,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly format: WrittenImageFormat }> {
  if (format === 'avif' && !(await browserWritesAvif())) return { bytes: await encodeByCodec(picture, quality), format };
  const { width, height, data } = picture;
  const canvas = new OffscreenCanvas(width, height);
  try {
    const context = canvas.getContext('2d', { alpha: format !== 'jpeg', willReadFrequently: true });
    if (context === null) throw new AnonymizerError('engine/memory');
    context.putImageData(new ImageData(data, width, height), 0, 0);
    if (isBlank(context, picture)) throw new AnonymizerError('engine/memory', { width, height });
    onCopied();
    const blob = await canvas.convertToBlob({ type: `image/${format}`, quality }).catch(() => {
      throw new AnonymizerError('export/encode');
    });
    const written = WRITTEN_IMAGE_FORMATS.find((candidate) => blob.type === `image/${candidate}`);
    if (written === undefined) throw new AnonymizerError('export/encode');
    return { bytes: new Uint8Array(await blob.arrayBuffer()), format: written };
  } finally {
    // Frees 4 bytes a pixel now: the re-check decodes the picture again before the collector would come.
    canvas.width = 0;
    canvas.height = 0;
  }
}

/** Loads what encoding AVIF takes, for callers that will be offline when the first picture is exported. */
export async function prepareAvif(): Promise<void> {
  if (!(await browserWritesAvif())) await Promise.all([importEncoder(), loadCodec('avif')]);
}

function browserWritesAvif(): Promise<boolean> {
  canWriteAvif ??= writesAvif();
  return canWriteAvif;
}

async function writesAvif(): Promise<boolean> {
  const canvas = new OffscreenCanvas(1, 1);
  if (canvas.getContext('2d') === null) return false;
  const blob = await canvas.convertToBlob({ type: 'image/avif' }).catch(() => null);
  return blob?.type === 'image/avif';
}

async function encodeByCodec(picture: Raster, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  const [{ encodeAvif }, module] = await Promise.all([importEncoder(), loadCodec('avif')]);
  return encodeAvif(module, picture, quality);
}

async function importEncoder(): Promise<typeof AvifEncoder> {
  try {
    return await import('./encode-avif.ts');
  } catch {
    throw new AnonymizerError('codec/integrity');
  }
}

/** Oversize canvases stay blank without an error: a few pixels that are opaque in the picture must be so on the canvas. */
function isBlank(context: OffscreenCanvasRenderingContext2D, { width, height, data }: Raster): boolean {
  for (let probe = 0; probe < 9; probe += 1) {
    const x = Math.floor((((probe % 3) + 0.5) * width) / 3);
    const y = Math.floor((Math.floor(probe / 3) + 0.5) * (height / 3));
    if ((data[(y * width + x) * 4 + 3] ?? 0) < 255) continue;
    if ((context.getImageData(x, y, 1, 1).data[3] ?? 0) < 255) return true;
  }
  return false;
}
