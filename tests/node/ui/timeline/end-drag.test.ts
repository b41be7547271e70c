import { describe, expect, it } from 'vitest';
import { draggedEnd, grabbedEnd, type EndDrag, type TrackEnd } from '../../../../src/ui/timeline/end-drag.ts';
import { frameClock } from '../../../../src/ui/timeline/frame-clock.ts';

/** 100 frames on a lane of 500 pixels: 5 pixels each. */
const clock = frameClock(Array.from({ length: 100 }, () => 40));
const SPAN = { first: 20, last: 59 };
const pointer = (x: number): { readonly x: number; readonly share: number } => ({ x, share: x / 500 });
const grab = (which: TrackEnd, x: number): EndDrag => grabbedEnd(which, SPAN, pointer(x), clock);
const drag = (which: TrackEnd, ...xs: readonly number[]): EndDrag['span'] => xs.slice(1).reduce((state, x) => draggedEnd(state, pointer(x), clock), grab(which, xs[0]!)).span;

describe('the end of a track', () => {
  it('stays where it is while the hand only trembles, wherever it was taken hold of', () => {
    for (const beside of [-6, 0, 4, 17]) {
      expect(drag('first', 100 + beside, 101 + beside, 98 + beside, 102 + beside)).toBeNull();
      expect(drag('last', 300 - beside, 301 - beside, 298 - beside, 302 - beside)).toBeNull();
    }
  });

  it('goes as far as the pointer, at the distance at which it was taken hold of', () => {
    for (const beside of [-6, 0, 4, 17]) {
      expect(drag('first', 100 + beside, 126 + beside), String(beside)).toEqual({ first: 25, last: 59 });
      expect(drag('first', 100 + beside, 75 + beside), String(beside)).toEqual({ first: 15, last: 59 });
      expect(drag('last', 300 - beside, 325 - beside), String(beside)).toEqual({ first: 20, last: 64 });
      expect(drag('last', 300 - beside, 275 - beside), String(beside)).toEqual({ first: 20, last: 54 });
    }
  });

  it('goes to the nearest beginning or end of a frame', () => {
    const wide = (x: number): { readonly x: number; readonly share: number } => ({ x, share: x / 5000 });
    const dragged = (which: TrackEnd, from: number, to: number): EndDrag['span'] => draggedEnd(grabbedEnd(which, SPAN, wide(from), clock), wide(to), clock).span;
    expect([-24, -26, 24, 26].map((by) => dragged('first', 1000, 1000 + by)?.first)).toEqual([20, 19, 20, 21]);
    expect([-24, -26, 24, 26].map((by) => dragged('last', 3000, 3000 + by)?.last)).toEqual([59, 58, 59, 60]);
  });

  it('is where it was when it is dragged back', () => {
    expect(drag('first', 110, 140, 110)).toEqual(SPAN);
    expect(drag('last', 290, 200, 290)).toEqual(SPAN);
  });

  it('never passes the other end, or the ends of the video', () => {
    expect(drag('first', 100, 480)).toEqual({ first: 59, last: 59 });
    expect(drag('last', 300, 10)).toEqual({ first: 20, last: 20 });
    for (const beside of [-6, 0, 17]) {
      expect(drag('first', 100 + beside, 0)).toEqual({ first: 0, last: 59 });
      expect(drag('last', 300 - beside, 500)).toEqual({ first: 20, last: 99 });
    }
  });
});
