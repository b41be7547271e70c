import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { PictureStorage, SourceInspection } from '../../../../src/core/structure/inspection.ts';
import { overFrames } from '../../../../src/core/track/over-frames.ts';

const find: Detection = { kind: 'face', score: 0.9, box: sourceBox(1, 2, 30, 40), detector: 'test' };
const page: PictureStorage = { storedSize: { width: 9, height: 9 }, size: { width: 9, height: 9 }, orientation: 1, hasAlpha: false, blocks: null };

describe('finds of a file', () => {
  it('stay as they are in a still picture', () => {
    expect(overFrames([[find]], { sequence: { kind: 'still' } })).toEqual([find]);
    expect(overFrames([[find]], { sequence: { kind: 'still' } })[0]).not.toHaveProperty('path');
  });

  it('are joined over the frames of an animation, by its durations', () => {
    const finds = [[find], [], [], [], [find]];
    const joined = (duration: number): number => overFrames(finds, { sequence: { kind: 'animation', durations: new Array<number>(5).fill(duration), plays: 0 } }).length;
    expect(joined(100)).toBe(1);
    expect(joined(5000)).toBe(2);
  });

  it('of a video are never joined without its pictures, which tell of cuts', () => {
    const sequence = { kind: 'video', durations: [40, 40], sound: null } as unknown as SourceInspection['sequence'];
    expect(() => overFrames([[find], [find]], { sequence })).toThrow(RangeError);
  });

  it('are never joined over pages', () => {
    const found = overFrames([[find], [find]], { sequence: { kind: 'pages', pages: [page, page] } });
    expect(found.map(({ path }) => [path!.first, path!.last])).toEqual([[0, 0], [1, 1]]);
  });
});
