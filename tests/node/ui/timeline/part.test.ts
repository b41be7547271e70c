import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameClock, framesWithin } from '../../../../src/ui/timeline/frame-clock.ts';
import { partFrom, partTo, restOf } from '../../../../src/ui/timeline/part.ts';

const clock = frameClock([40, 20, 100, 40]);

describe('a marked part of the video', () => {
  it('begins with the last frame at the latest, and ends with the first at the earliest', () => {
    expect(partFrom({ from: 0, to: 0.1 }, 0.2, clock)).toEqual({ from: 0.16, to: 0.2 });
    expect(partFrom({ from: 0, to: 0.2 }, 9, clock)).toEqual({ from: 0.16, to: 0.2 });
    expect(partTo({ from: 0.1, to: 0.2 }, 0, clock)).toEqual({ from: 0, to: 0.04 });
    expect(framesWithin(clock, 0, 0.04)).toEqual({ first: 0, last: 0 });
  });

  it('is the rest of the video on that side where one end is put beyond the other', () => {
    expect(partFrom({ from: 0, to: 0.06 }, 0.1, clock)).toEqual({ from: 0.1, to: 0.2 });
    expect(partTo({ from: 0.1, to: 0.2 }, 0.06, clock)).toEqual({ from: 0, to: 0.06 });
    expect([partFrom(null, 0.04, clock), partTo(null, 0.06, clock)]).toEqual([{ from: 0.04, to: 0.2 }, { from: 0, to: 0.06 }]);
    expect([partFrom({ from: 0, to: 0.16 }, 0.1, clock), partTo({ from: 0.04, to: 0.2 }, 0.1, clock)]).toEqual([{ from: 0.1, to: 0.16 }, { from: 0.04, to: 0.1 }]);
  });

  it('has a length in a video of one frame, and where frames at its ends have none', () => {
    for (const durations of [[40], [0, 40, 40, 0], []]) {
      const odd = frameClock(durations);
      for (const time of [0, odd.duration / 2, odd.duration]) {
        for (const part of [partFrom(null, time, odd), partTo(null, time, odd)]) expect(part.to, JSON.stringify(durations)).toBeGreaterThan(part.from);
      }
    }
  });
});

describe('the rest of the video', () => {
  it('is what is before a part and after it', () => {
    expect(restOf({ from: 0.06, to: 0.16 }, 0.2)).toEqual([{ from: 0, to: 0.06 }, { from: 0.16, to: 0.2 }]);
    expect(restOf({ from: 0, to: 0.16 }, 0.2)).toEqual([{ from: 0.16, to: 0.2 }]);
    expect(restOf({ from: 0.06, to: 0.2 }, 0.2)).toEqual([{ from: 0, to: 0.06 }]);
    expect(restOf({ from: 0, to: 0.2 }, 0.2)).toEqual([]);
  });

  it('leaves only frames alone that are shown wholly in the part', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (durations, a, b) => {
        const any = frameClock(durations);
        const part = partTo(partFrom(null, (Math.min(a, b) / 100) * any.duration, any), (Math.max(a, b) / 100) * any.duration, any);
        const rest = restOf(part, any.duration).map(({ from, to }) => framesWithin(any, from, to));
        for (let frame = 0; frame < any.count; frame += 1) {
          const isLeft = !rest.some(({ first, last }) => frame >= first && frame <= last);
          const isInside = any.timeOf(frame) >= part.from - 1e-6 && any.timeOf(frame + 1) <= part.to + 1e-6;
          // Frames of no duration at an end of the part may be taken to either side.
          if (any.timeOf(frame) < any.timeOf(frame + 1)) expect(isLeft, JSON.stringify({ durations, part, frame })).toBe(isInside);
          else if (isLeft) expect(isInside).toBe(true);
        }
      }),
    );
  });
});
