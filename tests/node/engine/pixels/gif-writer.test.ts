import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Compositor } from '../../../../src/core/animation/compositor.ts';
import { splitGif } from '../../../../src/core/animation/split-gif.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { inspectGif } from '../../../../src/core/structure/gif.ts';
import { FindingList } from '../../../../src/core/structure/finding-list.ts';
import { verifyGif } from '../../../../src/core/structure/verify-gif.ts';
import { GifWriter } from '../../../../src/engine/pixels/gif-writer.ts';
import { decodeGif } from '../../core/animation/gif-codec.ts';
import { refusalOf } from '../../core/structure/refusal.ts';

type Pixel = readonly [number, number, number, number];

const paint = (width: number, height: number, color: (x: number, y: number) => Pixel): Raster => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(color(x, y), (y * width + x) * 4);
  }
  return { width, height, data };
};

function write(
  pictures: readonly Raster[],
  { plays = 0, isTransparent = false, durations = [] as readonly number[] } = {},
): Uint8Array<ArrayBuffer> {
  const writer = new GifWriter(pictures[0] ?? { width: 1, height: 1 }, plays, isTransparent);
  pictures.forEach((picture, index) => writer.add(picture, durations[index] ?? 100));
  return writer.finish();
}

/** Frames as a viewer sees them: split, each piece decoded on its own, put together. */
function shown(file: Uint8Array): Raster[] {
  const { layout, stillFile } = splitGif(file);
  const compositor = new Compositor(layout.canvas);
  return layout.frames.map((frame, index) => {
    const [still] = decodeGif(stillFile(index)).frames;
    if (still === undefined) throw new Error('no frame');
    return compositor.draw(frame, still);
  });
}

const findingsOf = (file: Uint8Array, { width, height }: Raster, frames: number): readonly unknown[] => {
  const findings = new FindingList();
  verifyGif(file, { width, height }, frames, findings);
  return findings.report().findings;
};

/** A picture of far more than 256 colours. */
const photo = (shift: number): Raster =>
  paint(96, 64, (x, y) => [(x * 5 + shift) & 255, (y * 4 + ((x * y) & 15)) & 255, (x * 2 + y * 3 + ((x * 7) & 31)) & 255, 255]);

