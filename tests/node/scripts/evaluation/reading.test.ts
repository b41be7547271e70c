import { describe, expect, it } from 'vitest';
import type { TruthImage } from '../../../../scripts/evaluation/metrics.ts';
import { readTurned, turnedRaster, TURNS, type LineReader, type QuarterTurn } from '../../../../scripts/evaluation/reading.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';

/** One byte a pixel, as its red. */
function raster(width: number, height: number, reds: readonly number[]): Raster {
  return { width, height, data: Uint8ClampedArray.from(reds.flatMap((red) => [red, 0, 0, 255])) };
}

const redsOf = ({ data }: Raster): number[] => [...data].filter((_, at) => at % 4 === 0);

describe('turnedRaster', () => {
  const picture = raster(3, 2, [1, 2, 3, 4, 5, 6]);

  it.each([
    [0, 3, 2, [1, 2, 3, 4, 5, 6]],
    [90, 2, 3, [4, 1, 5, 2, 6, 3]],
    [180, 3, 2, [6, 5, 4, 3, 2, 1]],
    [270, 2, 3, [3, 6, 2, 5, 1, 4]],
  ] as const)('turns clockwise by %i degrees', (turn, width, height, reds) => {
    const turned = turnedRaster(picture, turn);
    expect(turned).toMatchObject({ width, height });
    expect(redsOf(turned)).toEqual(reds);
  });
});

describe('readTurned', () => {
  const picture = raster(
    100,
    40,
    Array.from({ length: 4000 }, () => 255),
  );
  const truth: TruthImage = {
    file: 'a.png',
    width: 100,
    height: 40,
    objects: [
      { label: 'text', box: [10, 4, 40, 8], text: 'first' },
      { label: 'text', box: [60, 24, 30, 8], text: 'second' },
      { label: 'text', box: [0, 30, 30, 8], text: 'ignored', ignore: true },
      { label: 'text', box: [40, 30, 10, 8] },
      { label: 'plate', box: [10, 20, 30, 8], text: 'AB 123' },
    ],
  };
  /** The first true line at each turn, worked out by hand. */
  const PLACES: Readonly<Record<QuarterTurn, readonly [number, number, number, number]>> = {
    0: [10, 4, 40, 8],
    90: [28, 10, 8, 40],
    180: [50, 28, 40, 8],
    270: [4, 50, 8, 40],
  };

  const reader = (boxes: readonly (readonly [number, number, number, number])[], score = 0.9): LineReader => ({
    lines: () => Promise.resolve(boxes.map((box) => ({ box: sourceBox(...box), angle: 0, score }))),
    read: (_, { box }) => Promise.resolve({ text: `read at ${String(box.left)}`, score: 1, characters: [] }),
  });

  it.each(TURNS)('pairs a true line with what was read in its place, turned by %i degrees', async (turn) => {
    const place = PLACES[turn];
    expect(await readTurned(reader([place]), picture, truth, turn, 0.4)).toEqual([{ truth: 'first', read: `read at ${String(place[0])}` }]);
  });

  it('uses each found line for one true line, the one that it overlaps most', async () => {
    const pairs = await readTurned(
      reader([
        [12, 4, 40, 8],
        [10, 4, 40, 8],
      ]),
      picture,
      truth,
      0,
      0.4,
    );
    expect(pairs).toEqual([{ truth: 'first', read: 'read at 10' }]);
  });

  it('leaves out lines that no true one overlaps, and faint ones', async () => {
    expect(await readTurned(reader([[40, 30, 10, 8]]), picture, truth, 0, 0.4)).toEqual([]);
    expect(await readTurned(reader([[10, 4, 40, 8]], 0.39), picture, truth, 0, 0.4)).toEqual([]);
  });
});
