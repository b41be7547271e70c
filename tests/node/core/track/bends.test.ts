import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Moving, Path } from '../../../../src/core/track/path.ts';
import { bendsWithin, during, holdsThroughout } from '../../../../src/core/track/bends.ts';

const region = (first: number, last: number, ...keys: readonly (readonly [frame: number, left: number])[]): Moving & { readonly path: Path } => {
  const boxes = keys.map(([frame, left]) => ({ frame, box: sourceBox(left, 0, 20, 20) }));
  return { box: boxes[0]!.box, path: { first, last, keys: boxes } };
};

describe('frames at which ways bend', () => {
  it('are keys and what comes and goes, inside the span alone, in order and none twice', () => {
    expect(bendsWithin({ first: 2, last: 20 }, [region(0, 9, [0, 0], [4, 0]), region(4, 30, [4, 0], [15, 0]), region(21, 22, [21, 0])])).toEqual([2, 3, 4, 9, 10, 15, 20]);
    expect(bendsWithin({ first: 7, last: 7 }, [region(7, 7, [7, 0])])).toEqual([7]);
  });

  it('leave out what is not there, but not what is in a still picture', () => {
    const still: Moving = { box: sourceBox(0, 0, 1, 1) };
    const early = region(0, 4, [0, 0]);
    expect(during<Moving>({ first: 4, last: 9 }, [still, early])).toEqual([still, early]);
    expect(during<Moving>({ first: 5, last: 9 }, [still, early])).toEqual([still]);
  });
});

describe('what holds throughout', () => {
  const never = (): boolean => false;
  const asked = (region: Moving & { readonly path: Path }, isSettled: (from: number, to: number) => boolean = never): readonly number[] => {
    const frames: number[] = [];
    expect(holdsThroughout(region.path, [region], (frame) => frames.push(frame) > 0, isSettled)).toBe(true);
    return frames.toSorted((a, b) => a - b);
  };

  it('holds on each frame of what moves, and on no more of what stands still than on its keys', () => {
    const passing = region(0, 40, [0, 0], [20, 400], [40, 400]);
    expect(asked(passing)).toEqual([...Array.from({ length: 21 }, (_, frame) => frame), 40]);
    for (let bad = 0; bad <= 20; bad += 1) expect(holdsThroughout(passing.path, [passing], (frame) => frame !== bad, never), `frame ${bad}`).toBe(false);
  });

  it('asks wherever something moved on by a pixel, and nowhere that is settled', () => {
    const slow = region(0, 1000, [0, 0], [1000, 10]);
    const frames = asked(slow);
    for (const [index, frame] of frames.slice(1).entries()) expect(frame - frames[index]!).toBeLessThanOrEqual(100);
    expect(frames.length).toBeLessThan(40);
    expect(asked(slow, () => true)).toEqual([0, 1000]);
    expect(asked(region(0, 100, [0, 0], [100, 1000]), (from, to) => from >= 50 || to < 50)).toContain(49);
  });

  it('takes no time for what stands still for days', () => {
    expect(asked(region(0, 4_999_999, [0, 0], [4_000_000, 0]))).toEqual([0, 4_000_000, 4_999_999]);
  });
});