describe('an animated GIF that is written', () => {
  it('has the size, the durations and the number of plays that were asked for', () => {
    const pictures = [0, 1, 2].map((step) => paint(5, 3, () => [step, 0, 0, 255]));
    const file = write(pictures, { plays: 3, durations: [0, 46, 3] });
    expect(inspectGif(file)).toMatchObject({
      size: { width: 5, height: 3 },
      hasAlpha: false,
      sequence: { kind: 'animation', durations: [0, 50, 10], plays: 3 },
      metadata: [],
    });
  });

  it.each([
    [0, 0],
    [1, null],
    [2, 1],
    [65_536, 65_535],
    [1_000_000, 65_535],
  ])('that plays %i times says %j repeats', (plays, repeats) => {
    expect(decodeGif(write([photo(0), photo(9)], { plays })).repeats).toBe(repeats);
  });

  it('shows a frame no longer than the format can say', () => {
    expect(decodeGif(write([photo(0)], { durations: [10_000_000] })).frames[0]?.delay).toBe(65_535);
  });

  it('comes back pixel by pixel where no frame has too many colours', () => {
    const color = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(color, { minLength: 1, maxLength: 255 }),
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 4 }),
        (isTransparent, width, height, colors, seeds) => {
          const pictures = seeds.map((seed) =>
            paint(width, height, (x, y) => {
              const pick = Math.imul(seed + (x >> 1), 0x9e3779b1 + y) >>> 8;
              const [r, g, b] = colors[pick % colors.length] ?? [0, 0, 0];
              return isTransparent && pick % 5 === 0 ? [0, 0, 0, 0] : [r, g, b, 255];
            }),
          );
          const file = write(pictures, { isTransparent });
          expect(shown(file).map(({ data }) => Array.from(data))).toEqual(pictures.map(({ data }) => Array.from(data)));
          const [first] = pictures;
          expect(first === undefined ? ['none'] : findingsOf(file, first, pictures.length)).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });

  it.each([255, 256])('keeps %i colours exactly', (colors) => {
    const picture = paint(16, 16, (x, y) => [Math.min(y * 16 + x, colors - 1), 7, x, 255]);
    const still = paint(16, 16, (x, y) => [Math.min(y * 16 + x, colors - 1), 7, x, 255]);
    const file = write([picture, still]);
    expect(shown(file).map(({ data }) => data)).toEqual([picture.data, picture.data]);
    expect(findingsOf(file, picture, 2)).toEqual([]);
  });

  it('takes half-transparent pixels for what they are closer to', () => {
    const picture = paint(4, 1, (x) => [10, 20, 30, [0, 127, 128, 255][x] ?? 0]);
    const [seen] = shown(write([picture], { isTransparent: true }));
    expect(Array.from(seen?.data ?? [])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 10, 20, 30, 255, 10, 20, 30, 255]);
  });

  it('clears a frame that may be transparent, so that nothing of it stays', () => {
    const pictures = [
      paint(4, 1, () => [255, 0, 0, 255]),
      paint(4, 1, (x) => (x < 2 ? [0, 0, 0, 0] : [0, 255, 0, 255])),
      paint(4, 1, () => [0, 0, 0, 0]),
    ];
    const file = write(pictures, { isTransparent: true });
    expect(shown(file).map(({ data }) => data)).toEqual(pictures.map(({ data }) => data));
    expect(
      findingsOf(
        file,
        paint(4, 1, () => [0, 0, 0, 0]),
        3,
      ),
    ).toEqual([]);
  });

  it('does not look at alpha where the canvas is opaque', () => {
    const pictures = [paint(2, 1, () => [255, 0, 0, 255]), paint(2, 1, () => [0, 0, 255, 0])];
    expect(Array.from(shown(write(pictures))[1]?.data ?? [])).toEqual([0, 0, 255, 255, 0, 0, 255, 255]);
  });

  it('stores a frame without a change in a few bytes', () => {
    const one = write([photo(0)]).length;
    expect(write([photo(0), photo(0)]).length - one).toBeLessThan(220);
  });

  it('comes near to a picture of many colours, in every frame', () => {
    const pictures = [photo(0), photo(40), photo(40), photo(90)];
    const file = write(pictures);
    shown(file).forEach((seen, index) => {
      const wanted = pictures[index]?.data ?? [];
      const off = seen.data.reduce((sum, value, at) => sum + Math.abs(value - (wanted[at] ?? 0)), 0) / (seen.data.length * 0.75);
      expect(off).toBeLessThan(8);
    });
    expect(findingsOf(file, photo(0), 4)).toEqual([]);
  });

  it('keeps the colour of a filled area exactly, however many others there are', () => {
    const fill: Pixel = [83, 91, 77, 255];
    const withFill = (shift: number): Raster => {
      const under = photo(shift);
      return paint(96, 64, (x, y) =>
        x >= 20 && x < 28 && y >= 10 && y < 18
          ? fill
          : (Array.from(under.data.subarray((y * 96 + x) * 4, (y * 96 + x) * 4 + 4)) as unknown as Pixel),
      );
    };
    for (const seen of shown(write([withFill(0), withFill(50), photo(3), withFill(3)]).slice()).filter((_, index) => index !== 2)) {
      for (let y = 10; y < 18; y += 1) {
        for (let x = 20; x < 28; x += 1) expect(Array.from(seen.data.subarray((y * 96 + x) * 4, (y * 96 + x) * 4 + 4))).toEqual(fill);
      }
    }
  });

  it('does not change when it is written again', () => {
    expect(write([photo(0), photo(40)])).toEqual(write([photo(0), photo(40)]));
  });

  it('does not hold on to a picture', () => {
    const first = photo(0);
    const writer = new GifWriter(first, 0, false);
    writer.add(first, 10);
    first.data.fill(0);
    writer.add(photo(0), 10);
    expect(writer.finish()).toEqual(write([photo(0), photo(0)], { durations: [10, 10] }));
  });

  it('is refused without frames, or with one of another size', () => {
    expect(refusalOf(() => new GifWriter({ width: 2, height: 2 }, 0, false).finish())).toBe('export/encode');
    expect(
      refusalOf(() =>
        new GifWriter({ width: 2, height: 2 }, 0, false).add(
          paint(2, 1, () => [0, 0, 0, 255]),
          10,
        ),
      ),
    ).toBe('export/encode');
  });
});
