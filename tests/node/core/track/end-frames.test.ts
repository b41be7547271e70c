import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { endFrames } from '../../../../src/core/track/end-frames.ts';
import type { Path } from '../../../../src/core/track/path.ts';

const box = sourceBox(0, 0, 10, 10);
const frames = (path: Path): number[] => [...new Set(endFrames(path))].sort((a, b) => a - b);

describe('frames where a mask that is too short would show', () => {
  it('lie around its ends and those of what was sighted', () => {
    expect(frames({ first: 10, last: 90, keys: [{ frame: 20, box }, { frame: 70, box }], found: [{ first: 20, last: 70 }] })).toEqual([9, 10, 19, 20, 70, 71, 90, 91]);
  });

  it('lie in the middle of each gap, unless it is short', () => {
    const found = [{ first: 20, last: 30 }, { first: 33, last: 40 }, { first: 60, last: 61 }, { first: 65, last: 70 }];
    expect(frames({ first: 20, last: 70, keys: [{ frame: 20, box }], found })).toEqual([19, 20, 50, 63, 70, 71]);
  });

  it('are those of the keys where nothing else is known', () => {
    expect(frames({ first: 0, last: 9, keys: [{ frame: 4, box }] })).toEqual([-1, 0, 3, 4, 5, 9, 10]);
  });
});
