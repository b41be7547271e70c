import { describe, expect, it } from 'vitest';
import { MAX_FRAMES, MAX_SEQUENCE_PIXELS } from '../../../../src/core/limits.ts';
import type { PictureStorage, Sequence, SourceInspection } from '../../../../src/core/structure/inspection.ts';
import { checkFrames, frameCount, keepsTiming, storageOf } from '../../../../src/core/structure/sequence.ts';
import { refusalOf } from './refusal.ts';

const stored = (width: number, height: number): PictureStorage => ({ storedSize: { width, height }, size: { width, height }, orientation: 1, hasAlpha: false, blocks: null });
const still: SourceInspection = { ...stored(40, 24), format: 'png', sequence: { kind: 'still' }, metadata: [] };
const animation: SourceInspection = { ...still, sequence: { kind: 'animation', durations: [10, 0, 30], plays: 0 } };
const pages: SourceInspection = { ...still, format: 'tiff', sequence: { kind: 'pages', pages: [stored(40, 24), stored(7, 9)] } };

describe('the pictures of a source', () => {
  it('are one, its frames, or its pages', () => {
    expect([still, animation, pages].map(frameCount)).toEqual([1, 3, 2]);
  });

  it('are stored as the canvas is, or each page as it says', () => {
    expect(storageOf(still, 0)).toBe(still);
    expect(storageOf(animation, 2)).toBe(animation);
    expect(storageOf(pages, 1)).toEqual(stored(7, 9));
  });

  it('end with the last page', () => {
    expect(() => storageOf(pages, 2)).toThrow(RangeError);
  });
});

describe('more than can be worked through', () => {
  const refused = (count: number, width: number, height: number): string | null => refusalOf(() => checkFrames(new Array<{ width: number; height: number }>(count).fill({ width, height })));

  it('is refused by the number of frames', () => {
    expect(refused(MAX_FRAMES, 1, 1)).toBeNull();
    expect(refused(MAX_FRAMES + 1, 1, 1)).toBe('input/too-many-frames');
  });

  it('is refused by the pixels of all of them', () => {
    expect(refused(4, MAX_SEQUENCE_PIXELS / 4, 1)).toBeNull();
    expect(refused(4, MAX_SEQUENCE_PIXELS / 4 + 1, 1)).toBe('input/too-many-frames');
  });
});

describe('keepsTiming', () => {
  const animation = (durations: readonly number[], plays = 0): Sequence => ({ kind: 'animation', durations, plays });

  it('takes what a format rounds, and no more', () => {
    expect(keepsTiming(animation([33.3, 100]), animation([30, 100]))).toBe(true);
    expect(keepsTiming(animation([33.3, 100]), animation([33.3, 111]))).toBe(false);
    expect(keepsTiming(animation([100, 50]), animation([50, 100]))).toBe(false);
  });

  it('misses a frame', () => {
    expect(keepsTiming(animation([100, 100]), animation([100]))).toBe(false);
    expect(keepsTiming(animation([100, 100]), { kind: 'still' })).toBe(false);
    expect(keepsTiming(animation([100]), { kind: 'still' })).toBe(true);
  });

  it('wants as many plays, up to what every format can store', () => {
    expect(keepsTiming(animation([9, 9], 1), animation([9, 9], 0))).toBe(false);
    expect(keepsTiming(animation([9, 9], 70_000), animation([9, 9], 65_535))).toBe(true);
  });
});
