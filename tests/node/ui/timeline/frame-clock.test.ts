import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameClock, framesWithin } from '../../../../src/ui/timeline/frame-clock.ts';

describe('the clock of a video', () => {
  const clock = frameClock([40, 20, 100, 40]);

  it('says when a frame begins, and when the last one ends', () => {
    expect([0, 1, 2, 3, 4, 9].map((frame) => clock.timeOf(frame))).toEqual([0, 0.04, 0.06, 0.16, 0.2, 0.2]);
    expect(clock.duration).toBe(0.2);
  });

  it('says which frame is shown at a time, and the nearest beyond the ends', () => {
    expect([-1, 0, 0.039, 0.04, 0.1, 0.159, 0.16, 0.2, 9].map((time) => clock.frameAt(time))).toEqual([0, 0, 0, 1, 2, 2, 3, 3, 3]);
  });

  it('gives every frame back for the time at which it begins', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 }), (thirds) => {
        const any = frameClock(thirds.map((third) => third / 3));
        for (let frame = 0; frame < thirds.length; frame += 1) expect(any.frameAt(any.timeOf(frame))).toBe(frame);
      }),
    );
  });

  it('has a length also where no frame has one', () => {
    expect(frameClock([0, 0]).duration).toBeGreaterThan(0);
    expect(frameClock([]).count).toBe(1);
  });

  it('takes a part of the time for the frames that are shown in it', () => {
    expect(framesWithin(clock, 0.04, 0.16)).toEqual({ first: 1, last: 2 });
    expect(framesWithin(clock, 0.05, 0.161)).toEqual({ first: 1, last: 3 });
    expect(framesWithin(clock, 0.05, 0.051)).toEqual({ first: 1, last: 1 });
    expect(framesWithin(clock, 0, 99)).toEqual({ first: 0, last: 3 });
  });

  it('counts frames without a duration to the part in which they begin, and those at the end to the last', () => {
    const odd = frameClock([40, 0, 40, 0, 0, 40, 0]);
    expect(framesWithin(odd, 0, 0.04)).toEqual({ first: 0, last: 0 });
    expect(framesWithin(odd, 0.04, 0.08)).toEqual({ first: 1, last: 2 });
    expect(framesWithin(odd, 0.08, 0.12)).toEqual({ first: 3, last: 6 });
  });
});
