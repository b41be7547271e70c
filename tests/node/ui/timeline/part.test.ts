import { describe, expect, it } from 'vitest';
import { frameClock, framesWithin } from '../../../../src/ui/timeline/frame-clock.ts';
import { partFrom, partTo } from '../../../../src/ui/timeline/part.ts';

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
