import { beforeAll, describe, expect, it } from 'vitest';
import type { Size } from '../../src/core/geometry/box.ts';
import { decodePicture } from '../../src/engine/pixels/decode.ts';
import { encodePicture } from '../../src/engine/pixels/encode.ts';
import { displayPicture } from '../../src/engine/pixels/display.ts';
import { releaseBuffer } from '../../src/engine/pixels/release-buffer.ts';

const TIMEOUT_MS = 120_000;

/** A picture in which no row is like another, so that strips in the wrong place show. */
function draw({ width, height }: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const slope = context.createLinearGradient(0, 0, width, height);
  for (const [at, color] of [[0, '#102030'], [0.3, '#e04020'], [0.6, '#20c060'], [1, '#f0f0ff']] as const) slope.addColorStop(at, color);
  context.fillStyle = slope;
  context.fillRect(0, 0, width, height);
  for (let i = 0; i < 60; i += 1) {
    context.fillStyle = `hsl(${i * 47} 80% ${20 + i}%)`;
    context.fillRect((i * 977) % width, (i * 613) % height, 37 + i, 11 + i);
  }
  return canvas;
}

function pixelsOf(canvas: OffscreenCanvas): Uint8ClampedArray {
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
}

/** How many bytes differ; a comparison of whole arrays would print millions of them. */
function differences(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) if (a[i] !== b[i]) count += 1;
  return count;
}

function raster(size: Size, alpha: number): Size & { readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  for (let i = 0; i < data.length; i += 1) data[i] = i % 4 === 3 ? alpha : (i * 31 + (i >> 5) * 17) & 255;
  return { ...size, data };
}

describe('decodePicture', { timeout: TIMEOUT_MS }, () => {
  const large = { width: 5000, height: 3600 };
  let canvas: OffscreenCanvas;
  beforeAll(() => {
    canvas = draw(large);
  }, TIMEOUT_MS);

  it('reads a picture above 16 megapixels strip by strip into the same pixels as one canvas would', async () => {
    const picture = await decodePicture(await canvas.convertToBlob({ type: 'image/png' }), large);
    expect([picture.width, picture.height]).toEqual([5000, 3600]);
    expect(differences(picture.data, pixelsOf(canvas))).toBe(0);
  });

  it('does the same for a JPEG, whose blocks lie across the cuts', async () => {
    const file = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const bitmap = await createImageBitmap(file);
    const whole = new OffscreenCanvas(5000, 3600);
    whole.getContext('2d', { willReadFrequently: true })!.drawImage(bitmap, 0, 0);
    bitmap.close();
    expect(differences((await decodePicture(file, large)).data, pixelsOf(whole))).toBe(0);
  });

  it('clears the strip between two cuts, so that nothing shines through transparent rows', async () => {
    const size = { width: 5000, height: 3300 };
    const half = new OffscreenCanvas(size.width, size.height);
    half.getContext('2d', { willReadFrequently: true })!.fillRect(0, 0, size.width, 3000);
    const { data } = await decodePicture(await half.convertToBlob({ type: 'image/png' }), size);
    expect(data.subarray(3200 * size.width * 4).every((value) => value === 0)).toBe(true);
    expect(data[3]).toBe(255);
  });

  it('refuses a picture of another size than its header said', async () => {
    const file = await draw({ width: 40, height: 30 }).convertToBlob({ type: 'image/png' });
    await expect(decodePicture(file, { width: 30, height: 40 })).rejects.toMatchObject({ code: 'input/undecodable' });
  });

  it('refuses bytes that are no picture', async () => {
    await expect(decodePicture(new Blob(['no picture']), { width: 1, height: 1 })).rejects.toMatchObject({ code: 'input/undecodable' });
  });
});

describe('encodePicture', { timeout: TIMEOUT_MS }, () => {
  it.each(['jpeg', 'png', 'webp'] as const)('writes the %s that was asked for', async (format) => {
    const { bytes, format: written } = await encodePicture(raster({ width: 33, height: 17 }, 255), format, 0.9);
    expect(written).toBe(format);
    const first = String.fromCharCode(...bytes.subarray(0, 12));
    expect(first).toMatch({ jpeg: /^\xff\xd8\xff/, png: /^\x89PNG\r\n\x1a\n/, webp: /^RIFF[^]{4}WEBP/ }[format]);
  });

  it('loses nothing of an opaque picture in a PNG, and leaves its source alone', async () => {
    const picture = raster({ width: 257, height: 129 }, 255);
    const before = picture.data.slice();
    const { bytes } = await encodePicture(picture, 'png', 0.9);
    expect(differences((await decodePicture(new Blob([bytes]), picture)).data, picture.data)).toBe(0);
    expect(differences(picture.data, before)).toBe(0);
  });

  it.each(['jpeg', 'png', 'webp'] as const)('writes the same %s where the picture is released as soon as it may be', async (format) => {
    const kept = await encodePicture(raster({ width: 257, height: 129 }, 255), format, 0.9);
    const picture = raster({ width: 257, height: 129 }, 255);
    const released = await encodePicture(picture, format, 0.9, () => {
      releaseBuffer(picture.data.buffer);
    });
    expect(picture.data.length).toBe(0);
    expect(released.bytes).toEqual(kept.bytes);
  });

  it('keeps what is transparent transparent in PNG and WebP', async () => {
    const picture = raster({ width: 20, height: 20 }, 0);
    for (const format of ['png', 'webp'] as const) {
      const { bytes } = await encodePicture(picture, format, 0.9);
      const { data } = await decodePicture(new Blob([bytes]), picture);
      expect(data.every((value, i) => i % 4 !== 3 || value === 0)).toBe(true);
    }
  });

  it('writes fewer bytes at a lower quality', async () => {
    const picture = raster({ width: 200, height: 200 }, 255);
    for (const format of ['jpeg', 'webp'] as const) {
      const [low, high] = await Promise.all([encodePicture(picture, format, 0.5), encodePicture(picture, format, 0.95)]);
      expect(low.bytes.length).toBeLessThan(high.bytes.length);
    }
  });
});

describe('displayPicture', { timeout: TIMEOUT_MS }, () => {
  it('gives a picture that is small enough as it is, and halves others until they are', async () => {
    const picture = raster({ width: 101, height: 60 }, 255);
    for (const [most, width, height, scale] of [[6060, 101, 60, 1], [6059, 51, 30, 0.5], [800, 26, 15, 0.25]] as const) {
      const shown = await displayPicture(picture, most);
      expect([shown.bitmap.width, shown.bitmap.height, shown.scale]).toEqual([width, height, scale]);
      shown.bitmap.close();
    }
    expect(picture.data.length).toBe(101 * 60 * 4);
  });
});
