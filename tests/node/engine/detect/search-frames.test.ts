import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Detector } from '../../../../src/engine/detect/detector.ts';
import { searchFrames, type FramesOutcome } from '../../../../src/engine/detect/search-frames.ts';
import { Stopwatch } from '../../../../src/engine/stopwatch.ts';
import type { Progress } from '../../../../src/protocol/engine-api.ts';

/** A picture of one colour. */
const plain = (value: number, width = 4): Raster => ({ width, height: 2, data: new Uint8ClampedArray(width * 2 * 4).fill(value) });

interface Trial extends FramesOutcome {
  /** First byte of each picture that was searched. */
  readonly searched: readonly number[];
  readonly read: readonly number[];
  readonly progress: readonly Progress[];
}

/** A detector that finds one face, with the picture's colour as its place. */
async function search(pictures: readonly Raster[], mayRepeat = true): Promise<Trial> {
  const searched: number[] = [];
  const read: number[] = [];
  const progress: Progress[] = [];
  const detector: Detector = {
    name: 'fake', version: '1.0.0', models: [{ name: 'face-rfb320', version: '1.0.0', sha256: '00', sizeBytes: 1, url: '' } as never], kinds: ['face'], smallestHeight: 12,
    detect: (picture, { onFraction }) => {
      searched.push(picture.data[0]!);
      onFraction(0.5);
      return Promise.resolve({ detections: [{ kind: 'face', score: 0.9, box: sourceBox(picture.data[0]!, 0, 2, 2), detector: 'fake' }], scales: [1], inferences: 2 });
    },
  };
  const frames = { count: pictures.length, mayRepeat, read: (index: number) => { read.push(index); return Promise.resolve(pictures[index]!); } };
  const outcome = await searchFrames(frames, [detector], { scoreThresholds: { face: 0.1 }, view: 'first' }, new Stopwatch((step) => progress.push(step)));
  return { ...outcome, searched, read, progress };
}

describe('frames', () => {
  it('are each searched, in order, and give a list of finds each', async () => {
    const { finds, searched, read, search: report } = await search([plain(1), plain(2), plain(3)]);
    expect(finds.map((list) => list.map(({ box }) => box.left))).toEqual([[1], [2], [3]]);
    expect([searched, read]).toEqual([[1, 2, 3], [0, 1, 2]]);
    expect(report).toMatchObject({ kinds: ['face'], inferences: 6, smallestHeight: 12 });
  });

  it('are not searched again where they look just like the one before, and have its finds', async () => {
    const { finds, searched, search: report } = await search([plain(1), plain(1), plain(2), plain(1), plain(1)]);
    expect(searched).toEqual([1, 2, 1]);
    expect(finds.map((list) => list.map(({ box }) => box.left))).toEqual([[1], [1], [2], [1], [1]]);
    expect(report.inferences).toBe(6);
  });

  it('are all searched where they are pages, and where their pixels were given back', async () => {
    expect((await search([plain(1), plain(1)], false)).searched).toEqual([1, 1]);
    const gone = { ...plain(1), data: new Uint8ClampedArray(0) };
    expect((await search([gone, gone])).searched).toHaveLength(2);
  });

  it('are searched where a single byte differs, or the size', async () => {
    const other = plain(1);
    other.data[other.data.length - 1] = 2;
    expect((await search([plain(1), other])).searched).toHaveLength(2);
    expect((await search([plain(1, 4), plain(1, 3)])).searched).toHaveLength(2);
    expect((await search([plain(1, 3), plain(1, 4)])).searched).toHaveLength(2);
  });

  it('tell a progress that never goes back and ends at its end, also over repeated ones', async () => {
    const { progress } = await search([plain(1), plain(1), plain(2), plain(3)]);
    const fractions = progress.map(({ fraction }) => fraction);
    expect(new Set(progress.map(({ stage }) => stage))).toEqual(new Set(['detect']));
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
  });

  it('are one in a still picture, which is decoded and searched as two stages', async () => {
    const { finds, progress } = await search([plain(9)]);
    expect(finds.map((list) => list.length)).toEqual([1]);
    expect([...new Set(progress.map(({ stage }) => stage))]).toEqual(['decode', 'detect']);
  });

  it('are at least one', async () => {
    await expect(search([])).rejects.toThrow(RangeError);
  });
});
