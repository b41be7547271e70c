import { describe, expect, it } from 'vitest';
import { FrameRate } from '../../../../src/ui/detect/frame-rate.ts';
import { words } from '../../../../src/ui/words.ts';

/** Notes frames at points in time, in seconds. */
function noted(rate: FrameRate, ...marks: readonly (readonly [frames: number, seconds: number])[]): FrameRate {
  for (const [frames, seconds] of marks) rate.note(frames, seconds * 1000);
  return rate;
}

describe('the pace of a film', () => {
  it('is not told before two seconds have gone by, nor where no frame was done', () => {
    expect(new FrameRate().perSecond()).toBeNull();
    expect(noted(new FrameRate(), [0, 0], [30, 1.9]).perSecond()).toBeNull();
    expect(noted(new FrameRate(), [5, 0], [5, 4]).perSecond()).toBeNull();
  });

  it('is what was done since the first look', () => {
    expect(noted(new FrameRate(), [10, 3], [12, 3.5], [40, 5.5]).perSecond()).toBe(12);
  });

  it('forgets what was more than ten seconds ago', () => {
    const rate = new FrameRate();
    for (let second = 0; second <= 20; second += 1) rate.note(second <= 10 ? second : 10 + (second - 10) * 4, second * 1000);
    expect(rate.perSecond()).toBe(4);
  });

  it('begins anew with each stage', () => {
    const rate = noted(new FrameRate(), [0, 0], [100, 5], [2, 6]);
    expect(rate.perSecond()).toBeNull();
    expect(noted(rate, [8, 9]).perSecond()).toBe(2);
  });

  it('is told in whole frames, and in tenths where it is slow', () => {
    const paces = [12.4, 9.96, 1.04, 0.26, 0.01].map((rate) => noted(new FrameRate(), [0, 0], [10 * rate, 10]).perSecond());
    expect(paces.map((pace) => (pace === null ? '' : words.framePace(pace)))).toEqual(['12 frames a second', '10 frames a second', '1 frame a second', '0.3 frames a second', '0.1 frames a second']);
  });
});
